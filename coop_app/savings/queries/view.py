"""Everything that decides about the payments of some members, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import Month
from coop_app.ledger import Account, accounts
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.savings.queries.dues import Paid, paid_of
from coop_app.savings.queries.products import DatedAmount, latest, list_products, list_terms
from coop_app.savings.rules.dues import Calendar, Term
from coop_app.savings.rules.payments import OPENING
from coop_app.savings.rules.products import WAJIB, Product


@dataclass(frozen=True, slots=True)
class View:
    """The kinds of savings, what they cost, the cash places, and what each member has paid."""

    products: dict[str, Product]
    terms: tuple[DatedAmount, ...]
    places: frozenset[int]
    cards: dict[int, MemberCard]
    paid: dict[int, Paid]
    #: the counterpart of what was saved before this book, one of the places
    opening: int | None = None

    def amount_on(self, product: str, on: date) -> Money:
        """What a kind of savings costs on a day."""
        return latest([term for term in self.terms if term.product == product], on)

    def calendar(self, member_id: int) -> Calendar:
        """Which months a member owes."""
        terms = tuple(
            Term(Month.of(term.valid_from), term.amount)
            for term in self.terms
            if term.product == WAJIB
        )
        return Calendar(terms, Month.of(self.cards[member_id].joined_on))

    def paid_by(self, member_id: int) -> Paid:
        """What a member has paid for each month."""
        return self.paid.get(member_id, {})


def _places(book_id: int) -> list[Account]:
    """Where money lies, and the counterpart of what members had saved before this book."""
    every = accounts(book_id=book_id)
    return [row for row in every if row.role == OPENING or (row.place and row.takes_lines)]


def view_of(cooperative_id: int, book_id: int, cards: Sequence[MemberCard]) -> View:
    """Read it; acts for these members must wait for each other meanwhile."""
    places = _places(book_id)
    opening = [account.id for account in places if account.role == OPENING]
    return View(
        {product.key: product for product in list_products(cooperative_id)},
        tuple(list_terms(cooperative_id)),
        frozenset(account.id for account in places),
        {card.id: card for card in cards},
        paid_of(cooperative_id, [card.id for card in cards]),
        opening[0] if opening else None,
    )
