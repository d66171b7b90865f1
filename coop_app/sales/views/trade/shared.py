"""What these pages share: the desk, who may be seen, cash places, the journal in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.permissions import KOORDINATOR
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.refusal import NotFound
from coop_app.sales.queries.trade import customers
from coop_app.sales.queries.trade.customers import Debtor
from coop_app.web.access import signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import link

_CREDIT_KINDS = frozenset({"liability", "equity", "income"})


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the journal that saving will make."""

    account: str
    amount: Money
    grows: bool


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def own_group() -> int | None:
    """The only group a coordinator may see (0 sees none); None for those who may see all."""
    person = signed_in()
    return (person.group_id or 0) if person.role == KOORDINATOR else None


def visible_member(member_id: int) -> MemberCard:
    """A member this person may see. Raises `NotFound`."""
    card = members.get_member(signed_in().cooperative_id, member_id)
    if own_group() not in (None, card.group_id):
        raise NotFound
    return card


def visible_debtor(subject: str) -> Debtor:
    """A debtor this person may see. Raises `NotFound`."""
    debtor = customers.debtor_of(signed_in().cooperative_id, subject)
    if own_group() not in (None, debtor.group_id):
        raise NotFound
    return debtor


def found_members(text: str) -> list[MemberCard]:
    """Whom a search finds, among those this person may see."""
    if not text.strip():
        return []
    mine = own_group()
    found = members.search(signed_in().cooperative_id, text, limit=30)
    return [card for card in found if mine in (None, card.group_id)][:12]


def cash_places() -> list[tuple[int, str]]:
    """Cash boxes and bank accounts."""
    return [(place.id, place.name) for place in ledger.cash_places(book_id=signed_in().book_id)]


def points(*, but: int = 0) -> list[tuple[int, str]]:
    """Places where goods may lie."""
    known = products.list_points(signed_in().book_id)
    return [(point.id, point.name) for point in known if point.active and point.id != but]


def point_names() -> dict[int, str]:
    """Every place by key."""
    return {point.id: point.name for point in products.list_points(signed_in().book_id)}


def verify_link(entry: EntryPage | None) -> str:
    """Where everybody can see that a paper is recorded."""
    return (entry and link("ledger.verify_receipt", token=entry.token, _external=True)) or ""


def place_name(place_id: int | None, way: str = "") -> str:
    """What a cash place is called, or how else it was paid."""
    if place_id is not None:
        return ledger.account(book_id=signed_in().book_id, id=place_id).name
    words = {
        "savings": _("simpanan sukarela of the member"),
        "consignment": _("cut from what the member's goods earned"),
        "receivable": _("cut for goods on credit"),
        "loss": _("given up"),
    }
    return str(words.get(way, ""))


def people(*users: int | None) -> dict[int, str]:
    """Names of those who recorded and agreed."""
    return auth.names_of(signed_in().cooperative_id, [user for user in users if user])


def journal_of(entry: Entry) -> tuple[list[str], list[PreviewLine]]:
    """What saving will do: in words, and as the lines of the journal."""
    book_id = signed_in().book_id
    lines = []
    for line in entry.lines:
        which = {"role": line.account} if isinstance(line.account, str) else {"id": line.account}
        account = ledger.account(book_id=book_id, **which)
        grows = (line.amount < 0) == (account.kind in _CREDIT_KINDS)
        lines.append(PreviewLine(account.name, line.amount, grows))
    return [_sentence(line) for line in lines], lines


def _sentence(line: PreviewLine) -> str:
    amount = rupiah_text(abs(line.amount))
    if line.grows:
        return str(_("%(account)s increases by %(amount)s.", account=line.account, amount=amount))
    return str(_("%(account)s decreases by %(amount)s.", account=line.account, amount=amount))


def mille_text(mille: int) -> str:
    """`12,5%` from thousandths of a percent."""
    whole, rest = divmod(mille, 1000)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",") + "%"
