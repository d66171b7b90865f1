"""What pages of receiving share: choices of places and points, names, the paper of an entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wtforms.fields.choices import SelectChoice

from coop_app import auth, ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.products import queries as products
from coop_app.products.views.counter import entry_link as entry_link
from coop_app.products.views.counter import journal_of as journal_of
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.views.rounds.counter import desk as desk
from coop_app.purchasing.views.rounds.counter import own_group
from coop_app.refusal import NotFound
from coop_app.web.access import signed_in
from coop_app.web.pages import link
from coop_app.web.papers.receipt import check_code

#: a list longer than this is too heavy for a phone
_MOST_OFFERED = 600


def place_choices() -> list[SelectChoice]:
    """The cash places of the book."""
    places = ledger.cash_places(book_id=signed_in().book_id)
    return [SelectChoice(place.id, place.name) for place in places]


def point_choices() -> list[SelectChoice]:
    """The stock points of the book, office first."""
    return [SelectChoice(one.id, one.name) for one in products.list_points(signed_in().book_id)]


def supplier_choices() -> list[SelectChoice]:
    """Suppliers that still deliver."""
    found = rounds.list_suppliers(signed_in().cooperative_id, active_only=True)
    return [SelectChoice(one.id, one.name) for one in found]


def place_name(place_id: int | None) -> str:
    """What a cash place is called."""
    if place_id is None:
        return ""
    return ledger.account(book_id=signed_in().book_id, id=place_id).name


def round_of(round_id: int) -> Round:
    """A round of the cooperative. Raises `NotFound`."""
    return rounds.get_round(signed_in().cooperative_id, round_id)


def visible_member(member_id: int) -> MemberCard:
    """A member this person may see. Raises `NotFound`."""
    card = members.get_member(signed_in().cooperative_id, member_id)
    if own_group() not in (None, card.group_id):
        raise NotFound
    return card


def cards_of(member_ids: Iterable[int]) -> dict[int, MemberCard]:
    """Members by key, of those this person may see."""
    wanted, mine = set(member_ids), own_group()
    every = members.all_cards(signed_in().cooperative_id)
    return {card.id: card for card in every if card.id in wanted and mine in (None, card.group_id)}


def member_labels() -> list[str]:
    """Numbers and names to choose from while typing; a large register is searched by number."""
    cards = members.all_cards(signed_in().cooperative_id)
    return [card.label for card in cards] if len(cards) <= _MOST_OFFERED else []


@dataclass(frozen=True, slots=True)
class Signed:
    """What a paper says of its entry: voucher, checking page, code, who made it and who agreed."""

    voucher: str
    verify: str
    code: str
    made_by: str
    approved_by: str
    cancelled: str
    token: str


def signed(seq: int, who: Sequence[int | None]) -> Signed:
    """The facts of an entry for its paper; `who` made it and agreed to it."""
    entry: EntryPage = ledger.entry_page(book_id=signed_in().book_id, seq=seq)
    names = auth.names_of(signed_in().cooperative_id, [key for key in who if key])
    undone = entry.reversed_by
    return Signed(
        entry.voucher, link("ledger.verify_receipt", token=entry.token, _external=True) or "",
        check_code(entry.hash), names.get(who[0] or 0, ""), names.get(who[1] or 0, ""),
        undone.voucher if undone else "", entry.token,
    )  # fmt: skip
