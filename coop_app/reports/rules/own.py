"""What a member's own page says in words: paid until when, what an act did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import Month
from coop_app.money import Money
from coop_app.reports.rules.member_statement import Pot
from coop_app.savings.rules.dues import Standing


@dataclass(frozen=True, slots=True)
class Happening:
    """One act of a member: what it touched, and the rupiah that changed hands."""

    seq: int
    on: date
    voucher: str
    names: tuple[str, ...]
    #: positive: brought to the cooperative; negative: taken home
    amount: Money
    is_reversal: bool = False
    is_reversed: bool = False


def paid_until(standing: Standing) -> Month | None:
    """The last month up to which every month that cost something is fully paid; None before the first."""
    last = None
    for state in sorted(standing.months, key=lambda state: state.month):
        if state.due and state.open:
            return last
        last = state.month
    return last


def names_of(touched: Sequence[tuple[Pot, Money]]) -> tuple[str, ...]:
    """The pots an act touched, each once."""
    return tuple(dict.fromkeys(pot.name for pot, _amount in touched))


def brought(touched: Sequence[tuple[Pot, Money]], total: Money) -> Money:
    """What was brought (or taken, negative): a loan that shrinks was paid with interest, all of it."""
    for pot, amount in touched:
        if pot.is_debt:
            return total if amount < 0 else -total
    return Money(sum(int(amount) for _pot, amount in touched))
