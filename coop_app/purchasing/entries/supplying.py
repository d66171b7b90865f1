"""Goods that come, what suppliers make good, what they are paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Paper:
    """The document behind an entry: its day, the event's name, its words."""

    on: date
    source: str
    memo: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Billed and not received: the claim's key, the role of the goods' account, rupiah."""

    id: int
    role: str
    amount: Money

    @property
    def subject(self) -> str:
        """How the ledger names this claim."""
        return f"claim:{self.id}"


def subject_of(supplier_id: int) -> str:
    """How the ledger names a supplier."""
    return f"supplier:{supplier_id}"


def receipt(
    paper: Paper,
    *,
    stock: Sequence[Line],
    claims: Sequence[Claim],
    supplier_id: int,
    billed: Money,
    bill_place: int | None,
    carriers: tuple[int | None, Money],
) -> Entry:
    """Goods with their bill: "persediaan bertambah sebesar harga faktur, ongkos angkut dan bongkar
    dikurangi potongan (D), utang usaha bertambah (K), kas berkurang untuk angkutan (K)".

    What was billed and did not come stands in persediaan under its claim until the supplier makes it
    good. A bill paid at once credits the cash place instead of utang usaha.
    """
    lines = [*stock, *(debit(one.role, one.amount, subject=one.subject) for one in claims)]
    if billed:
        lines.append(
            credit("trade_payable", billed, subject=subject_of(supplier_id))
            if bill_place is None
            else credit(bill_place, billed)
        )
    place, carried = carriers
    if carried and place is not None:
        lines.append(credit(place, carried))
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGood:
    """How a claim ends: credited on the account, paid back in cash, given up; the parts add up to it."""

    credited: Money = ZERO
    refunded: Money = ZERO
    lost: Money = ZERO


def credit_note(
    paper: Paper, claim: Claim, *, supplier_id: int, good: MadeGood, place: int | None
) -> Entry:
    """The supplier's credit note: "utang usaha berkurang (D), persediaan berkurang (K)"; money back
    debits kas, what nobody makes good becomes beban susut.
    """
    lines: list[Line] = []
    if good.credited:
        lines.append(debit("trade_payable", good.credited, subject=subject_of(supplier_id)))
    if good.refunded and place is not None:
        lines.append(debit(place, good.refunded))
    if good.lost:
        lines.append(debit("stock_loss", good.lost))
    lines.append(credit(claim.role, claim.amount, subject=claim.subject))
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def claim_delivered(paper: Paper, claim: Claim, stock: Sequence[Line]) -> Entry:
    """What was missing came later: "persediaan di gudang (D), persediaan dalam klaim (K)"."""
    settled = credit(claim.role, claim.amount, subject=claim.subject)
    return Entry(paper.on, paper.memo, paper.source, (*stock, settled))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What a supplier gets: cash, advance used, discount given; together what is no longer owed."""

    cash: Money = ZERO
    from_advance: Money = ZERO
    discount: Money = ZERO

    @property
    def settled(self) -> Money:
        """By how much the debt falls."""
        return self.cash + self.from_advance + self.discount


def payment(
    paper: Paper, *, supplier_id: int, paid: Paid, place: int | None, discount_lines: Sequence[Line]
) -> Entry:
    """A supplier is paid: "utang usaha berkurang (D), kas berkurang (K)"; an advance that is used credits
    uang muka pembelian, a discount at payment credits persediaan (or HPP, where nothing is left).
    """
    subject = subject_of(supplier_id)
    lines = [debit("trade_payable", paid.settled, subject=subject)]
    if paid.cash and place is not None:
        lines.append(credit(place, paid.cash))
    if paid.from_advance:
        lines.append(credit("supplier_advances", paid.from_advance, subject=subject))
    return Entry(paper.on, paper.memo, paper.source, (*lines, *discount_lines))


def supplier_advance(paper: Paper, *, supplier_id: int, amount: Money, place: int) -> Entry:
    """Money before the goods: "uang muka pembelian bertambah (D), kas berkurang (K)"."""
    lines = (
        debit("supplier_advances", amount, subject=subject_of(supplier_id)),
        credit(place, amount),
    )
    return Entry(paper.on, paper.memo, paper.source, lines)


def advance_returned(paper: Paper, *, supplier_id: int, amount: Money, place: int) -> Entry:
    """The supplier pays an advance back: "kas bertambah (D), uang muka pembelian berkurang (K)"."""
    lines = (
        debit(place, amount),
        credit("supplier_advances", amount, subject=subject_of(supplier_id)),
    )
    return Entry(paper.on, paper.memo, paper.source, lines)
