"""Proof that documents, goods and ledger say the same about consignment and produce (for `coop audit`)."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import rupiah
from coop_app.sales.models.trade import (
    ConsignmentAct,
    ConsignmentMove,
    ConsignmentPosition,
    ProduceLine,
    ProducePurchase,
    TradePayment,
)
from coop_app.sales.queries.trade.due import EVER, OURS

_CHECK = "consignment"
#: source and owner → rupiah owed to the owner
Sums = dict[tuple[str, str], int]


def check(book_id: int) -> list[Finding]:
    """Owners' accounts are sold − commission − costs − set off − paid; goods lie as they moved; papers have entries."""
    return [
        *_owners(book_id), *_quantities(book_id), *_shelves(book_id), *_commissions(book_id),
        *_produce(book_id), *_papers(book_id),
    ]  # fmt: skip


def _found(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _owners(book_id: int) -> list[Finding]:
    """Each document changes its owner's account by what it says; nothing of ours has no document."""
    written = _written(book_id)
    posted: Sums = defaultdict(int)
    sources = {source for source, _subject in written}
    found = ledger.statement(
        book_id=book_id, account="consignment_payable", start=EVER[0], end=EVER[1]
    )
    for row in found.rows:
        if row.source in sources or row.source.startswith(OURS):
            posted[row.source, row.subject or ""] -= int(row.amount)
    return [
        _found(
            f"{rupiah(written.get(key, 0))} / {rupiah(posted.get(key, 0))}", f"{key[0]} {key[1]}"
        )
        for key in sorted(written.keys() | posted.keys())
        if written.get(key, 0) != posted.get(key, 0)
    ]


def _written(book_id: int) -> Sums:
    """What moves and papers say an owner earned, was charged and was paid."""
    sums: Sums = defaultdict(int)
    moves = sa.select(
        ConsignmentMove.source, ConsignmentMove.member_id, ConsignmentMove.amount,
        ConsignmentMove.shop_share, ConsignmentMove.commission,
    ).where(ConsignmentMove.book_id == book_id, ConsignmentMove.amount != 0)  # fmt: skip
    for source, member, amount, share, commission in session.execute(moves):
        sums[source, f"member:{member}"] += amount - share - commission
    papers = sa.select(ConsignmentAct).where(
        ConsignmentAct.book_id == book_id, ConsignmentAct.kind.in_(("cost", "settled"))
    )
    for row in session.scalars(papers):
        taken = row.cost if row.kind == "cost" else row.set_off + row.paid
        sums[f"{OURS}{row.id}", f"member:{row.member_id}"] -= taken
    return sums


def _quantities(book_id: int) -> list[Finding]:
    """What lies at a place is the sum of its moves."""
    moved = (
        sa.select(
            ConsignmentMove.item_id, ConsignmentMove.point_id,
            sa.func.sum(ConsignmentMove.quantity),
        )
        .where(ConsignmentMove.book_id == book_id)
        .group_by(ConsignmentMove.item_id, ConsignmentMove.point_id)
    )  # fmt: skip
    there = sa.select(
        ConsignmentPosition.item_id, ConsignmentPosition.point_id, ConsignmentPosition.quantity
    ).where(ConsignmentPosition.book_id == book_id)
    moves = {(item, point): int(total) for item, point, total in session.execute(moved)}
    lie = {(item, point): int(total) for item, point, total in session.execute(there)}
    return [
        _found(
            f"lies {lie.get(key, 0)}, moved {moves.get(key, 0)}", f"item {key[0]} point {key[1]}"
        )
        for key in sorted(lie.keys() | moves.keys())
        if lie.get(key, 0) != moves.get(key, 0)
    ]


def _shelves(book_id: int) -> list[Finding]:
    """What moves between places arrives, to the last piece."""
    total = sa.func.sum(ConsignmentMove.quantity)
    query = (
        sa.select(ConsignmentMove.act_id, total)
        .where(
            ConsignmentMove.book_id == book_id,
            ConsignmentMove.kind.in_(("moved_in", "moved_out")),
        )
        .group_by(ConsignmentMove.act_id)
        .having(total != 0)
    )
    return [
        _found(f"{int(left)} went and did not arrive", f"consignment_act {act}")
        for act, left in session.execute(query)
    ]


def _commissions(book_id: int) -> list[Finding]:
    """The papers' sums are those of their moves."""
    query = (
        sa.select(
            ConsignmentAct.id, ConsignmentAct.gross, sa.func.sum(ConsignmentMove.amount),
            ConsignmentAct.commission, sa.func.sum(ConsignmentMove.commission),
        )
        .join(ConsignmentMove, ConsignmentMove.act_id == ConsignmentAct.id)
        .where(ConsignmentAct.book_id == book_id, ConsignmentAct.kind == "report")
        .group_by(ConsignmentAct.id, ConsignmentAct.gross, ConsignmentAct.commission)
    )  # fmt: skip
    return [
        _found(f"report {rupiah(gross)}, its goods {rupiah(int(sold))}", f"consignment_act {key}")
        for key, gross, sold, commission, taken in session.execute(query)
        if (gross, commission) != (int(sold), int(taken))
    ]


def _produce(book_id: int) -> list[Finding]:
    """A purchase note is the sum of its lines."""
    total = sa.func.sum(ProduceLine.amount)
    query = (
        sa.select(ProducePurchase.id, ProducePurchase.total, total)
        .outerjoin(ProduceLine, ProduceLine.purchase_id == ProducePurchase.id)
        .where(ProducePurchase.book_id == book_id)
        .group_by(ProducePurchase.id, ProducePurchase.total)
        .having(sa.func.coalesce(total, 0) != ProducePurchase.total)
    )
    return [
        _found(
            f"note {rupiah(said)}, its lines {rupiah(int(lines or 0))}", f"produce_purchase {key}"
        )
        for key, said, lines in session.execute(query)
    ]


def _papers(book_id: int) -> list[Finding]:
    """Every paper with money has its entry, of its amount, under its own name; reversals are marked."""
    found = []
    for source, seq, total, reversed_seq in _with_money(book_id):
        entry = ledger.find_by_source(book_id=book_id, source=source)
        if entry is None or entry.seq != seq:
            found.append(_found("no entry", source))
            continue
        if int(entry.total) != total:
            found.append(_found(f"{rupiah(total)} / {rupiah(entry.total)}", source))
        undone = entry.reversed_by.seq if entry.reversed_by else None
        if undone != reversed_seq:
            found.append(_found(f"reversed by {undone}, marked {reversed_seq}", source))
    return found


def _with_money(book_id: int) -> Iterator[tuple[str, int | None, int, int | None]]:
    """Source, entry, sum of its debits, reversal of every paper."""
    acts = ConsignmentAct.__table__.c
    money = sa.or_(
        acts.kind.in_(("cost", "settled")), sa.and_(acts.kind == "report", acts.gross > 0)
    )
    for act in session.scalars(
        sa.select(ConsignmentAct).where(ConsignmentAct.book_id == book_id, money)
    ):
        given = {"cost": act.cost, "settled": act.set_off + act.paid}
        total = given.get(act.kind, act.gross + act.commission)
        yield f"{OURS}{act.id}", act.entry_seq, total, act.reversed_seq
    for note in session.scalars(
        sa.select(ProducePurchase).where(ProducePurchase.book_id == book_id)
    ):
        yield f"sales.produce:{note.id}", note.entry_seq, note.total, None
    for paid in session.scalars(sa.select(TradePayment).where(TradePayment.book_id == book_id)):
        yield f"sales.payment:{paid.id}", paid.entry_seq, paid.amount, paid.reversed_seq
