"""A loan that ran before this book began: what is left of it comes in, and runs on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coop_app.dates import DateInFuture, plain_date
from coop_app.loans.rules.products import ProductTerms
from coop_app.loans.rules.schedule import Instalment, schedule_of
from coop_app.loans.rules.settlement import TooManyPaid
from coop_app.money import Money, rupiah
from coop_app.refusal import N_, Refused


class NothingLeftOfIt(Refused):
    """A loan that was paid back needs no taking over."""

    message = N_("All %(months)s instalments are paid; there is nothing to take over.")
    field = "paid_instalments"


class LeftDiffers(Refused):
    """What the old book says is left is what the schedule says is left."""

    message = N_(
        "After %(paid)s instalments %(left)s of the principal is left, not %(typed)s."
        " Check the number of instalments paid, the terms, and the old loan card."
    )
    field = "left"


class TakenOverBeforePayout(Refused):
    """A loan is taken over after it was paid out."""

    message = N_("The loan was paid out on %(on)s. Choose a later day for taking it over.")
    field = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """An old loan as its card tells it: lent when, how much, for how long, how much is paid."""

    member_id: int
    product_id: int
    principal: Money
    months: int
    disbursed_on: date
    first_due: date
    paid_instalments: int
    #: principal that is left by the old book; it must agree with the schedule
    left: Money
    #: the day from which the loan stands in this book
    on: date
    #: the number of the old agreement or card
    old_number: str = ""


def check_days(takeover: Takeover, today: date) -> None:
    """Raises `DateInFuture`, `TakenOverBeforePayout`."""
    if takeover.on > today:
        raise DateInFuture(on=plain_date(takeover.on), field="on")
    if takeover.on < takeover.disbursed_on:
        raise TakenOverBeforePayout(on=plain_date(takeover.disbursed_on))


def rows_left(takeover: Takeover, terms: ProductTerms) -> tuple[Instalment, ...]:
    """The instalments that are not paid yet, counted anew from 1; late ones keep their due day.

    Raises `TooManyPaid`, `NothingLeftOfIt`, `LeftDiffers`, and what `schedule_of` raises.
    """
    if not 0 <= takeover.paid_instalments <= takeover.months:
        raise TooManyPaid(months=takeover.months)
    loan = terms.loan(
        takeover.principal, takeover.months, disbursed_on=takeover.disbursed_on,
        first_due=takeover.first_due,
    )  # fmt: skip
    rows = schedule_of(loan).instalments[takeover.paid_instalments :]
    if not rows:
        raise NothingLeftOfIt(months=takeover.months)
    left = principal_of(rows)
    if left != takeover.left:
        facts = {"left": rupiah(left), "typed": rupiah(takeover.left)}
        raise LeftDiffers(paid=takeover.paid_instalments, **facts)
    return tuple(replace(row, number=number) for number, row in enumerate(rows, 1))


def principal_of(rows: Sequence[Instalment]) -> Money:
    """The principal of some instalments."""
    return Money(sum(int(row.principal) for row in rows))
