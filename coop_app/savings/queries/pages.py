"""What the savings pages and papers show: balances, previews, receipts, statements."""

from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.savings.queries.acts import Act, get_act, list_acts
from coop_app.savings.queries.dues import standing_of
from coop_app.savings.queries.holds import holds_on
from coop_app.savings.queries.products import get_product, list_products
from coop_app.savings.rules.dues import Standing
from coop_app.savings.rules.holds import Hold, total
from coop_app.savings.rules.payments import OPENING
from coop_app.savings.rules.products import Product, available

#: accounts whose balance is shown with the credit side positive
_CREDIT_KINDS = frozenset({"liability", "equity", "income"})


@dataclass(frozen=True, slots=True)
class Balance:
    """What a member has saved of one kind."""

    product: Product
    account_id: int
    amount: Money
    #: what of it must stay for now, and why
    holds: tuple[Hold, ...] = ()

    @property
    def held(self) -> Money:
        """All holds together."""
        return total(self.holds)

    @property
    def available(self) -> Money:
        """What may be taken out now."""
        return available(self.product, self.amount, self.held)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member's savings at a glance."""

    member: MemberCard
    balances: tuple[Balance, ...]
    standing: Standing
    acts: tuple[Act, ...]

    @property
    def total(self) -> Money:
        """All kinds together."""
        return Money(sum(int(balance.amount) for balance in self.balances))


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One kind on a receipt and the balance after it."""

    product: Product
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything that stands on a receipt."""

    act: Act
    member: MemberCard
    entry: EntryPage
    place: str
    lines: tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of the journal to come; `amount` is signed, `grows` says whether the account gets more."""

    account: str
    amount: Money
    grows: bool


def subject_of(member_id: int) -> str:
    """How the ledger names a saver."""
    return f"member:{member_id}"


def balance_of(book_id: int, product: Product, member_id: int) -> Money:
    """What a member has saved of one kind, from the ledger."""
    return -ledger.balance(book_id=book_id, account=product.role, subject=subject_of(member_id))


def balances(cooperative_id: int, book_id: int, member_id: int) -> tuple[Balance, ...]:
    """What a member has saved, kind by kind."""
    return tuple(
        Balance(
            product,
            ledger.account(book_id=book_id, role=product.role).id,
            balance_of(book_id, product, member_id),
            _holds((cooperative_id, book_id), member_id, product),
        )
        for product in list_products(cooperative_id)
    )


def _holds(where: tuple[int, int], member_id: int, product: Product) -> tuple[Hold, ...]:
    if not product.withdrawable:
        return ()
    return tuple(holds_on(*where, member_id, product))


def free_of(cooperative_id: int, book_id: int, member_id: int, *, product: str) -> Money:
    """What of one kind may be taken out now. Raises `UnknownProduct`."""
    kind = get_product(cooperative_id, product)
    held = total(_holds((cooperative_id, book_id), member_id, kind))
    return available(kind, balance_of(book_id, kind, member_id), held)


def totals(cooperative_id: int, book_id: int) -> tuple[Balance, ...]:
    """What all members together have saved, kind by kind."""
    accounts = [
        (product, ledger.account(book_id=book_id, role=product.role).id)
        for product in list_products(cooperative_id)
    ]
    return tuple(
        Balance(product, key, -ledger.balance(book_id=book_id, account=key))
        for product, key in accounts
    )


def member_page(
    cooperative_id: int, book_id: int, member_id: int, *, on: date, newest: int = 12
) -> MemberPage:
    """Raises `NotFound`, also for another cooperative's member."""
    card = members.get_member(cooperative_id, member_id)
    return MemberPage(
        card,
        balances(cooperative_id, book_id, member_id),
        standing_of(cooperative_id, card, on),
        tuple(list_acts(cooperative_id, member_id, limit=newest)),
    )


def place_choices(book_id: int, *, opening: str = "") -> list[tuple[int, str]]:
    """Where money lies: key and name of every cash place.

    With the words for it also the counterpart of what members had saved before this book began.
    """
    places = [(account.id, account.name) for account in ledger.cash_places(book_id=book_id)]
    before = [account.id for account in ledger.accounts(book_id=book_id) if account.role == OPENING]
    return [*places, *((key, opening) for key in before if opening)]


def preview(book_id: int, entry: Entry) -> list[PreviewLine]:
    """The journal an entry will make, with the names of this book's accounts."""
    found = []
    for line in entry.lines:
        which = {"role": line.account} if isinstance(line.account, str) else {"id": line.account}
        account = ledger.account(book_id=book_id, **which)
        grows = (line.amount < 0) == (account.kind in _CREDIT_KINDS)
        found.append(PreviewLine(account.name, line.amount, grows))
    return found


def receipt(cooperative_id: int, act_id: int) -> Receipt:
    """A receipt's facts. Raises `NotFound`, also for another cooperative's."""
    act = get_act(cooperative_id, act_id)
    place = ledger.account(book_id=act.book_id, id=act.place_id)
    lines = tuple(
        ReceiptLine(product, act.lines[product.key], _balance_after(act, product))
        for product in list_products(cooperative_id)
        if product.key in act.lines
    )
    entry = ledger.entry_page(book_id=act.book_id, seq=act.entry_seq)
    return Receipt(act, members.get_member(cooperative_id, act.member_id), entry, place.name, lines)


def _balance_after(act: Act, product: Product) -> Money:
    day = ledger.statement(
        book_id=act.book_id,
        account=product.role,
        subject=subject_of(act.member_id),
        start=act.paid_on,
        end=act.paid_on,
    )
    after = [row.balance for row in day.rows if row.seq == act.entry_seq]
    return -after[-1] if after else ZERO
