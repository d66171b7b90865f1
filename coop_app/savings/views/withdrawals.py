"""Pay out savings."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import WithdrawalForm
from coop_app.savings.rules.payments import Withdrawal
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import desk, journal_of
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/tarik/<int:member_id>")
@requires("savings.withdraw")
def withdraw_form(member_id: int) -> Response:
    """How much may go out, and the form."""
    form = _with_choices(WithdrawalForm(on=desk().today))
    return _counter(member_id, form)


@bp.post("/tarik/<int:member_id>")
@requires("savings.withdraw")
def withdraw(member_id: int) -> Response:
    """Show the journal first, or pay out."""
    form = _with_choices(WithdrawalForm.from_request())
    if not form.ok:
        return _counter(member_id, form)
    asked = form.withdrawal(member_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(member_id, form, asked)
        with transaction():
            here = desk()
            act = service.withdraw(desk=here, withdrawal=asked, request_id=form.request_id.data)
            ledger.refuse_short(book_id=here.book_id, seq=act.entry_seq)
    except Refused as refusal:
        to_ask = agreeing.of_withdrawal(form, asked)
        return asking.answer(refusal, form, to_ask) or _counter(member_id, form)
    return see_other("savings.receipt", act_id=act.id)


def _with_choices(form: WithdrawalForm) -> WithdrawalForm:
    here = desk()
    form.place.choices = queries.place_choices(here.book_id)
    form.product.choices = [
        (product.key, product.name)
        for product in queries.list_products(here.cooperative_id)
        if product.withdrawable
    ]
    return form


def _counter(member_id: int, form: WithdrawalForm, asked: Withdrawal | None = None) -> Response:
    here = desk()
    shown = queries.member_page(here.cooperative_id, here.book_id, member_id, on=here.today)
    preview = None
    if asked is not None:
        document = service.decide_withdrawal(desk=here, withdrawal=asked)
        preview = journal_of(service.withdrawal_entry(document=document))
    return page(
        "savings/withdraw_form.html", form=form, saver=shown, preview=preview,
        goals=queries.goal_progress(here.cooperative_id, here.book_id, member_id, on=here.today),
        sleep=service.sleep_of(desk=here, member_id=member_id),
    )  # fmt: skip
