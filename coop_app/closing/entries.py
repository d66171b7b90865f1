"""The accountant's page of closing: settlements on leaving and what is paid out after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.closing.rules.leaving import Sheet
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money

PAYABLE = "exit_refund_payable"


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper's facts: when, the event's name, its words."""

    on: date
    source: str
    memo: str


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who left: the member's key and village group."""

    member_id: int
    group_id: int | None = None

    @property
    def subject(self) -> str:
        """How the ledger names this person."""
        return f"member:{self.member_id}"


def settlement(paper: Paper, sheet: Sheet, debts: Sequence[Line]) -> Entry | None:
    """On leaving: "simpanan berkurang (D), pinjaman, jasa dan piutang lunas (K), sisanya menjadi simpanan
    anggota keluar yang belum dibayar (K)" (domain.md 2, Exit).

    `debts` are the credits as the loans storey writes them. None when there is nothing to write.
    """
    leaver = Leaver(sheet.member_id, sheet.group_id)
    lines = [
        debit(figure.role, figure.amount, subject=figure.subject, group_id=sheet.group_id)
        for figure in sheet.has
    ]
    lines += debts
    if sheet.payable:
        lines.append(
            credit(PAYABLE, sheet.payable, subject=leaver.subject, group_id=sheet.group_id)
        )
    return Entry(paper.on, paper.memo, paper.source, tuple(lines)) if lines else None


def plain_debts(sheet: Sheet) -> list[Line]:
    """What is owed on accounts of the member itself: "piutang barang lunas (K)"."""
    return [
        credit(figure.role, -figure.amount, subject=figure.subject, group_id=sheet.group_id)
        for figure in sheet.owes
        if figure.loan_id is None
    ]


def refund(paper: Paper, leaver: Leaver, place_id: int, amount: Money) -> Entry:
    """Paid out: "simpanan anggota keluar belum dibayar berkurang (D), kas berkurang (K)"."""
    lines = (
        debit(PAYABLE, amount, subject=leaver.subject, group_id=leaver.group_id),
        credit(place_id, amount, group_id=leaver.group_id),
    )
    return Entry(paper.on, paper.memo, paper.source, lines)
