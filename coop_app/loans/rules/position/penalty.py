"""What lateness costs, replayed from the payments (domain.md 3.3)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from coop_app.loans.rules.position.rows import Allocated, Piece, Row
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.money import ZERO, Money, half_up


def penalty_on(row: Row, allocated: Sequence[Allocated], terms: PenaltyTerms, day: date) -> Money:
    """All penalty that an instalment has cost up to and with a day, paid or not, in rupiah.

    A day counts when it is later than the due date and the free days; its base is what was unpaid
    when it began, so a payment never changes the penalty of its own day. Per day a percentage of
    that base, or a fixed sum once; together never more than the cap, a percentage of the instalment.
    """
    if row.is_closed:
        return ZERO
    if terms.kind is PenaltyKind.NONE or day <= row.due + timedelta(days=terms.free_days):
        return row.carried  # nothing can be late yet; reports ask this for every row of every loan
    exact = _uncapped(list(_late(row, allocated, terms, day)), terms)
    if terms.cap_percent:
        exact = min(exact, Fraction(int(row.total) * terms.cap_percent, 100))
    return row.carried + Money(half_up(exact))


def _uncapped(late: Sequence[tuple[int, int]], terms: PenaltyTerms) -> Fraction:
    if terms.kind is PenaltyKind.FIXED:
        return Fraction(int(terms.amount) if any(base for base, _ in late) else 0)
    return Fraction(terms.percent_per_day) / 100 * sum(base * days for base, days in late)


def _late(
    row: Row, allocated: Sequence[Allocated], terms: PenaltyTerms, day: date
) -> Iterator[tuple[int, int]]:
    """Stretches of late days: what was unpaid, and for how many days."""
    if terms.kind is PenaltyKind.NONE:
        return
    free_until = row.due + timedelta(days=terms.free_days)
    base, reached = int(row.total), free_until
    paid = [one for one in allocated if one.piece is not Piece.PENALTY]
    for one in sorted(paid, key=lambda one: one.on):
        end = min(one.on, day)
        if end > reached:
            yield base, (end - reached).days
            reached = end
        base -= int(one.amount)
    if day > reached:
        yield base, (day - reached).days
