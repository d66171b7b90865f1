"""A shop reports: what was sold, came back or was spoiled; the journal first, then saving."""

from dataclasses import dataclass, field

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises.forms.workshop import fields
from coop_app.enterprises.forms.workshop.elsewhere import ReportForm
from coop_app.enterprises.forms.workshop.fields import Quantities
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import outlets as queries
from coop_app.enterprises.queries.workshop.outlets import Act, Outlet
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import outlets as rules
from coop_app.enterprises.rules.workshop.outlets import Line, Report
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.enterprises.views.workshop import showing
from coop_app.enterprises.views.workshop.showing import Rehearsal
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.web.forms import say
from coop_app.web.pages import see_other


@dataclass(slots=True)
class Sheet:
    """The lines of a report as typed, by item: sold, for how much, came back, spoiled."""

    sold: Quantities = field(default_factory=Quantities)
    returned: Quantities = field(default_factory=Quantities)
    spoiled: Quantities = field(default_factory=Quantities)
    gross: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> Money:
        """What the buyers paid."""
        return sum((line.gross for line in self.lines), ZERO)


@bp.get("/<int:enterprise_id>/titipan/<int:outlet_id>/laporan")
@owned
def report_form(business: Enterprise, outlet_id: int) -> Response:
    """What lies there, and what became of it."""
    form = ReportForm(formdata=None, on=clock.today())
    return _form(business, _shop(business, outlet_id), form, Sheet())


@bp.post("/<int:enterprise_id>/titipan/<int:outlet_id>/laporan")
@owned
def report(business: Enterprise, outlet_id: int) -> Response:
    """Show what it will record, or record it."""
    form, shop = ReportForm.from_request(), _shop(business, outlet_id)
    sheet = _read(business, shop)
    if not form.ok or sheet.errors:
        form.blamed = True
        return _form(business, shop, form, sheet)
    _offer_commission(form, shop, sheet)
    try:
        if request.form.get("step") != "save":
            shown = showing.rehearse(business, lambda: _send(business, shop, form, sheet).entry_seq)
            return _form(business, shop, form, sheet, shown)
        with transaction():
            act = _send(business, shop, form, sheet)
    except Refused as refusal:
        return _form(business, shop, form.blame(refusal), sheet)
    return see_other("enterprises.outlet_act", enterprise_id=business.id, act_id=act.id, baru=1)


def _shop(business: Enterprise, outlet_id: int) -> Outlet:
    return queries.get_outlet(business.cooperative_id, business.id, outlet_id)


def _offer_commission(form: ReportForm, shop: Outlet, sheet: Sheet) -> None:
    """What the shop usually keeps, unless she typed something else; it follows what was sold."""
    ours = form.commission.typed in ("", request.form.get("offered", ""))
    if ours and shop.commission_mille:
        form.commission.data = rules.commission_on(sheet.total, shop.commission_mille)
        form.commission.typed = None


def _send(business: Enterprise, shop: Outlet, form: ReportForm, sheet: Sheet) -> Act:
    typed = form.facts
    new = Report(
        shop.id, typed["on"], sheet.lines, form.commission.data or ZERO, typed["cost"] or ZERO,
        Way(typed["way"]),
    )  # fmt: skip
    return service.report(
        desk=desk_of(business), business=business, new=new, request_id=typed["request_id"]
    )


def _read(business: Enterprise, shop: Outlet) -> Sheet:
    items = _items(business, shop)
    sold, back, bad = (
        fields.read_quantities(request.form, items, name) for name in ("sold", "back", "bad")
    )
    sheet = Sheet(sold, back, bad)
    prices = products.prices_on(business.book_id, "other", clock.today())
    lines = []
    for item in items:
        count = sold.base.get(item.id, 0)
        text = sheet.gross[item.id] = request.form.get(f"gross-{item.id}", "").strip()[:20]
        try:
            usual = prices[item.id].for_quantity(count) if item.id in prices else ZERO
            gross = fields.read_amount(text) if text or not count else usual
        except Refused as refusal:
            sheet.errors[item.id] = say(refusal)
            continue
        came, gone = back.base.get(item.id, 0), bad.base.get(item.id, 0)
        line = Line(item.id, count, gross, came, gone)
        lines += [line] if line.gone or line.gross else []
    for quantities in (sold, back, bad):
        sheet.errors |= quantities.errors
    sheet.lines = tuple(lines)
    return sheet


def _items(business: Enterprise, shop: Outlet) -> list[Item]:
    known = showing.all_items(business)
    return [known[one.item_id] for one in queries.lying(business.book_id, [shop.id])]


def _form(
    business: Enterprise,
    shop: Outlet,
    form: ReportForm,
    sheet: Sheet,
    shown: Rehearsal | None = None,
) -> Response:
    prices = products.prices_on(business.book_id, "other", clock.today())
    return business_page(
        business, "enterprises/report_form.html", active="goods", form=form, shop=shop, sheet=sheet,
        lying=queries.lying(business.book_id, [shop.id]), items=showing.all_items(business),
        prices=prices, shown=shown,
    )  # fmt: skip
