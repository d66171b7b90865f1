"""My businesses, and opening a book for one."""

from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import FactsForm, OpenForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.service import Facts, FirstTool, NewEnterprise, Owed
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, own_member, owned
from coop_app.members.rules import phones
from coop_app.money import ZERO
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/")
@requires("own.business")
def mine() -> Response:
    """One business opens at once; several are a choice; none is an invitation."""
    found = queries.enterprises_of(signed_in().cooperative_id, own_member())
    if len(found) == 1:
        return see_other("enterprises.home", enterprise_id=found[0].id)
    return page("enterprises/mine.html", found=found)


@bp.get("/baru")
@requires("own.business")
def open_form(form: OpenForm | None = None) -> Response:
    """What is there on the day the book begins."""
    own_member()
    return page("enterprises/open_form.html", form=form or OpenForm(opened_on=clock.today()))


@bp.post("/baru")
@requires("own.business")
def open_business() -> Response:
    """Open the book."""
    form, member_id = OpenForm.from_request(), own_member()
    if not form.ok:
        return open_form(form)
    person = signed_in()
    try:
        with transaction():
            business = service.open_enterprise(
                cooperative_id=person.cooperative_id, member_id=member_id, by=person.user_id,
                request_id=form.request_id.data, new=_new(form),
            )  # fmt: skip
    except Refused as refusal:
        return open_form(form.blame(refusal))
    flash(_("The book of %(name)s is open. Record your first sale.", name=business.name))
    return see_other("enterprises.home", enterprise_id=business.id)


def _new(form: OpenForm) -> NewEnterprise:
    typed = form.facts
    worth = typed["tool_worth"]
    first = (
        FirstTool(typed["tool"] or _("Tools"), worth, typed["tool_years"] or 0) if worth else None
    )
    return NewEnterprise(
        name=typed["name"], kind=typed["kind"], opened_on=typed["opened_on"], since=typed["since"],
        address=typed["address"] or "", phone=typed["phone"] or "", cash=typed["cash"] or ZERO,
        bank=typed["bank"] or ZERO, receivable=_owed(typed, "buyer", "buyer_owes"),
        debts=_owed(typed, "lender", "lender_debt"),
        cooperative_debt=typed["cooperative_debt"] or ZERO, tools=(first,) if first else (),
    )  # fmt: skip


def _owed(typed: dict[str, Any], name: str, amount: str) -> tuple[Owed, ...]:
    return (Owed(typed[name] or _("Unnamed"), typed[amount]),) if typed[amount] else ()


@bp.get("/<int:enterprise_id>/data")
@owned
def facts_form(business: Enterprise, form: FactsForm | None = None) -> Response:
    """Address, telephone and the like, as they stand on her papers."""
    known = FactsForm(
        name=business.name, kind=business.kind, address=business.address, phone=phones.shown(business.phone) if business.phone else "",
        since=business.since, tax_since=business.tax_since,
    )  # fmt: skip
    return business_page(
        business, "enterprises/facts_form.html", active="books", form=form or known
    )


@bp.post("/<int:enterprise_id>/data")
@owned
def change_facts(business: Enterprise) -> Response:
    """Correct them."""
    form = FactsForm.from_request()
    if not form.ok:
        return facts_form(business.id, form=form)
    typed = form.facts
    try:
        with transaction():
            service.change_facts(
                business=business,
                facts=Facts(
                    name=typed["name"], kind=typed["kind"], address=typed["address"] or "",
                    phone=typed["phone"] or "", since=typed["since"], tax_since=typed["tax_since"],
                ),
            )  # fmt: skip
    except Refused as refusal:
        return facts_form(business.id, form=form.blame(refusal))
    flash(_("Saved."))
    return see_other("enterprises.statements", enterprise_id=business.id)
