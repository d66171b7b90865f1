"""Members as other features see them: small frozen cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.members.models import Member, VillageGroup
from coop_app.members.rules import names as name_rules
from coop_app.members.rules.standing import number_text
from coop_app.refusal import NotFound

_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What stands on a member's card."""

    id: int
    number: int
    name: str
    group_id: int
    group_name: str
    status: str
    #: digits with the country code, or None
    phone: str | None
    joined_on: date

    @property
    def number_text(self) -> str:
        """`0017`."""
        return number_text(self.number)

    @property
    def label(self) -> str:
        """`0017 Siti Aminah`."""
        return f"{self.number_text} {self.name}"


_CARDS = (
    sa.select(
        Member.id, Member.number, Member.name, Member.group_id, VillageGroup.name,
        Member.status, Member.phone, Member.joined_on,
    )
    .join(
        VillageGroup,
        (VillageGroup.id == Member.group_id)
        & (VillageGroup.cooperative_id == Member.cooperative_id),
    )
    .order_by(Member.number)
)  # fmt: skip
# built once: every receipt asks for its member
_ONE = _CARDS.where(
    Member.cooperative_id == sa.bindparam("cooperative_id"), Member.id == sa.bindparam("member_id")
)


def cards(cooperative_id: int) -> Any:
    """The select all cards come from; callers narrow it down."""
    return _CARDS.where(Member.cooperative_id == cooperative_id)


def _fetch(query: Any, values: dict[str, Any] | None = None) -> list[MemberCard]:
    return [MemberCard(*row) for row in session.execute(query, values)]


def get_member(cooperative_id: int, id: int) -> MemberCard:  # noqa: A002 - the key's name
    """The member with this key. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(_ONE, {"cooperative_id": cooperative_id, "member_id": id})
    if not found:
        raise NotFound
    return found[0]


def find_by_number(cooperative_id: int, number: int) -> MemberCard | None:
    """The member with this permanent number."""
    found = _fetch(cards(cooperative_id).where(Member.number == number))
    return found[0] if found else None


def search(cooperative_id: int, text: str, limit: int = 10) -> list[MemberCard]:
    """Members whose number, name (also an old spelling or an earlier one) or phone fits the text, or whose group begins with it."""
    if not text.strip():
        return []
    return _fetch(cards(cooperative_id).where(fits(text)).limit(limit))


def fits(text: str) -> sa.ColumnElement[bool]:
    """The condition behind a search box."""
    digits = "".join(c for c in text if c.isdecimal())
    if digits and not any(c.isalpha() for c in text):
        local = digits.removeprefix("62").lstrip("0")
        by_digits = [Member.old_number == text.strip()]
        if len(digits) <= 6:
            by_digits.append(Member.number == int(digits))
        if len(local) >= 4:
            by_digits.append(Member.phone.contains(local, autoescape=True))
        return sa.or_(*by_digits)
    words = name_rules.folded(text).split()
    found = [Member.old_number == text.strip(), _in_group(text.strip())]
    if words:
        in_name = (Member.search_text.contains(word, autoescape=True) for word in words)
        found.append(sa.and_(*in_name))
    return sa.or_(*found)


def _in_group(text: str) -> sa.ColumnElement[bool]:
    group = sa.orm.aliased(VillageGroup)
    named = sa.func.lower(group.name).startswith(text.lower(), autoescape=True)
    own = (group.id == Member.group_id) & (group.cooperative_id == Member.cooperative_id)
    return sa.exists().where(own, named).correlate(Member)


def members_of_group(cooperative_id: int, group_id: int) -> list[MemberCard]:
    """Everybody of a group who still belongs to it: candidates, active and inactive members."""
    present = Member.status.in_(("candidate", "active", "inactive"))
    return _fetch(cards(cooperative_id).where(Member.group_id == group_id, present))


def all_cards(cooperative_id: int) -> list[MemberCard]:
    """The whole register by number."""
    return _fetch(cards(cooperative_id))


def names(cooperative_id: int, ids: Sequence[int]) -> dict[int, str]:
    """`0017 Siti Aminah` by key; keys of nobody are left out."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _MOST_KEYS):
        part = list(ids[start : start + _MOST_KEYS])
        query = sa.select(Member.id, Member.number, Member.name).where(
            Member.cooperative_id == cooperative_id, Member.id.in_(part)
        )
        found |= {row.id: f"{number_text(row.number)} {row.name}" for row in session.execute(query)}
    return found
