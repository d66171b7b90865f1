"""Opening stock, spoilage, transfers and counts: the paper, its moves and its entry, together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry, Line
from coop_app.money import ZERO, Money
from coop_app.products import entries, queries
from coop_app.products.models import StockAct, StockActLine, StockPoint
from coop_app.products.queries import Act
from coop_app.products.rules import documents as rules
from coop_app.products.rules.documents import (
    BOOKED,
    COUNT,
    OPENING,
    SPOILAGE,
    TRANSFER,
    Document,
    DocumentLine,
)
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service.moving import (
    Occasion,
    take_in,
    take_out,
    would_take_in,
    would_take_out,
)
from coop_app.products.service.places import Moved, lock
from coop_app.refusal import Refused, RequestReused

#: the source of a document that is only to be shown
TRIAL = "stock.preview:0"


#: what the journal says of a document, in the language of the books
WORDS = {
    OPENING: "Saldo awal persediaan", BOOKED: "Rincian barang dari buku kas", SPOILAGE: "Barang rusak atau susut",
    TRANSFER: "Pindah barang", COUNT: "Selisih opname",
}  # fmt: skip


_ENTRIES = {OPENING: entries.opening, BOOKED: entries.booked, TRANSFER: entries.transfer}


class At(NamedTuple):
    """Which item, at which point."""

    item_id: int
    point_id: int


def record(*, desk: Desk, document: Document, request_id: str) -> Act:
    """Write a document of stock, move what it says and post it; the same request id does so once.

    Raises what `rules.documents.check_document` raises, `ItemShort`, `ItemConsigned`, `PointSwitchedOff`,
    `RequestReused`, `SecondPersonNeeded` (opening stock, an old date, a loss above the limit), `NotFound`,
    and what `ledger.post` raises.
    """
    wait_turn(desk, document)
    mark = fingerprint(document)
    if earlier := queries.find_act_request(desk.cooperative_id, request_id):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier
    _check(desk, document)
    act_id = _write(desk, document, (request_id, mark))
    moved = list(_move(desk, document, f"stock.{document.kind}:{act_id}"))
    _write_lines(desk, act_id, document, moved)
    if document.kind != OPENING:
        auth.check_withdrawal_limit(desk, _lost(moved) if document.kind != TRANSFER else ZERO)
    _post(desk, document, act_id, [line for each in moved for line in each.lines])
    return queries.get_act(desk.book_id, act_id)


def _post(desk: Desk, document: Document, act_id: int, inventory: list[Line]) -> None:
    entry = entry_of(desk=desk, document=document, act_id=act_id, inventory=inventory)
    if entry is None:
        return
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    mine = sa.update(StockAct).where(StockAct.id == act_id)
    db.write_connection().execute(mine.values(entry_seq=posted.seq))
    if document.kind == BOOKED:
        _check_booked(desk, entry)


def _check_booked(desk: Desk, entry: Entry) -> None:
    """After posting, when nobody else can take from the same sum. Raises `NotSoMuchBooked`."""
    left = queries.without_item(desk.book_id)
    for line in entry.lines:
        if line.subject is None and left[str(line.account)] < 0:
            account = ledger.account(book_id=desk.book_id, role=str(line.account))
            before = Money(left[str(line.account)] - line.amount)
            raise rules.NotSoMuchBooked(left=before, account=account.name)


def wait_turn(desk: Desk, document: Document) -> None:
    """Documents of a point go one after the other, and so does a request that comes twice."""
    points = {document.point_id, document.to_point_id} - {None}
    mine = StockPoint.book_id == desk.book_id, StockPoint.id.in_(points)
    query = sa.select(StockPoint.id).where(*mine).order_by(StockPoint.id)
    session.execute(query.with_for_update())
    for point_id in points:
        queries.get_point(desk.book_id, int(point_id or 0))
    lock(desk=desk, wanted=document.pairs)


def _check(desk: Desk, document: Document) -> None:
    _check_lines(desk, document)
    if document.kind == OPENING:
        auth.require_second_person(desk)
    else:
        auth.check_back_dating(desk, document.on)


def _check_lines(desk: Desk, document: Document) -> None:
    items = queries.items_of(desk.book_id, [line.item_id for line in document.lines])
    names = {item.id: item.name for item in items.values()}
    rules.check_document(document, names=names, today=desk.today)


def _lost(moved: list[Moved]) -> Money:
    """What is booked as a loss; what was found does not make a theft smaller."""
    return Money(-sum(int(line.amount) for each in moved for line in each.lines if line.amount < 0))


def _write(desk: Desk, document: Document, request: tuple[str, str]) -> int:
    row = StockAct(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, kind=document.kind,
        point_id=document.point_id, to_point_id=document.to_point_id, on_date=document.on,
        memo=document.memo.strip(), people=document.people.strip(), request_id=request[0],
        fingerprint=request[1], made_by=desk.user_id, approved_by=desk.approved_by,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def _move(desk: Desk, document: Document, source: str) -> Iterator[Moved]:
    """The engine's moves, in the order of the lines; a transfer makes two of each."""
    for line in document.lines:
        with _blaming(line):
            yield from _move_line(desk, document, line, source)


