"""One loan as its borrower sees it: what is left, what is asked next, what is late."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app.loans.rules.position import Position
from coop_app.money import ZERO, Money

#: a reminder is friendly when it comes this many days before
REMIND_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLoan:
    """What a borrower needs to know on a day; rupiah."""

    id: int
    name: str
    on: date
    #: of the loan itself, without what it costs
    principal_left: Money
    #: with all interest and penalty to come
    total_left: Money
    #: instalments paid, and all of them
    paid: int
    instalments: int
    #: due before the day and not paid, with penalty
    late: Money
    days_late: int
    next_due: date | None
    next_amount: Money

    @property
    def is_near(self) -> bool:
        """Whether something should be paid within a week, or should have been."""
        soon = self.next_due is not None and self.next_due <= self.on + timedelta(days=REMIND_DAYS)
        return bool(self.late) or soon


def own_loan(loan_id: int, name: str, position: Position) -> OwnLoan:
    """The position in a borrower's words."""
    rows = [row for row in position.rows if not row.row.is_closed]
    ahead = position.next_row
    return OwnLoan(
        id=loan_id,
        name=name,
        on=position.day,
        principal_left=position.principal_left,
        total_left=position.principal_left + position.interest_left + position.penalty,
        paid=sum(1 for row in rows if not row.is_open),
        instalments=len(rows),
        late=position.arrears + position.penalty,
        days_late=position.days_late,
        next_due=ahead.row.due if ahead else None,
        next_amount=ahead.principal + ahead.interest if ahead else ZERO,
    )
