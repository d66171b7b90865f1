"""Which acts on savings one person may not do alone (integrity.md 8.3)."""

from collections.abc import Iterable

from coop_app import auth
from coop_app.savings import queries
from coop_app.savings.queries import View
from coop_app.savings.rules import dormancy
from coop_app.savings.rules.dormancy import Sleep
from coop_app.savings.rules.payments import Desk, Payment, Withdrawal


def check_deposits(*, desk: Desk, paid: Iterable[Payment], view: View) -> None:
    """Savings from before this book, and money of an older day, take two people.

    Raises `SecondPersonNeeded`, `BackDated`.
    """
    for payment in paid:
        if payment.place_id == view.opening:
            auth.require_second_person(desk)
        auth.check_back_dating(desk, payment.paid_on)


def check_withdrawal(*, desk: Desk, withdrawal: Withdrawal) -> None:
    """Raises `BackDated`, `AboveLimit`, `DormantUnexplained`, `AccountDormant`."""
    months = dormant_months(desk=desk)
    sleep = queries.sleep_of(
        desk.cooperative_id, withdrawal.member_id, on=desk.today, months=months
    )
    dormancy.check_withdrawal(desk, sleep, months=months, memo=withdrawal.memo)
    auth.check_back_dating(desk, withdrawal.paid_on)
    today = queries.withdrawn_on(desk.cooperative_id, withdrawal.member_id, withdrawal.paid_on)
    # several small ones on one day are one large one
    auth.check_withdrawal_limit(desk, today + withdrawal.amount)


def sleep_of(*, desk: Desk, member_id: int) -> Sleep | None:
    """Whether a member's savings sleep today."""
    months = dormant_months(desk=desk)
    return queries.sleep_of(desk.cooperative_id, member_id, on=desk.today, months=months)


def dormant_months(*, desk: Desk) -> int:
    """After how many months without movement an account sleeps."""
    return auth.limit("dormant_months", cooperative_id=desk.cooperative_id, on=desk.today)
