"""Receive savings: find the member, tick the months, look at the journal, save."""

from flask import request
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import DepositForm
from coop_app.savings.rules.payments import Payment
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import desk, found_members, journal_of, places
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_MOST_SUGGESTIONS = 600


@bp.get("/setor")
@requires("savings.deposit")
def deposit_form() -> Response:
    """Look for the member who pays."""
    text = request.args.get("cari", "")[:80]
    found = found_members(text)
    if len(found) == 1:
        return see_other("savings.member_deposit_form", member_id=found[0].id)
    person = signed_in()
    every = members.all_cards(person.cooperative_id)
    return page(
        "savings/deposit_form.html",
        text=text,
        found=found,
        suggestions=[card.label for card in every] if len(every) <= _MOST_SUGGESTIONS else [],
        latest=queries.latest_acts(person.cooperative_id, limit=8),
        names=members.names(person.cooperative_id, [card.id for card in every]),
    )


@bp.get("/setor/<int:member_id>")
@requires("savings.deposit")
def member_deposit_form(member_id: int) -> Response:
    """The receipt of one member, ready with the months in arrears."""
    return _counter(member_id, _empty_form(member_id))


@bp.post("/setor/<int:member_id>")
@requires("savings.deposit")
def deposit(member_id: int) -> Response:
    """Show the journal first, or save."""
    form = DepositForm.from_request()
    form.place.choices = places()
    if not form.ok:
        return _counter(member_id, form)
    try:
        payment = form.payment(member_id)
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(member_id, form, payment)
        with transaction():
            act = service.deposit(desk=desk(), payment=payment, request_id=form.request_id.data)
    except Refused as refusal:
        asked = agreeing.of_deposit(form, member_id)
        return asking.answer(refusal, form, asked) or _counter(member_id, form)
    return see_other("savings.receipt", act_id=act.id)


def _empty_form(member_id: int) -> DepositForm:
    person = signed_in()
    card = members.get_member(person.cooperative_id, member_id)
    today = desk().today
    behind = queries.standing_of(person.cooperative_id, card, today)
    form = DepositForm(
        on=today,
        months=[state.month for state in behind.unpaid],
        wajib=behind.arrears or None,
        pokok=_missing_pokok(member_id),
    )
    form.place.choices = places()
    return form


def _missing_pokok(member_id: int) -> Money | None:
    """Simpanan pokok is offered to whoever has not paid any."""
    here = desk()
    pokok, _dues = service.usual_payment(desk=here)
    held = queries.balances(here.cooperative_id, here.book_id, member_id)
    return None if any(b.amount for b in held if b.product.key == "pokok") else pokok or None


def _counter(member_id: int, form: DepositForm, payment: Payment | None = None) -> Response:
    here = desk()
    shown = queries.member_page(here.cooperative_id, here.book_id, member_id, on=here.today)
    months = queries.payable_months(here.cooperative_id, shown.member, here.today)
    for held in shown.balances:
        if held.product.key in form:
            form[held.product.key].label.text = held.product.name
    preview, total = None, None
    if payment is not None:
        document = service.preview(desk=here, payment=payment)
        total = document.total
        preview = journal_of(service.entry_of(document=document))
    return page(
        "savings/member_deposit_form.html",
        form=form,
        saver=shown,
        behind=[state for state in months if state.month <= shown.standing.on],
        coming=[state for state in months if state.month > shown.standing.on],
        ticked=set(form.months.data or ()),
        total=total,
        preview=preview,
    )
