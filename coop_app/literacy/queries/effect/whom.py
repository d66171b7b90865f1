"""Names of those who received something or were visited, and the money of journal entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coop_app import ledger
from coop_app.enterprises import queries as enterprises
from coop_app.literacy.rules.effect.giving import ENTERPRISE, GROUP, MEMBER
from coop_app.members import queries as members
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Named:
    """A member, an enterprise or a group with its name and village."""

    kind: str
    id: int
    name: str
    village: str

    @property
    def key(self) -> str:
        """`member:17`, as forms send it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Booked:
    """The journal entry behind something, as the ledger knows it."""

    book_id: int
    seq: int
    voucher: str
    #: nothing once the entry was reversed
    amount: Money


class People:
    """Everybody of a cooperative by kind and key, read once for a page."""

    def __init__(self, cooperative_id: int) -> None:
        groups = {one.id: one for one in members.list_groups(cooperative_id)}
        cards = members.all_cards(cooperative_id)
        village = {key: one.village or one.name for key, one in groups.items()}
        self._known = {
            (GROUP, one.id): Named(GROUP, one.id, one.name, village[one.id])
            for one in groups.values()
        }
        homes = {one.id: village.get(one.group_id, "") for one in cards}
        self._known |= {
            (MEMBER, one.id): Named(MEMBER, one.id, f"{one.number_text} {one.name}", homes[one.id])
            for one in cards
        }
        self._known |= {
            (ENTERPRISE, one.id): Named(ENTERPRISE, one.id, one.name, homes.get(one.member_id, ""))
            for one in enterprises.list_enterprises(cooperative_id)
        }

    def of(self, row: Any) -> Named:
        """Whom a row names."""
        for kind, key in ((MEMBER, row.member_id), (ENTERPRISE, row.enterprise_id)):
            if key is not None:
                return self._known[kind, key]
        return self._known[GROUP, row.village_group_id]

    def all(self) -> list[Named]:
        """Everybody, groups first, then enterprises, then members."""
        order = {GROUP: 0, ENTERPRISE: 1, MEMBER: 2}
        return sorted(self._known.values(), key=lambda one: (order[one.kind], one.name))


def name_of(cooperative_id: int, row: Any) -> str:
    """The name of whoever one row names, without reading everybody."""
    if row.member_id is not None:
        return members.get_member(cooperative_id, row.member_id).label
    if row.enterprise_id is not None:
        known = {one.id: one.name for one in enterprises.list_enterprises(cooperative_id)}
        return known[row.enterprise_id]
    return members.get_group(cooperative_id, row.village_group_id).name


def booked(rows: Iterable[Any]) -> dict[tuple[int, int], Booked]:
    """The entries that rows point to: their money stands in the ledger alone."""
    wanted: dict[int, set[int]] = {}
    for row in rows:
        if row.entry_seq is not None:
            wanted.setdefault(row.book_id, set()).add(row.entry_seq)
    return {
        (book_id, entry.seq): Booked(
            book_id, entry.seq, entry.voucher, Money(0) if entry.reversed_by else entry.total
        )
        for book_id, seqs in wanted.items()
        for entry in ledger.entry_pages(book_id=book_id, seqs=sorted(seqs))
    }