@contextmanager
def _blaming(line: DocumentLine) -> Iterator[None]:
    """In a sheet of many items the field to blame is that of the line."""
    try:
        yield
    except Refused as refusal:
        if refusal.field in {"quantity", "cost"}:
            refusal.field = f"{refusal.field}_{line.item_id}"
        raise


def _move_line(desk: Desk, document: Document, line: DocumentLine, source: str) -> Iterator[Moved]:
    words = line.memo or document.memo.strip()
    why: Occasion = {"on": document.on, "source": source, "kind": document.kind, "memo": words}
    here = At(line.item_id, document.point_id)
    if document.kind == TRANSFER:
        why["kind"] = MoveKind.TRANSFER_OUT
        gone = _out(desk, here, line.quantity, why)
        yield gone
        why["kind"] = MoveKind.TRANSFER_IN
        there = At(line.item_id, int(document.to_point_id or 0))
        yield _in(desk, there, (line.quantity, gone.cost), why)
    elif (cost := _cost(desk, document, line)) is not None:
        yield _in(desk, here, (line.quantity, cost), why)
    else:
        yield _out(desk, here, abs(line.quantity), why)


def _cost(desk: Desk, document: Document, line: DocumentLine) -> Money | None:
    """What comes in costs; None for what goes out."""
    if document.kind in rules.COSTED:
        return line.cost
    if document.kind == COUNT and line.quantity > 0:
        return queries.worth(desk.book_id, line.item_id, document.point_id, line.quantity)
    return None


def _in(desk: Desk, at: At, come: tuple[int, Money], why: Occasion) -> Moved:
    quantity, cost = come
    if why["source"] == TRIAL:
        return would_take_in(
            desk=desk, item_id=at.item_id, point_id=at.point_id, quantity=quantity, cost=cost
        )
    return take_in(
        desk=desk, item_id=at.item_id, point_id=at.point_id, quantity=quantity, cost=cost, **why
    )


def _out(desk: Desk, at: At, quantity: int, why: Occasion) -> Moved:
    if why["source"] == TRIAL:
        return would_take_out(
            desk=desk, item_id=at.item_id, point_id=at.point_id, quantity=quantity
        )
    return take_out(desk=desk, item_id=at.item_id, point_id=at.point_id, quantity=quantity, **why)


def _write_lines(desk: Desk, act_id: int, document: Document, moved: list[Moved]) -> None:
    each = 2 if document.kind == TRANSFER else 1
    for number, line in enumerate(document.lines, start=1):
        session.add(
            StockActLine(
                act_id=act_id, number=number, book_id=desk.book_id, item_id=line.item_id,
                quantity=line.quantity, cost=int(moved[(number - 1) * each].cost), memo=line.memo,
            )
        )  # fmt: skip
    session.flush()


def entry_of(*, desk: Desk, document: Document, act_id: int, inventory: list[Line]) -> Entry | None:
    """The journal entry a document makes of its inventory lines; None where nothing of value moved."""
    point = queries.get_point(desk.book_id, document.point_id)
    to = queries.get_point(desk.book_id, document.to_point_id) if document.to_point_id else None
    where = f"{point.name} ke {to.name}" if to else point.name
    words = f"{WORDS[document.kind]} {where}"
    memo = f"{words}: {document.memo.strip()}" if document.memo.strip() else words
    paper = entries.Paper(document.on, f"stock.{document.kind}:{act_id}", memo, point.group_id)
    make = _ENTRIES.get(document.kind, entries.loss)
    return make(paper, inventory)


def preview(*, desk: Desk, document: Document) -> Entry | None:
    """The entry a document would make; nothing is written. Raises as `record`, but asks nobody."""
    for point_id in (document.point_id, document.to_point_id):
        if point_id is not None:
            queries.get_point(desk.book_id, point_id)
    _check_lines(desk, document)
    moved = list(_move(desk, document, TRIAL))
    inventory = [line for each in moved for line in each.lines]
    return entry_of(desk=desk, document=document, act_id=0, inventory=inventory)
