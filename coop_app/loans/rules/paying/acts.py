"""What is asked for at the counter when a loan is paid, and what the journal calls it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.loans.rules.products import Overpaid
from coop_app.money import ZERO, Money


class Kind(StrEnum):
    """Acts that move money of a loan after its payout."""

    PAYMENT = "payment"
    SETTLEMENT = "settlement"
    RECOVERY = "recovery"
    REFUND = "refund"


class Source(StrEnum):
    """Where the money of a payment comes from, or a refund goes to."""

    PLACE = "place"
    SAVINGS = "savings"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money a borrower brings: `amount` is all of it, `from_held` the part that was held before."""

    loan_id: int
    paid_on: date
    amount: Money
    source: Source = Source.PLACE
    place_id: int | None = None
    from_held: Money = ZERO
    #: where goes what nothing is owed for; None is the product's rule
    left_over_to: Overpaid | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The loan is paid off early; held money is used first. `total` is what was quoted."""

    loan_id: int
    paid_on: date
    total: Money
    source: Source = Source.PLACE
    place_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Held money goes back to the borrower: in cash, or to simpanan sukarela."""

    loan_id: int
    paid_on: date
    amount: Money
    to: Source = Source.PLACE
    place_id: int | None = None
    memo: str = ""


def memo_of(kind: str, loan: str, member: str, note: str = "") -> str:
    """What the journal says about an act, in Indonesian: books are kept in the language of the country."""
    what = _MEMOS[Kind(kind)]
    text = f"{what} {loan}: {member}"
    return f"{text}. {note.strip()}" if note.strip() else text


_MEMOS: Mapping[Kind, str] = {
    Kind.PAYMENT: "Angsuran pinjaman",
    Kind.SETTLEMENT: "Pelunasan pinjaman",
    Kind.RECOVERY: "Penerimaan pinjaman yang sudah dihapus buku",
    Kind.REFUND: "Pengembalian titipan pinjaman",
}
