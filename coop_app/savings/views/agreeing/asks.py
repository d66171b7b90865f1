"""What a second person is asked to agree to, from what was typed."""

from collections.abc import Sequence
from typing import Any

from coop_app import auth
from coop_app.auth import Asked
from coop_app.auth.forms import SecondPersonForm
from coop_app.savings.forms import (
    DepositForm,
    MinimumForm,
    OpeningForm,
    ReleaseForm,
    ReversalForm,
    SheetForm,
    TermForm,
    WithdrawalForm,
)
from coop_app.savings.queries import Act
from coop_app.savings.rules.payments import Payment, Withdrawal
from coop_app.web.access import signed_in


def _asked(
    kind: str,
    form: SecondPersonForm,
    content: dict[str, Any],
    *,
    subject: str = "",
    reason: str = "",
) -> Asked:
    here = {"book_id": signed_in().book_id, "request_id": form.request_id.data}
    return Asked(kind=kind, content=here | content, subject=subject, reason=reason)


def of_deposit(form: DepositForm, member_id: int) -> Asked:
    """A receipt of an older day, or of savings from before this book."""
    content = {"payment": auth.packed(form.payment(member_id))}
    return _asked("savings.deposit", form, content, subject=f"member:{member_id}")


def of_withdrawal(form: WithdrawalForm, asked: Withdrawal) -> Asked:
    """A withdrawal above the limit, of an older day, or from savings that sleep."""
    content = {"withdrawal": auth.packed(asked)}
    return _asked("savings.withdraw", form, content, subject=f"member:{asked.member_id}")


def of_reversal(form: ReversalForm, act: Act) -> Asked:
    """A receipt that is taken back."""
    content = {"act_id": act.id, "on": auth.packed(form.on.data), "why": form.why.data}
    subject = f"savings.{act.kind}:{act.id}"
    return _asked("savings.reverse", form, content, subject=subject, reason=form.why.data or "")


def of_sheet(form: SheetForm, group_id: int, rows: Sequence[Payment]) -> Asked:
    """A meeting sheet of an older day, or with savings from before this book."""
    content = {"group_id": group_id, "rows": [auth.packed(row) for row in rows]}
    return _asked("savings.sheet", form, content, subject=f"group:{group_id}")


def of_openings(form: OpeningForm, rows: Sequence[Payment]) -> Asked:
    """What all members had saved before this book."""
    content = {"rows": [auth.packed(row) for row in rows]}
    return _asked("savings.openings", form, content, subject="savings:openings")


def of_term(form: TermForm) -> Asked:
    """A newly decided amount."""
    content = {"term": auth.packed(form.term)}
    return _asked("savings.term", form, content, reason=form.decided_by.data or "")


def of_minimum(form: MinimumForm) -> Asked:
    """What must stay in the account."""
    content = {"product": form.product.data, "minimum": auth.packed(form.minimum.data)}
    return _asked("savings.minimum", form, content)


def of_release(form: ReleaseForm, hold_id: int) -> Asked:
    """Held savings that go free."""
    content = {"hold_id": hold_id, "why": form.why.data}
    subject = f"savings_hold:{hold_id}"
    return _asked("savings.release", form, content, subject=subject, reason=form.why.data or "")
