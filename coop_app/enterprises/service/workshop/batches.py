"""Producing: materials out, finished goods in at their cost, one entry."""

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.entries.workshop import making
from coop_app.enterprises.entries.workshop.making import Lines, MadeOf, Slip
from coop_app.enterprises.models import ProductionBatch, ProductionCost, ProductionUse
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import batches as queries
from coop_app.enterprises.queries.workshop.batches import Batch
from coop_app.enterprises.queries.workshop.recipes import Recipe, get_version
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import batches as rules
from coop_app.enterprises.rules.workshop import words
from coop_app.enterprises.rules.workshop.batches import NewBatch
from coop_app.enterprises.service.workshop import recording
from coop_app.enterprises.service.workshop.recording import Asked, asked, items_of, wait_turn
from coop_app.money import ZERO, Money
from coop_app.products import service as stock
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue.freshness import Batch as ProductBatch
from coop_app.products.rules.items import Item
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service import Moved
from coop_app.products.service.catalogue import batches

SOURCE = "enterprises.batch"


def produce(*, desk: Desk, business: Enterprise, new: NewBatch, request_id: str) -> Batch:
    """Record a batch, move its stock and post it; a repeated request produces once.

    Raises `DayInFuture`, `BeforeOpening`, `TimesWrong`, `NothingCameOut`, `RejectsUnexplained`,
    `BestBeforeTooEarly`, `WayMissing`, what parts and costs raise, `ItemShort`, `MoneyShort`,
    `RequestReused`, `NotFound`, and what `ledger.post` raises.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := queries.find_batch_request(desk.cooperative_id, request_id):
        request.same(earlier.fingerprint)
        return earlier
    recipe = get_version(desk.cooperative_id, business.id, new.version_id)
    items = items_of(desk, [recipe.item_id, *(use.item_id for use in new.uses)])
    rules.check(new, items, product_id=recipe.item_id, today=desk.today)
    recording.check_day(desk, business, new.on)
    row = _write(desk, business, recipe, new, request)
    _make(desk, business, row, new, items)
    return queries.get_batch(desk.cooperative_id, business.id, row.id)


def _write(
    desk: Desk, business: Enterprise, recipe: Recipe, new: NewBatch, request: Asked
) -> ProductionBatch:
    row = ProductionBatch(
        cooperative_id=desk.cooperative_id, enterprise_id=business.id, book_id=desk.book_id,
        number=queries.last_number(business.id) + 1, version_id=new.version_id,
        item_id=recipe.item_id, produced_on=new.on, best_before=new.best_before, times=new.times,
        good=new.good, rejected=new.rejected, reason=new.reason.strip(),
        own_minutes=new.own_minutes, hourly_rate=int(new.hourly_rate),
        way=new.way if new.paid else Way.NONE, request_id=request.request_id,
        fingerprint=request.fingerprint, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _make(
    desk: Desk, business: Enterprise, row: ProductionBatch, new: NewBatch, items: dict[int, Item]
) -> None:
    """Stock moves, rows of what went in, and the entry."""
    product, point = items[row.item_id], recording.point(desk)
    memo = words.produced(product.text(new.good), product.name, new.rejected)
    slip = Slip(new.on, memo, f"{SOURCE}:{row.id}")
    stock.lock(desk=desk, wanted=[(key, point) for key in sorted(items)])
    used = _take_materials(desk, slip, point, new)
    _write_parts(row, new, used)
    # overhead of the month stays an expense of the month when nothing good came out
    booked = new.booked if new.good else ZERO
    cost = sum((moved.cost for moved in used), ZERO) + new.paid + booked
    made = _made(desk, slip, point, row, cost)
    _number(desk, row)
    lines = tuple(line for moved in used for line in moved.lines)
    if cost:
        beside = MadeOf(way=new.way, paid=new.paid, booked=booked)
        entry = making.batch(slip, made=made, used=lines, beside=beside)
        row.entry_seq = recording.post(desk, business, entry)
        session.flush()


def _take_materials(desk: Desk, slip: Slip, point: int, new: NewBatch) -> list[Moved]:
    return [
        stock.take_out(
            desk=desk, item_id=use.item_id, point_id=point, quantity=use.quantity, on=slip.on,
            source=slip.source, kind=MoveKind.USED, memo=slip.memo,
        )
        for use in new.uses
    ]  # fmt: skip


def _made(desk: Desk, slip: Slip, point: int, row: ProductionBatch, cost: Money) -> Lines:
    """The debit side: good units into stock; when nothing was good, the loss."""
    if not row.good:
        return making.lost(cost) if cost else ()
    moved = stock.take_in(
        desk=desk, item_id=row.item_id, point_id=point, quantity=row.good, cost=cost, on=slip.on,
        source=slip.source, kind=MoveKind.MADE, memo=slip.memo,
    )  # fmt: skip
    return moved.lines


def _number(desk: Desk, row: ProductionBatch) -> None:
    """The catalogue of her products knows the batch too: its number is printed, its last day watched."""
    if not row.good:
        return
    label = queries.label_of(row.number)
    taken = catalogue.batch_numbers(desk.book_id, row.item_id)
    number = label if label not in taken else f"{label}/{row.id}"
    new = ProductBatch(row.item_id, number, row.produced_on, row.best_before, row.good)
    batches.add_batch(desk=desk, new=new, request_id=f"{SOURCE}:{row.id}")


def _write_parts(row: ProductionBatch, new: NewBatch, used: list[Moved]) -> None:
    session.add_all(
        ProductionUse(
            batch_id=row.id, number=n, item_id=use.item_id, quantity=use.quantity,
            cost=int(moved.cost),
        )
        for n, (use, moved) in enumerate(zip(new.uses, used, strict=True), 1)
    )  # fmt: skip
    session.add_all(
        ProductionCost(
            batch_id=row.id, number=n, kind=cost.kind, name=cost.name.strip(),
            amount=int(cost.amount), is_paid=cost.is_paid,
        )
        for n, cost in enumerate(new.costs, 1)
    )  # fmt: skip
    session.flush()
