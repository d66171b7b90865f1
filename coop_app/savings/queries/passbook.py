"""A member's lines: the statement of a period and the pages of the passbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import StatementRow
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.savings.models import SavingsPassbook
from coop_app.savings.queries.pages import subject_of
from coop_app.savings.queries.products import list_products
from coop_app.savings.rules.products import Product

_EVER = (date(1900, 1, 1), date(2200, 1, 1))


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement of one kind; `balance` is of all kinds shown, after it."""

    seq: int
    on: date
    voucher: str
    product: Product
    account_id: int
    memo: str
    deposit: Money
    withdrawal: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """A member's savings between two days."""

    member: MemberCard
    start: date
    end: date
    opening: Money
    lines: tuple[StatementLine, ...]

    @property
    def closing(self) -> Money:
        """The balance at the end."""
        return self.lines[-1].balance if self.lines else self.opening


@dataclass(frozen=True, slots=True)
class Passbook:
    """Lines in the order they were recorded, and how far they are on paper."""

    member: MemberCard
    lines: tuple[StatementLine, ...]
    #: the last printed entry, 0 before the first print
    printed_seq: int
    #: the paper line it stands on
    printed_line: int

    @property
    def waiting(self) -> tuple[StatementLine, ...]:
        """What is not on paper yet."""
        return tuple(line for line in self.lines if line.seq > self.printed_seq)


def statement(
    cooperative_id: int, book_id: int, member_id: int, *, start: date, end: date, product: str = ""
) -> Statement:
    """One kind or all kinds of a member between two days. Raises `NotFound`."""
    card = members.get_member(cooperative_id, member_id)
    wanted = [p for p in list_products(cooperative_id) if product in ("", p.key)]
    opening, rows = _collect(book_id, member_id, wanted, (start, end))
    ordered = sorted(rows, key=lambda pair: (pair[1].on, pair[1].seq, pair[1].line_no))
    return Statement(card, start, end, opening, _with_balance(ordered, opening, card.label))


def passbook(cooperative_id: int, book_id: int, member_id: int) -> Passbook:
    """All lines of a member in the order of recording, so that printing can go on. Raises `NotFound`."""
    card = members.get_member(cooperative_id, member_id)
    opening, rows = _collect(book_id, member_id, list_products(cooperative_id), _EVER)
    ordered = sorted(rows, key=lambda pair: (pair[1].seq, pair[1].line_no))
    kept = session.execute(
        sa.select(SavingsPassbook.printed_seq, SavingsPassbook.printed_line).where(
            SavingsPassbook.cooperative_id == cooperative_id,
            SavingsPassbook.member_id == member_id,
        )
    ).first()
    seq, line = kept or (0, 0)
    return Passbook(card, _with_balance(ordered, opening, card.label), seq, line)


def _collect(
    book_id: int, member_id: int, products: Sequence[Product], span: tuple[date, date]
) -> tuple[Money, list[tuple[Product, StatementRow]]]:
    opening, rows = ZERO, []
    for product in products:
        part = ledger.statement(
            book_id=book_id,
            account=product.role,
            subject=subject_of(member_id),
            start=span[0],
            end=span[1],
        )
        opening -= part.opening
        rows += [(product, row) for row in part.rows]
    return opening, rows


def _with_balance(
    rows: Sequence[tuple[Product, StatementRow]], opening: Money, label: str
) -> tuple[StatementLine, ...]:
    lines, balance = [], opening
    for product, row in rows:
        balance -= row.amount
        lines.append(
            StatementLine(
                row.seq, row.on, row.voucher, product, row.account_id, row.memo or row.entry_memo.replace(f": {label}", ""),
                Money(max(-row.amount, 0)), Money(max(row.amount, 0)), balance,
            )
        )  # fmt: skip
    return tuple(lines)
