"""How many members have confirmed their month, village by village, and what still fits the books."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.dates import Month
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.reports.queries import member_statements, pots
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import Pot, State, percent


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the statements of a village, or of a month."""

    name: str
    group_id: int
    offered: int
    confirmed: int
    on_paper: int
    disputed: int
    answered: int

    @property
    def percent(self) -> int:
        """Confirmed of offered."""
        return percent(self.confirmed, self.offered)

    @property
    def silent(self) -> int:
        """Nobody has said anything yet."""
        return self.offered - self.confirmed - self.disputed - self.answered


@dataclass(frozen=True, slots=True)
class MemberMonth:
    """One statement with its member and, where they were read, its figures."""

    offered: Offered
    card: MemberCard
    pots: tuple[Pot, ...] = ()
    #: whether the books still say the same
    fits: bool = True


def month_of(cooperative_id: int, book_id: int, month: Month) -> list[MemberMonth]:
    """Everybody's statement of a month with its figures as recorded now; a fixed number of statements."""
    contents = pots.of_all(cooperative_id, book_id, month)
    cards = {card.id: card for card in members.all_cards(cooperative_id)}
    found = []
    for offered in member_statements.of_month(cooperative_id, month):
        held = contents.get(offered.member_id, ())
        shown = tuple(pot for pot in held if not pot.is_empty)
        card = cards[offered.member_id]
        found.append(MemberMonth(offered, card, shown, fits=offered.fits(held)))
    return sorted(found, key=lambda one: (one.card.group_name, one.card.number))


def shares(rows: Sequence[MemberMonth]) -> list[Share]:
    """By village, in the order of their names."""
    villages: dict[tuple[str, int], list[Offered]] = defaultdict(list)
    for row in rows:
        villages[row.card.group_name, row.card.group_id].append(row.offered)
    return [share_of(name, key, found) for (name, key), found in sorted(villages.items())]


def share_of(name: str, group_id: int, rows: Sequence[Offered]) -> Share:
    """What became of some statements."""
    states = [row.state for row in rows]
    paper = [row for row in rows if row.state is State.CONFIRMED and row.answer]
    return Share(
        name,
        group_id,
        len(rows),
        states.count(State.CONFIRMED),
        sum(1 for row in paper if row.answer and row.answer.on_paper),
        states.count(State.DISPUTED),
        states.count(State.ANSWERED),
    )


def years_share(cooperative_id: int, *, months: int = 12) -> list[tuple[Month, Share]]:
    """The newest months, each with what became of its statements."""
    newest = member_statements.months_offered(cooperative_id, limit=months)
    if not newest:
        return []
    rows: dict[Month, list[Offered]] = defaultdict(list)
    for offered in member_statements.of_months(cooperative_id, newest[-1], newest[0]):
        rows[offered.month].append(offered)
    return [(month, share_of(month.name, 0, rows[month])) for month in newest]
