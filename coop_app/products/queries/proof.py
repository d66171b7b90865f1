"""Proof that moves, positions and the ledger say the same (for `coop audit`)."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import Money, rupiah
from coop_app.products.models import ItemRow, StockAct, StockMove, StockPosition, StockReversal
from coop_app.products.rules import stock
from coop_app.products.rules.items import inventory_role
from coop_app.products.rules.stock import Layer, Layers, Method

_CHECK = "stock"
_EVER = (date(1900, 1, 1), date(2200, 1, 1))
ROLES = ("inventory_raw_materials", "inventory_goods")


def check(book_id: int) -> list[Finding]:
    """Quantity and value are the sums of the moves, no value without quantity, the ledger agrees.

    Every move's cost stands in the entry of its source, and every entry on a position has its moves. What was
    bought without naming goods is never below zero.
    """
    found = [*_sums(book_id), *_layers(book_id), *_balances(book_id), *_sources(book_id)]
    found += _reversals(book_id)
    for role, left in without_item(book_id).items():
        if left < 0:
            found.append(Finding(_CHECK, f"{rupiah(left)} stands there without an item", role))
    return found


def _finding(message: str, position_id: int | str) -> Finding:
    return Finding(_CHECK, message, f"stock_position {position_id}")


def _sums(book_id: int) -> Iterator[Finding]:
    total = sa.func.coalesce
    query = (
        sa.select(
            StockPosition.id, StockPosition.quantity, StockPosition.value,
            total(sa.func.sum(StockMove.quantity), 0), total(sa.func.sum(StockMove.cost), 0),
        )
        .outerjoin(StockMove, StockMove.position_id == StockPosition.id)
        .where(StockPosition.book_id == book_id)
        .group_by(StockPosition.id, StockPosition.quantity, StockPosition.value)
        .order_by(StockPosition.id)
    )  # fmt: skip
    for key, quantity, value, moved, cost in session.execute(query):
        if quantity != moved:
            yield _finding(f"quantity {quantity}, its moves {moved}", key)
        if value != cost:
            yield _finding(f"value {rupiah(value)}, its moves {rupiah(int(cost))}", key)
        if quantity < 0 or value < 0 or (not quantity and value):
            yield _finding(f"{rupiah(value)} for a quantity of {quantity}", key)


def _layers(book_id: int) -> Iterator[Finding]:
    """The layers that the next cost is computed from are those that the moves lead to."""
    moves: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of_book = sa.select(StockMove.position_id, StockMove.quantity, StockMove.cost)
    ordered = of_book.where(StockMove.book_id == book_id).order_by(
        StockMove.position_id, StockMove.number
    )
    for position_id, quantity, cost in session.execute(ordered):
        moves[position_id].append((quantity, cost))
    query = (
        sa.select(StockPosition.id, StockPosition.layers, ItemRow.method)
        .join(ItemRow, ItemRow.id == StockPosition.item_id)
        .where(StockPosition.book_id == book_id)
        .order_by(StockPosition.id)
    )
    for key, kept, method in session.execute(query):
        led_to = _replayed(moves[key], Method(method))
        if led_to is None or [[layer.quantity, int(layer.value)] for layer in led_to] != json.loads(
            kept
        ):
            yield _finding("its layers are not what its moves lead to", key)


def _replayed(moves: list[tuple[int, int]], method: Method) -> Layers | None:
    """The layers after all moves; None where a move's cost is not what the method makes of it."""
    layers: Layers = ()
    try:
        for quantity, cost in moves:
            layers, as_computed = _step(layers, (quantity, Money(cost)), method)
            if not as_computed:
                return None
    except (stock.StockShort, stock.NothingThere, stock.CostAboveValue):
        return None
    return layers


def _step(layers: Layers, move: tuple[int, Money], method: Method) -> tuple[Layers, bool]:
    """The layers after one move, and whether its cost is what the method makes of it."""
    quantity, cost = move
    if quantity > 0:
        return stock.receive(layers, Layer(quantity, cost), method), True
    if not quantity:
        return stock.add_value(layers, cost), True
    left, gone = stock.issue(layers, -quantity)
    return left, gone == -cost


def _balances(book_id: int) -> Iterator[Finding]:
    query = (
        sa.select(StockPosition.id, StockPosition.value, ItemRow.kind)
        .join(ItemRow, ItemRow.id == StockPosition.item_id)
        .where(StockPosition.book_id == book_id)
    )
    kept = {
        (inventory_role(kind), f"stock:{key}"): value for key, value, kind in session.execute(query)
    }
    booked = {
        (role, subject): int(amount)
        for role in _roles(book_id)
        for subject, amount in ledger.subject_balances(book_id=book_id, account=role).items()
        if subject.startswith("stock:")
    }
    for where in sorted(kept.keys() | booked.keys()):
        if kept.get(where, 0) != booked.get(where, 0):
            text = f"value {rupiah(kept.get(where, 0))}, ledger {rupiah(booked.get(where, 0))}"
            yield _finding(text, f"{where[1]} {where[0]}")


def without_item(book_id: int) -> dict[str, Money]:
    """What stands on each inventory account without an item: bought through the cash book or a voucher."""
    found = {}
    for role in _roles(book_id):
        kept = ledger.subject_balances(book_id=book_id, account=role)
        of_items = sum(
            int(amount) for subject, amount in kept.items() if subject.startswith("stock:")
        )
        found[role] = Money(ledger.balance(book_id=book_id, account=role) - of_items)
    return found


def _sources(book_id: int) -> Iterator[Finding]:
    query = (
        sa.select(StockMove.source, StockMove.position_id, sa.func.sum(StockMove.cost))
        .where(StockMove.book_id == book_id)
        .group_by(StockMove.source, StockMove.position_id)
    )
    moved = {
        (source, f"stock:{key}"): int(cost) for source, key, cost in session.execute(query) if cost
    }
    posted: dict[tuple[str, str], int] = defaultdict(int)
    for role in _roles(book_id):
        for row in ledger.statement(
            book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]
        ).rows:
            if row.subject and row.subject.startswith("stock:"):
                posted[row.source, row.subject] += int(row.amount)
    for where in sorted(moved.keys() | posted.keys()):
        if moved.get(where, 0) != posted.get(where, 0):
            text = f"moves {rupiah(moved.get(where, 0))}, journal {rupiah(posted.get(where, 0))}"
            yield Finding(_CHECK, text, f"{where[0]} {where[1]}")


def _reversals(book_id: int) -> Iterator[Finding]:
    """What was taken back has left nothing behind: its moves and their mirror even out."""
    query = (
        sa.select(StockAct.id, StockAct.kind, StockAct.entry_seq)
        .join(StockReversal, StockReversal.act_id == StockAct.id)
        .where(StockReversal.book_id == book_id)
    )
    for act_id, kind, seq in session.execute(query):
        source = f"stock.{kind}:{act_id}"
        mirrored = f"reversal:{seq}" if seq else f"stock.reversal:{act_id}"
        left = sa.select(StockMove.position_id).where(
            StockMove.book_id == book_id, StockMove.source.in_([source, mirrored])
        )
        uneven = sa.or_(sa.func.sum(StockMove.quantity) != 0, sa.func.sum(StockMove.cost) != 0)
        for key in session.scalars(left.group_by(StockMove.position_id).having(uneven)):
            yield _finding(f"{source} was taken back, but not all of it", key)


def _roles(book_id: int) -> list[str]:
    """The inventory accounts that this book has."""
    return [one.role for one in ledger.accounts(book_id=book_id) if one.role in ROLES]
