"""What all pages of items and stock share: the desk, whose points may be seen, names, words for journals."""

from flask_babel import gettext as _

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.products import queries
from coop_app.products.queries import Item, Point
from coop_app.refusal import N_, NotFound, Refused
from coop_app.web import references
from coop_app.web.access import signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import link

COORDINATOR = "koordinator"


class OwnerUnclear(Refused):
    """A number or a name that means exactly one member."""

    message = N_("“%(written)s” is not exactly one member. Write the number, or more of the name.")
    field = "owner"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def may_see(point: Point) -> bool:
    """Whether a point is this person's business: a coordinator sees the own group's."""
    person = signed_in()
    return person.role != COORDINATOR or (
        point.group_id is not None and point.group_id == person.group_id
    )


def points(*, active_only: bool = True) -> list[Point]:
    """The points this person may see, office first."""
    every = queries.list_points(signed_in().book_id, active_only=active_only)
    return [point for point in every if may_see(point)]


def point_of(point_id: int) -> Point:
    """A point this person may see. Raises `NotFound`."""
    point = queries.get_point(signed_in().book_id, point_id)
    if not may_see(point):
        raise NotFound
    return point


def owner_name(item: Item) -> str:
    """The member whose product it is."""
    if item.owner_member_id is None:
        return ""
    key = f"member:{item.owner_member_id}"
    return references.describe(item.cooperative_id, [key])[key].label


def owner_key(text: str) -> int | None:
    """The member behind a typed number or name; None for nothing. Raises `OwnerUnclear`."""
    if not text.strip():
        return None
    number = text.split(maxsplit=1)[0]  # "0017 Siti Aminah" is found by its number
    wanted = number if number.isdecimal() else text.strip()
    found = references.find(signed_in().cooperative_id, wanted)
    if len(found) != 1:
        raise OwnerUnclear(written=text[:60])
    return int(found[0].partition(":")[2])


def entry_link(seq: int | None) -> str | None:
    """The entry in the journal, for those who may read it."""
    if seq is None or not signed_in().may("ledger.read"):
        return None
    return link("ledger.entry", seq=seq)


def journal_of(entry: Entry | None) -> tuple[list[str], list[dict[str, object]]]:
    """What saving will do: in words, and as the lines of the journal."""
    if entry is None:
        return [_("The goods cost nothing in the books, so the journal stays as it is.")], []
    lines, words = [], []
    for line in entry.lines:
        key = {"id": line.account} if isinstance(line.account, int) else {"role": line.account}
        account = ledger.account(book_id=signed_in().book_id, **key)
        name = f"{account.code} {account.name}"
        lines.append(
            {"account": f"{name} · {line.memo}" if line.memo else name, "amount": line.amount}
        )
        grows = (line.amount > 0) == (account.kind in {"asset", "expense"})
        text = (
            _("%(account)s increases by %(amount)s.")
            if grows
            else _("%(account)s decreases by %(amount)s.")
        )
        told = {"account": account.name, "amount": rupiah_text(abs(line.amount))}
        words.append(f"{line.memo}: {text % told}" if line.memo else text % told)
    return words, lines
