"""Plan a round from a supplier's offers, change the draft, open it."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.purchasing.forms.rounds import RoundForm
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import OfferCard, Round
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import desk
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_A_WEEK, _TWO_DAYS = timedelta(days=7), timedelta(days=2)


@bp.get("/ronde/baru")
@requires("purchasing.manage")
def plan_choose() -> Response:
    """Choose the supplier first."""
    suppliers = queries.list_suppliers(signed_in().cooperative_id, active_only=True)
    return page("purchasing/plan_choose.html", suppliers=suppliers)


@bp.get("/ronde/baru/<int:supplier_id>")
@requires("purchasing.manage")
def plan_form(supplier_id: int) -> Response:
    """Plan a round with a supplier, from nothing or from needs."""
    ticked = [int(key) for key in request.args.getlist("tawaran") if key.isdecimal()]
    return _plan_page(supplier_id, _proposed(ticked, request.args.get("judul", "")[:80]))


@bp.post("/ronde/baru/<int:supplier_id>")
@requires("purchasing.manage")
def plan(supplier_id: int) -> Response:
    """Write the draft."""
    form = RoundForm.from_request()
    if form.ok:
        try:
            key = _write(form, supplier_id)
            return see_other("purchasing.round_page", round_id=key)
        except Refused as refusal:
            form.blame(refusal)
    return _plan_page(supplier_id, form)


def _write(form: RoundForm, supplier_id: int) -> int:
    """The draft, and the needs that it was planned from marked as taken into it."""
    here, month = desk(), _month_of_needs()
    with transaction():
        key = service.plan_round(
            desk=here, plan=form.plan(supplier_id), request_id=form.request_id.data, at=clock.now()
        )
        if month:
            service.take_needs_in(desk=here, round_id=key, month=month)
    return key


@bp.get("/ronde/<int:round_id>/ubah")
@requires("purchasing.manage")
def change_form(round_id: int) -> Response:
    """The plan of a draft."""
    shown = queries.get_round(signed_in().cooperative_id, round_id)
    life.after(shown.state, "edit")
    return _plan_page(shown.supplier_id, _planned(shown), shown)


@bp.post("/ronde/<int:round_id>/ubah")
@requires("purchasing.manage")
def change(round_id: int) -> Response:
    """Keep the changed plan."""
    shown = queries.get_round(signed_in().cooperative_id, round_id)
    form = RoundForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.change_round(
                    desk=desk(),
                    round_id=round_id,
                    plan=form.plan(shown.supplier_id),
                    at=clock.now(),
                )
            return see_other("purchasing.round_page", round_id=round_id)
        except Refused as refusal:
            form.blame(refusal)
    return _plan_page(shown.supplier_id, form, shown)


@bp.post("/ronde/<int:round_id>/buka")
@requires("purchasing.manage")
def open_round(round_id: int) -> Response:
    """Members may order from the opening time on."""
    with transaction():
        service.open_round(desk=desk(), round_id=round_id, at=clock.now())
    return see_other("purchasing.round_page", round_id=round_id)


def _month_of_needs() -> Month | None:
    """The month whose needs the round is planned from; None when it is planned without."""
    try:
        return Month.parse(request.values.get("bulan", ""))
    except Refused:
        return None


def _plan_page(supplier_id: int, form: RoundForm, shown: Round | None = None) -> Response:
    here = desk()
    supplier = queries.get_supplier(here.cooperative_id, supplier_id)
    offers = queries.offers_on(here.cooperative_id, here.book_id, supplier_id, here.today)
    return page(
        "purchasing/plan_form.html", form=form, supplier=supplier, offers=offers, round=shown,
        ticked=set(form.offers.data or ()), words=words,
        month=_month_of_needs(),
    )  # fmt: skip


def _proposed(ticked: list[int], title: str) -> RoundForm:
    """A week from now, the sacks filled in the last two days; closing at eight in the evening."""
    opens = clock.now().replace(second=0, microsecond=0)
    evening = clock.office_time(opens + _A_WEEK).date()
    closes = datetime.combine(evening, time(20), tzinfo=clock.OFFICE_ZONE).astimezone(UTC)
    return RoundForm(
        formdata=None, title=title, offers=ticked, opens_at=opens, closes_at=closes,
        fill_from=closes - _TWO_DAYS,
    )  # fmt: skip


def _planned(shown: Round) -> RoundForm:
    here = desk()
    known = queries.offers_on(here.cooperative_id, here.book_id, shown.supplier_id, here.today)
    items = {item.item_id: item.terms.maximum for item in queries.items_of(shown)}
    most = {
        offer.id: items[offer.item_id]
        for offer in known
        if items.get(offer.item_id) not in (None, offer.terms.maximum)
    }
    return RoundForm(
        formdata=None, title=shown.title, offers=_keys(known, set(items)), most=most, margin=Decimal(shown.margin) / 100,
        opens_at=shown.times.opens_at, fill_from=shown.times.fill_from,
        closes_at=shown.times.closes_at, rule=str(shown.rule),
        freight_estimate=shown.freight_estimate, freight_by=shown.freight_by, pickup=shown.pickup,
    )  # fmt: skip


def _keys(offers: list[OfferCard], items: set[int]) -> list[int]:
    return [offer.id for offer in offers if offer.item_id in items]
