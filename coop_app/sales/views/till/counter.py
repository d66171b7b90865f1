"""What the pages of the till share: the desk, one's own points, the buyer behind a text, the journal in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort
from flask_babel import gettext as _

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.permissions import KOORDINATOR
from coop_app.ledger.accounts import EntryLine
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Point
from coop_app.refusal import N_, NotFound, Refused
from coop_app.sales.queries import trade
from coop_app.sales.rules.till.acts import Buyer
from coop_app.web.access import signed_in
from coop_app.web.filters import rupiah_text

_SELLS = {"office", "group"}
_MOST_OFFERED = 600
_CREDIT_KINDS = frozenset({"liability", "equity", "income"})
#: the word before a name that is nobody's in the register
_ANYBODY = ("umum ", "non-anggota ")
_ACTIVE = "active"


class BuyerUnclear(Refused):
    """Members' prices are not given or refused by accident."""

    message = N_(
        "“%(written)s” may be the member %(found)s. Choose from the list, or write: umum %(written)s."
    )
    field = "buyer"


class BuyerUnknown(Refused):
    """A number means a member."""

    message = N_("There is no member with the number %(number)s.")
    field = "buyer"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def own_points() -> list[Point]:
    """Where this person may sell and look: everywhere, a coordinator at the own group's point."""
    person = signed_in()
    points = [one for one in products.list_points(person.book_id) if one.kind in _SELLS]
    if person.role != KOORDINATOR:
        return points
    return [one for one in points if one.group_id == person.group_id]


def own_point(point_id: int) -> Point:
    """One of one's own points; anything else is not here."""
    found = next((point for point in own_points() if point.id == point_id), None)
    if found is None:
        abort(404)
    return found


def refuse_strange(point_id: int) -> None:
    """Documents of other groups' points are not shown to a coordinator."""
    if signed_in().role == KOORDINATOR:
        own_point(point_id)


def buyer_of(text: str) -> Buyer:
    """The buyer behind a typed number or name. Raises `BuyerUnclear`, `BuyerUnknown`."""
    cooperative_id, written = signed_in().cooperative_id, " ".join(text.split())
    if not written:
        return Buyer()
    first = written.split()[0]
    if first.isdecimal():
        found = members.find_by_number(cooperative_id, int(first[:9]))
        if found is None:
            raise BuyerUnknown(number=first[:9])
        return Buyer(member_id=found.id)
    for word in _ANYBODY:
        if written.casefold().startswith(word):
            return Buyer(name=written[len(word) :])
    for customer in trade.list_customers(cooperative_id):
        if written.casefold() in {customer.label.casefold(), customer.name.casefold()}:
            return Buyer(customer_id=customer.id)
    return _named(cooperative_id, written)


def _named(cooperative_id: int, written: str) -> Buyer:
    found = [one for one in members.search(cooperative_id, written, limit=3) if _is_active(one)]
    exact = [one for one in found if one.name.casefold() == written.casefold()]
    if len(exact) == 1:
        return Buyer(member_id=exact[0].id)
    if found:
        raise BuyerUnclear(written=written[:60], found=found[0].label)
    return Buyer(name=written)


def _is_active(card: MemberCard) -> bool:
    return card.status == _ACTIVE


def buyer_list() -> list[str]:
    """Members and customers to choose from while typing; a large register is searched by number."""
    cooperative_id = signed_in().cooperative_id
    cards = [one for one in members.all_cards(cooperative_id) if _is_active(one)]
    known = [one.label for one in cards] if len(cards) <= _MOST_OFFERED else []
    return [*known, *(one.label for one in trade.list_customers(cooperative_id))]


def buyer_text(buyer: Buyer) -> str:
    """The buyer in words, "" for anybody."""
    cooperative_id = signed_in().cooperative_id
    try:
        if buyer.member_id is not None:
            return members.get_member(cooperative_id, buyer.member_id).label
        if buyer.customer_id is not None:
            return trade.get_customer(cooperative_id, buyer.customer_id).label
    except NotFound:
        return ""
    return buyer.name


def buyer_phone(buyer: Buyer) -> str | None:
    """Where a note can be sent to."""
    cooperative_id = signed_in().cooperative_id
    if buyer.member_id is not None:
        return members.get_member(cooperative_id, buyer.member_id).phone
    if buyer.customer_id is not None:
        return trade.get_customer(cooperative_id, buyer.customer_id).phone
    return None


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the journal that saving will make."""

    account: str
    amount: Money
    grows: bool


def journal_of(lines: Iterable[EntryLine]) -> tuple[list[str], list[PreviewLine]]:
    """What saving will do: in words, and as the lines of the journal."""
    kinds = {one.id: one.kind for one in ledger.accounts(book_id=signed_in().book_id)}
    found = [
        PreviewLine(
            line.account_name,
            line.amount,
            (line.amount < 0) == (kinds[line.account_id] in _CREDIT_KINDS),
        )
        for line in lines
    ]
    return [_sentence(line) for line in found], found


def _sentence(line: PreviewLine) -> str:
    amount = rupiah_text(abs(line.amount))
    if line.grows:
        return str(_("%(account)s increases by %(amount)s.", account=line.account, amount=amount))
    return str(_("%(account)s decreases by %(amount)s.", account=line.account, amount=amount))


def place_names() -> dict[int, str]:
    """Cash places, by key."""
    accounts = ledger.accounts(book_id=signed_in().book_id, active_only=False)
    return {one.id: one.name for one in accounts if one.place}
