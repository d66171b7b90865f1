"""The monthly dues of members: paid months, standing, the grid."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED
from coop_app.money import ZERO, Money
from coop_app.savings.models import DuesMonth, SavingsAct, SavingsPassbook
from coop_app.savings.queries.products import dues_terms
from coop_app.savings.rules.dues import Calendar, MonthState, Standing, standing

Paid = dict[Month, Money]
_MOST_KEYS = 500
# built once: every receipt asks for the months of its member
_PAID = (
    sa.select(DuesMonth.member_id, DuesMonth.month, sa.func.sum(DuesMonth.amount))
    .join(SavingsAct, SavingsAct.id == DuesMonth.act_id)
    .outerjoin(
        SavingsPassbook,
        (SavingsPassbook.cooperative_id == DuesMonth.cooperative_id)
        & (SavingsPassbook.member_id == DuesMonth.member_id),
    )
    .where(
        DuesMonth.cooperative_id == sa.bindparam("cooperative_id"),
        SavingsAct.reversed_seq.is_(None),
        SavingsAct.id > sa.func.coalesce(SavingsPassbook.settled_act, 0),
    )
    .group_by(DuesMonth.member_id, DuesMonth.month)
)
_PAID_BY = _PAID.where(DuesMonth.member_id.in_(sa.bindparam("member_ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class GridRow:
    """One member's months of a year."""

    member: MemberCard
    cells: tuple[MonthState | None, ...]
    standing: Standing

    @property
    def paid(self) -> Money:
        """Paid for the months of the year."""
        return Money(sum(int(cell.paid) for cell in self.cells if cell))


def calendar_of(cooperative_id: int, member: MemberCard) -> Calendar:
    """Which months a member owes."""
    return Calendar(dues_terms(cooperative_id), Month.of(member.joined_on))


def paid_months(cooperative_id: int, member_id: int) -> Paid:
    """What a member has paid for each month; reversed receipts do not count."""
    return paid_of(cooperative_id, [member_id]).get(member_id, {})


def paid_of(cooperative_id: int, member_ids: Sequence[int] | None = None) -> dict[int, Paid]:
    """What members have paid for each month: some of them, or all."""
    values: dict[str, object] = {"cooperative_id": cooperative_id}
    query = _PAID
    if member_ids is not None:
        query, values = _PAID_BY, {**values, "member_ids": member_ids}
    found: dict[int, Paid] = defaultdict(dict)
    for member_id, month, amount in session.execute(query, values):
        found[member_id][Month.parse(month)] = Money(int(amount))
    return found


def payable_months(
    cooperative_id: int, member: MemberCard, on: date, *, ahead: int = 12
) -> list[MonthState]:
    """The months a member may pay: those in arrears, then so many ahead."""
    calendar, paid = calendar_of(cooperative_id, member), paid_months(cooperative_id, member.id)
    now = Month.of(on)
    behind = list(standing(calendar, paid, on).unpaid)
    coming = [now.plus(i) for i in range(1, ahead + 1)]
    later = [MonthState(m, calendar.due(m), paid.get(m, ZERO)) for m in coming]
    return behind + [state for state in later if state.open]


def standing_of(cooperative_id: int, member: MemberCard, on: date) -> Standing:
    """A member's dues on a day."""
    paid = paid_months(cooperative_id, member.id)
    return standing(calendar_of(cooperative_id, member), paid, on)


def payers(cooperative_id: int, group_id: int | None) -> list[MemberCard]:
    """Who owes dues: everybody, or a group, without those who left."""
    if group_id is not None:
        return members.members_of_group(cooperative_id, group_id)
    return [card for card in members.all_cards(cooperative_id) if card.status not in ENDED]


def grid(cooperative_id: int, *, year: int, on: date, group_id: int | None = None) -> list[GridRow]:
    """Member × month of a year, with each one's standing on a day."""
    return grid_of(cooperative_id, payers(cooperative_id, group_id), year=year, on=on)


def grid_of(
    cooperative_id: int, cards: Sequence[MemberCard], *, year: int, on: date
) -> list[GridRow]:
    """The same for some members: a page of the grid costs what its own rows cost."""
    # a whole cooperative is read at once, a page or a group by its members' keys
    keys = [card.id for card in cards] if len(cards) <= _MOST_KEYS else None
    paid, terms = paid_of(cooperative_id, keys), dues_terms(cooperative_id)
    return [
        _row(card, Calendar(terms, Month.of(card.joined_on)), paid.get(card.id, {}), (year, on))
        for card in cards
    ]


def year_cells(
    calendar: Calendar, states: Mapping[Month, MonthState], year: int
) -> tuple[MonthState | None, ...]:
    """The twelve months of a year; None where nothing is owed and nothing was paid."""
    months = [Month(year, number) for number in range(1, 13)]
    known = [states.get(m) or MonthState(m, calendar.due(m), ZERO) for m in months]
    return tuple(state if state.due or state.paid else None for state in known)


def _row(card: MemberCard, calendar: Calendar, paid: Paid, when: tuple[int, date]) -> GridRow:
    year, on = when
    result = standing(calendar, paid, on)
    cells = year_cells(calendar, {state.month: state for state in result.months}, year)
    return GridRow(card, cells, result)


def arrears(cooperative_id: int, *, on: date, group_id: int | None = None) -> list[GridRow]:
    """Who is behind, the longest first."""
    rows = grid(cooperative_id, year=on.year, on=on, group_id=group_id)
    behind = [row for row in rows if row.standing.arrears_months]
    return sorted(behind, key=lambda row: (-row.standing.arrears_months, row.member.number))
