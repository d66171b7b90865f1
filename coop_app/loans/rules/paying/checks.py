"""What is looked at before an act on a loan is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import DateInFuture, plain_date
from coop_app.loans.rules.paying.acts import Payment, Source
from coop_app.loans.rules.paying.refusals import (
    HeldShort,
    LoanTwice,
    MoreHeldThanPaid,
    MoreThanOwed,
    NothingPaid,
    PaidBeforeLastAct,
    PaidBeforePayout,
    PlaceNotChosen,
)
from coop_app.money import ZERO, Money, rupiah


@dataclass(frozen=True, slots=True)
class Since:
    """Days of a loan that an act cannot lie before, and today."""

    disbursed_on: date
    last_act: date | None
    today: date


def check_date(on: date, since: Since) -> None:
    """Acts follow each other. Raises `DateInFuture`, `PaidBeforePayout`, `PaidBeforeLastAct`."""
    if on > since.today:
        raise DateInFuture(on=plain_date(on), field="on")
    if on < since.disbursed_on:
        raise PaidBeforePayout(on=plain_date(since.disbursed_on))
    if since.last_act is not None and on < since.last_act:
        raise PaidBeforeLastAct(on=plain_date(since.last_act))


def check_money(payment: Payment, *, places: Collection[int], held: Money) -> None:
    """Raises `NothingPaid`, `MoreHeldThanPaid`, `HeldShort`, `PlaceNotChosen`."""
    if payment.amount <= 0:
        raise NothingPaid
    if not 0 <= payment.from_held <= payment.amount:
        raise MoreHeldThanPaid
    if payment.from_held > held:
        raise HeldShort(held=rupiah(held))
    if payment.source is Source.HELD and payment.from_held < payment.amount:
        raise HeldShort(held=rupiah(payment.from_held))
    if payment.from_held < payment.amount:
        check_place(payment.source, payment.place_id, places)


def check_place(source: Source, place_id: int | None, places: Collection[int]) -> None:
    """A cash place is named exactly when cash moves. Raises `PlaceNotChosen`."""
    if (place_id in places) != (source is Source.PLACE):
        raise PlaceNotChosen


def check_rows(rows: Sequence[Payment]) -> None:
    """Raises `NothingPaid` for an empty sheet, `LoanTwice`."""
    if not rows:
        raise NothingPaid(field=None)
    if len({row.loan_id for row in rows}) < len(rows):
        raise LoanTwice


def check_left_over(payment: Payment, left_over: Money) -> None:
    """Only cash can be too much. Raises `MoreThanOwed`."""
    cash = payment.amount - payment.from_held if payment.source is Source.PLACE else ZERO
    if left_over > cash:
        raise MoreThanOwed(owed=rupiah(payment.amount - left_over))
