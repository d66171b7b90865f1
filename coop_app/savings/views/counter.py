"""What all savings pages share: the desk, whose rows may be seen, words for months and journals."""

from collections.abc import Sequence

from flask_babel import gettext as _

from coop_app import clock
from coop_app.dates import Month
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.refusal import NotFound
from coop_app.savings import queries
from coop_app.savings.rules.dues import merged
from coop_app.savings.rules.payments import Desk
from coop_app.web.access import signed_in
from coop_app.web.filters import month_name, rupiah_text

COORDINATOR = "koordinator"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def places() -> list[tuple[int, str]]:
    """Where the money of a receipt goes; whoever may write opening balances may choose those too."""
    person = signed_in()
    words = _("Opening balance: saved before this book, no cash moves")
    return queries.place_choices(
        person.book_id, opening=words if person.may("ledger.opening") else ""
    )


def own_group() -> int | None:
    """The only group a coordinator may see (0 sees none); None for those who may see all."""
    person = signed_in()
    return (person.group_id or 0) if person.role == COORDINATOR else None


def visible_member(member_id: int) -> MemberCard:
    """A member this person may see. Raises `NotFound`."""
    card = members.get_member(signed_in().cooperative_id, member_id)
    if own_group() not in (None, card.group_id):
        raise NotFound
    return card


def chosen_group(wanted: int | None) -> int | None:
    """The group to show: the coordinator's own, or the one that was asked for."""
    mine = own_group()
    if mine is not None:
        return mine
    if wanted:
        members.get_group(signed_in().cooperative_id, wanted)
    return wanted or None


def groups() -> list[members.GroupCard]:
    """The groups this person may choose from."""
    mine = own_group()
    every = members.list_groups(signed_in().cooperative_id)
    return [group for group in every if mine in (None, group.id)]


def found_members(text: str) -> list[MemberCard]:
    """Whom a search finds, among those this person may see."""
    if not text.strip():
        return []
    mine = own_group()
    found = members.search(signed_in().cooperative_id, text, limit=30)
    return [card for card in found if mine in (None, card.group_id)][:12]


def months_text(months: Sequence[Month]) -> str:
    """`Juni 2026 – Agustus 2026, Oktober 2026` in the reader's language."""
    return ", ".join(
        month_name(first) if first == last else f"{month_name(first)} – {month_name(last)}"
        for first, last in merged(months)
    )


def journal_of(entry: Entry) -> tuple[list[str], list[queries.PreviewLine]]:
    """What saving will do: in words, and as the lines of the journal."""
    lines = queries.preview(signed_in().book_id, entry)
    return [_sentence(line) for line in lines], lines


def _sentence(line: queries.PreviewLine) -> str:
    amount = rupiah_text(abs(line.amount))
    if line.grows:
        return str(_("%(account)s increases by %(amount)s.", account=line.account, amount=amount))
    return str(_("%(account)s decreases by %(amount)s.", account=line.account, amount=amount))
