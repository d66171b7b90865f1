"""The book of one cash place, as she keeps it."""

from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.cashbook.queries.evidence import Proof, list_evidence
from coop_app.dates import Month
from coop_app.money import Money

ROWS_A_PAGE = 150


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row: her columns, and what leads on from it."""

    number: int
    seq: int
    on: date
    description: str
    voucher: str
    debit: Money
    credit: Money
    balance: Money
    #: the other accounts of the entry
    against: str
    note: str
    subject: str | None
    proofs: tuple[Proof, ...]
    is_reversal: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A page of one month of one place; `opening` is last month's balance, `carried` the page's first."""

    opening: Money
    carried: Money
    rows: tuple[BookRow, ...]
    debit: Money
    credit: Money
    closing: Money
    next: str | None


def get_book(
    book_id: int,
    place_id: int,
    month: Month,
    *,
    after: str | None = None,
    limit: int | None = ROWS_A_PAGE,
    number: int = 1,
) -> Book:
    """A page of the month. Raises `UnknownAccount`, `NotFound` (a cursor that is none)."""
    page = ledger.statement(
        book_id=book_id,
        start=month.first,
        end=month.last,
        account=place_id,
        after=after,
        limit=limit,
    )
    against, subjects = _others(book_id, place_id, [row.seq for row in page.rows])
    proofs = list_evidence(book_id, [row.seq for row in page.rows])
    moved = next(
        (
            each
            for each in ledger.movements(book_id=book_id, start=month.first, end=month.last)
            if each.account.id == place_id
        ),
        None,
    )
    rows = tuple(
        BookRow(
            number, row.seq, row.on, row.entry_memo, row.voucher, Money(max(row.amount, 0)),
            Money(max(-row.amount, 0)), row.balance, against.get(row.seq, ""), row.memo,
            subjects.get(row.seq), tuple(proofs.get(row.seq, ())), row.reverses is not None,
        )
        for number, row in enumerate(page.rows, start=number)
    )  # fmt: skip
    debit, credit = (moved.debit, moved.credit) if moved else (Money(0), Money(0))
    return Book(page.opening, page.carried, rows, debit, credit, page.closing, page.next)


def _others(
    book_id: int, place_id: int, seqs: list[int]
) -> tuple[dict[int, str], dict[int, str | None]]:
    """The other accounts of each entry, and whose money it was."""
    names: dict[int, str] = {}
    subjects: dict[int, str | None] = {}
    for entry in ledger.entry_pages(book_id=book_id, seqs=sorted(set(seqs))):
        others = [line for line in entry.lines if line.account_id != place_id]
        names[entry.seq] = ", ".join(dict.fromkeys(line.account_name for line in others))
        subjects[entry.seq] = next((line.subject for line in others if line.subject), None)
    return names, subjects
