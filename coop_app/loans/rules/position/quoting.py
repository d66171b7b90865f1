"""What closes a loan on a day, whatever was paid on it before (domain.md 3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coop_app.loans.rules.position.dividing import Division, Share, spread
from coop_app.loans.rules.position.standing import Position, Unpaid
from coop_app.loans.rules.repayment import Part, Split
from coop_app.loans.rules.settlement import Rule, unearned_of
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a borrower pays to be free of the loan, and how it was worked out; rupiah."""

    day: date
    rule: Rule
    penalty: Money
    #: unpaid interest of instalments due before the day: always asked
    interest_arrears: Money
    #: unpaid interest of instalments due on the day or later
    interest_ahead: Money
    #: how much of that the rule asks for
    interest: Money
    principal: Money
    #: rule of 78: instalments still ahead, all instalments, all their interest, what is not earned
    ahead: int
    instalments: int
    total_interest: Money
    unearned: Money

    @property
    def waived(self) -> Money:
        """Interest that need not be paid."""
        return self.interest_ahead - self.interest

    @property
    def total(self) -> Money:
        """What closes the loan."""
        return self.penalty + self.interest_arrears + self.interest + self.principal


def quote_of(position: Position, rule: Rule) -> Quote:
    """What closes the loan on the position's day.

    With whole instalments paid and none late this is `settlement.settle` (interfaces.md).
    """
    rows = [row for row in position.rows if not row.row.is_closed]
    ahead = [row for row in rows if not row.is_late]
    unpaid = Money(sum(row.interest for row in ahead))
    total_interest = Money(sum(row.row.interest for row in rows))
    unearned = unearned_of(total_interest, months=len(rows), left=len(ahead)) if rows else ZERO
    return Quote(
        day=position.day, rule=rule, penalty=position.penalty,
        interest_arrears=position.owed[Part.INTEREST_ARREARS],
        interest_ahead=unpaid, interest=_asked(rule, position.running, unpaid, unearned),
        principal=position.principal_left, ahead=len(ahead), instalments=len(rows),
        total_interest=total_interest, unearned=unearned,
    )  # fmt: skip


def _asked(rule: Rule, running: Unpaid | None, unpaid: Money, unearned: Money) -> Money:
    if rule is Rule.RUNNING_MONTH:
        return running.interest if running else ZERO
    if rule is Rule.ALL_INTEREST:
        return unpaid
    return Money(max(0, unpaid - unearned))


def pay_off(position: Position, quote: Quote, paid: Money) -> tuple[Division, tuple[Share, ...]]:
    """How a payment of at least the quote is applied, and which interest is waived.

    Nothing is left on any row afterwards; what was paid beyond the quote is left over.
    """
    late = Money(position.owed[Part.PRINCIPAL_ARREARS])
    parts = {
        Part.PENALTY: quote.penalty,
        Part.INTEREST_ARREARS: quote.interest_arrears,
        Part.INTEREST: quote.interest,
        Part.PRINCIPAL_ARREARS: late,
        Part.PRINCIPAL: quote.principal - late,
    }
    shares = tuple(share for part in Part for share in spread(position, part, parts[part]))
    division = Division(Split(parts, paid - quote.total), shares)
    return division, tuple(_waived(position, shares))


def _waived(position: Position, shares: tuple[Share, ...]) -> Iterator[Share]:
    paid = {share.number: share.amount for share in shares if share.part is Part.INTEREST}
    for row in position.rows:
        rest = row.interest - paid.get(row.row.number, ZERO)
        if rest and not row.is_late:
            yield Share(row.row.number, Part.INTEREST, rest)
