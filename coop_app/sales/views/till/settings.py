"""Settings of the till: where money goes, the QRIS code, what the provider takes."""

from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.till.after import FeeForm, PlacesForm, QrisForm
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.fees import SCALES, Scale
from coop_app.sales.service import till as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till import seconds
from coop_app.sales.views.till.counter import desk, own_point, own_points, place_names
from coop_app.sales.views.till.selling import picture
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_NO_BANK = 0


@bp.get("/penjualan/pengaturan")
@requires("sales.manage")
def till_settings() -> Response:
    """Everything that is set up, with its history."""
    return _page()


@bp.post("/penjualan/pengaturan/titik/<int:point_id>")
@requires("sales.manage")
def choose_places(point_id: int) -> Response:
    """Where the money of one point goes."""
    point, form = own_point(point_id), _offered(PlacesForm.from_request())
    if not form.ok:
        return _page(places=(point.id, form))
    bank = form.bank_place.data or None
    try:
        with transaction():
            service.choose_places(
                desk=desk(), point_id=point.id, cash=form.cash_place.data, bank=bank
            )
    except Refused as refusal:
        return _page(places=(point.id, form.blame(refusal)))
    return see_other("sales.till_settings")


@bp.post("/penjualan/pengaturan/qris")
@requires("sales.manage")
def store_qris() -> Response:
    """Put another QRIS code before a second person."""
    form = _banks(QrisForm.from_request())
    if not form.ok:
        return _page(qris=form)
    code = service.NewCode(
        payload=(form.payload.data or "").strip(), scale=Scale(form.scale.data),
        place_id=form.place.data, valid_from=form.facts["valid_from"],
    )  # fmt: skip
    try:
        with transaction():
            service.store_code(desk=desk(), code=code, request_id=form.request_id.data or "")
    except Refused as refusal:
        return asking.answer(refusal, form, seconds.to_store(form, code)) or _page(qris=form)
    return see_other("sales.till_settings")


@bp.post("/penjualan/pengaturan/biaya")
@requires("sales.manage")
def set_fee() -> Response:
    """What the provider takes from a day on."""
    form = FeeForm.from_request()
    if not form.ok:
        return _page(fee=form)
    try:
        with transaction():
            service.set_fee(
                desk=desk(), tariff=form.tariff(), request_id=form.request_id.data or ""
            )
    except Refused as refusal:
        return _page(fee=form.blame(refusal))
    return see_other("sales.till_settings")


def _page(
    *, places: tuple[int, PlacesForm] | None = None, qris: QrisForm | None = None,
    fee: FeeForm | None = None,
) -> Response:  # fmt: skip
    person, today = signed_in(), desk().today
    code, codes = (
        queries.code_on(person.cooperative_id, today),
        queries.list_codes(person.cooperative_id),
    )
    forms = {point.id: _places(point.id) for point in own_points()}
    if places:
        forms[places[0]] = places[1]
    blamed = any(one is not None and one.blamed for one in (places and places[1], qris, fee))
    return page(
        "sales/till_settings.html", status=422 if blamed else 200, points=own_points(),
        forms=forms, code=code, codes=codes, picture=picture(code), scales=SCALES,
        qris=qris or _banks(QrisForm(formdata=None, valid_from=today)),
        fee=fee or FeeForm(formdata=None, valid_from=today),
        tariffs=queries.tariffs(person.cooperative_id), places=place_names(), today=today,
        people=auth.names_of(person.cooperative_id, [one.made_by for one in codes]),
    )  # fmt: skip


def _places(point_id: int) -> PlacesForm:
    held = queries.places_of(signed_in().book_id, point_id)
    return _offered(
        PlacesForm(formdata=None, cash_place=held.cash, bank_place=held.bank or _NO_BANK)
    )


def _offered(form: PlacesForm) -> PlacesForm:
    known = ledger.cash_places(book_id=signed_in().book_id)
    form.cash_place.choices = [SelectChoice(p.id, p.name) for p in known if p.place == "cash"]
    banks = [SelectChoice(p.id, p.name) for p in known if p.place == "bank"]
    form.bank_place.choices = [SelectChoice(_NO_BANK, "–"), *banks]
    return form


def _banks(form: QrisForm) -> QrisForm:
    known = ledger.cash_places(book_id=signed_in().book_id)
    form.place.choices = [SelectChoice(p.id, p.name) for p in known if p.place == "bank"]
    return form
