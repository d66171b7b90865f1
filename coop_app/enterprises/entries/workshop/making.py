"""The accountant's page: materials are bought, become goods, are lost or counted."""

from dataclasses import dataclass
from datetime import date

from coop_app.enterprises.rules.books.acts import PLACES, Way
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money

#: lines of the stock engine: what came (debit) or went (credit), at cost
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """When it was, in which words, and the event's name."""

    on: date
    memo: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What a batch took beside its materials: paid with it, or an expense of the book before."""

    way: Way = Way.NONE
    paid: Money = ZERO
    booked: Money = ZERO


def batch(slip: Slip, *, made: Lines, used: Lines, beside: MadeOf) -> Entry:
    """Produced: "persediaan produk jadi (D); persediaan bahan, kas, biaya produksi yang masuk HPP (K)".

    Her own hours are not in it: nobody was paid. With nothing good, `made` is the loss (D).
    """
    return Entry(slip.on, slip.memo, slip.source, (*made, *used, *_beside(beside)))


def _beside(beside: MadeOf) -> Lines:
    lines = []
    if beside.paid:
        lines.append(paid_from(beside.way, beside.paid))
    if beside.booked:
        lines.append(credit("production_cost_absorbed", beside.booked))
    return tuple(lines)


def lost(amount: Money) -> Lines:
    """What came out could not be sold: "barang rusak (D)"."""
    return (debit("stock_loss", amount),)


def bought(slip: Slip, goods: Lines, amount: Money, *, way: Way, party: str = "") -> Entry:
    """Materials bought: "persediaan (D); kas, modal, atau utang usaha bila belum dibayar (K)"."""
    return Entry(slip.on, slip.memo, slip.source, (*goods, paid_from(way, amount, party)))


def had(slip: Slip, goods: Lines, amount: Money) -> Entry:
    """Goods that were hers before the book: "persediaan (D); modal (K)"."""
    return Entry(slip.on, slip.memo, slip.source, (*goods, credit("owner_capital", amount)))


def spoiled(slip: Slip, goods: Lines, amount: Money) -> Entry:
    """Spoiled, or fewer than the book says: "barang rusak (D); persediaan (K)"."""
    return Entry(slip.on, slip.memo, slip.source, (*lost(amount), *goods))


def found(slip: Slip, goods: Lines, amount: Money) -> Entry:
    """More than the book says: "persediaan (D); barang rusak dan selisih (K)"."""
    return Entry(slip.on, slip.memo, slip.source, (*goods, credit("stock_loss", amount)))


def paid_from(way: Way, amount: Money, party: str = "") -> Line:
    """Money out: from the business, from home (her capital, K), or owed to a party (K)."""
    if way is Way.LATER:
        return credit("trade_payable", amount, subject=party)
    return credit("owner_capital" if way is Way.OWN else PLACES[way], amount)


def received_in(way: Way, amount: Money, party: str = "") -> Line:
    """Money in: into the business, into the household (drawn, D), or a party still owes it (D)."""
    if way is Way.LATER:
        return debit("customer_receivable", amount, subject=party)
    return debit("owner_drawings" if way is Way.OWN else PLACES[way], amount)
