"""What an owner of goods is owed since the last settlement, and what it came from."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import StatementRow
from coop_app.money import ZERO, Money
from coop_app.sales.models.trade import ConsignmentAct
from coop_app.sales.queries.trade.acts import COST, SETTLED, Act, Move, act_of, list_moves
from coop_app.sales.rules.trade.settling import Due

EVER = (date(1900, 1, 1), date(2200, 1, 1))
PAYABLE, DEBT = "consignment_payable", "member_goods_receivable"
OURS = "sales.consignment:"


@dataclass(frozen=True, slots=True)
class Standing:
    """An owner's account: the sum, what was sold, what was paid for it, what others took from it."""

    member_id: int
    due: Due
    sold: tuple[Move, ...]
    costs: tuple[Act, ...]
    others: tuple[StatementRow, ...]
    #: the settlement before
    last: Act | None
    #: as the ledger says
    balance: Money
    #: what the owner owes for goods
    debt: Money
    last_move: int
    last_seq: int

    @property
    def agrees(self) -> bool:
        """Whether documents and ledger say the same."""
        return self.due.due == self.balance


def last_settlement(book_id: int, member_id: int) -> Act | None:
    """The newest settlement of an owner that was not taken back."""
    query = (
        sa.select(ConsignmentAct)
        .where(
            ConsignmentAct.book_id == book_id, ConsignmentAct.member_id == member_id,
            ConsignmentAct.kind == SETTLED, ConsignmentAct.reversed_seq.is_(None),
        )
        .order_by(ConsignmentAct.id.desc())
        .limit(1)
    )  # fmt: skip
    row = session.scalar(query)
    return act_of(row) if row else None


def standing_of(book_id: int, member_id: int) -> Standing:
    """Where an owner stands now."""
    last = last_settlement(book_id, member_id)
    sold = list_moves(
        book_id, member_id=member_id, after=last.last_move if last else 0,
        kinds=("sold", "taken_back"),
    )  # fmt: skip
    costs = _costs(book_id, member_id, last.id if last else 0)
    rows, undone = _rows(book_id, member_id), _undone(book_id, member_id)
    others = _others([row for row in rows if row.reverses not in undone], sold, last)
    return Standing(
        member_id=member_id,
        due=_due(sold, costs, others, last),
        sold=tuple(sold),
        costs=tuple(costs),
        others=tuple(others),
        last=last,
        balance=-ledger.balance(book_id=book_id, account=PAYABLE, subject=f"member:{member_id}"),
        debt=ledger.balance(book_id=book_id, account=DEBT, subject=f"member:{member_id}"),
        last_move=max((move.id for move in sold), default=last.last_move if last else 0),
        last_seq=max((row.seq for row in rows), default=0),
    )


def _due(sold: list[Move], costs: list[Act], others: list[StatementRow], last: Act | None) -> Due:
    return Due(
        carried=last.left_over if last else ZERO,
        gross=Money(sum(int(move.amount) for move in sold)),
        shop_share=Money(sum(int(move.shop_share) for move in sold)),
        commission=Money(sum(int(move.commission) for move in sold)),
        cost=Money(sum(int(act.cost) for act in costs)),
        other=Money(sum(int(row.amount) for row in others)),
    )


def _costs(book_id: int, member_id: int, after: int) -> list[Act]:
    query = sa.select(ConsignmentAct).where(
        ConsignmentAct.book_id == book_id, ConsignmentAct.member_id == member_id,
        ConsignmentAct.kind == COST, ConsignmentAct.id > after,
    )  # fmt: skip
    return [act_of(row) for row in session.scalars(query.order_by(ConsignmentAct.id))]


def _undone(book_id: int, member_id: int) -> set[int | None]:
    """Entries of settlements that were taken back: neither they nor their mirrors count."""
    query = sa.select(ConsignmentAct.entry_seq).where(
        ConsignmentAct.book_id == book_id, ConsignmentAct.member_id == member_id,
        ConsignmentAct.kind == SETTLED, ConsignmentAct.reversed_seq.is_not(None),
    )  # fmt: skip
    return set(session.scalars(query))


def _rows(book_id: int, member_id: int) -> list[StatementRow]:
    found = ledger.statement(
        book_id=book_id, account=PAYABLE, subject=f"member:{member_id}", start=EVER[0], end=EVER[1]
    )
    return list(found.rows)


def _others(rows: list[StatementRow], sold: list[Move], last: Act | None) -> list[StatementRow]:
    """Lines on the owner's account that neither a sale nor a paper of ours explains."""
    after, known = (last.last_seq if last else 0), {move.source for move in sold}
    return [
        row
        for row in rows
        if row.seq > after and not row.source.startswith(OURS) and row.source not in known
    ]


def owners(book_id: int) -> dict[int, Money]:
    """Owners whose account is not nothing → what is due to them."""
    balances = ledger.subject_balances(book_id=book_id, account=PAYABLE)
    return {
        int(subject.partition(":")[2]): -amount
        for subject, amount in balances.items()
        if amount and subject.startswith("member:")
    }
