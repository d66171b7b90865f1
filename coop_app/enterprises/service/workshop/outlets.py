"""Shops that sell for her: goods left there, and what they report and pay."""

from dataclasses import replace

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.entries.workshop import outlets as entries
from coop_app.enterprises.entries.workshop.making import Slip
from coop_app.enterprises.entries.workshop.outlets import Proceeds
from coop_app.enterprises.models import Outlet as OutletRow
from coop_app.enterprises.models import OutletAct
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import outlets as queries
from coop_app.enterprises.queries.workshop.outlets import COOPERATIVE, SHOP, Act, Outlet
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import outlets as rules
from coop_app.enterprises.rules.workshop import words
from coop_app.enterprises.rules.workshop.outlets import Left, NewOutlet, Report
from coop_app.enterprises.service.workshop import recording, shelves
from coop_app.enterprises.service.workshop.recording import Asked, asked, items_of, wait_turn
from coop_app.enterprises.service.workshop.shelves import Shelf, Taken
from coop_app.ledger.entry import Entry
from coop_app.money import ZERO
from coop_app.products import service as stock

SOURCE = "enterprises.outlet"


def add_outlet(*, desk: Desk, business: Enterprise, new: NewOutlet, request_id: str) -> Outlet:
    """Write down a shop; a repeated request once.

    Raises `OutletUnnamed`, `CommissionTooHigh`, `OutletTaken`, `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := queries.find_outlet_request(desk.cooperative_id, request_id):
        request.same(earlier.fingerprint)
        return earlier
    rules.check_outlet(new)
    return _add(desk, business, new, request, SHOP)


def cooperative_of(desk: Desk, business: Enterprise) -> Outlet:
    """The cooperative as an outlet, made when the first goods are left there."""
    known = queries.find_cooperative(desk.cooperative_id, business.id)
    if known is not None:
        return known
    request = asked(f"outlet-cooperative-{business.id}", business.id)
    return _add(desk, business, NewOutlet("Koperasi"), request, COOPERATIVE)


def leave(*, desk: Desk, business: Enterprise, new: Left, request_id: str) -> Act:
    """Goods go from her stock to a shop, still hers; a repeated request once.

    Raises `NothingLeft`, `DayInFuture`, `BeforeOpening`, `ItemShort`, `QuantityNotPositive`,
    `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    rules.check_left(new)
    outlet = _shop(desk, business, new.outlet_id)
    items = items_of(desk, [part.item_id for part in new.goods])
    said = [f"{items[p.item_id].text(p.quantity)} {items[p.item_id].name}" for p in new.goods]
    memo = words.left(said, outlet.name)
    report = Report(outlet.id, new.on, (), way=Way.NONE, memo=memo)
    row = _row(desk, business, "left", report, request)
    shelf = _shelf(desk, row)
    stock.lock(desk=desk, wanted=[(part.item_id, shelf.point_id) for part in new.goods])
    goods = [(items[part.item_id], part.quantity) for part in new.goods]
    there, lines = shelves.put(shelf, goods)
    entry = entries.left(_slip(shelf), tuple(there), tuple(lines))
    return _close(desk, business, row, entry)


def report(*, desk: Desk, business: Enterprise, new: Report, request_id: str) -> Act:
    """A shop says what was sold, came back or was spoiled, and pays or owes; a repeated request once.

    Raises `NothingReported`, `SoldForNothing`, `TakenOffTooMuch`, `NotThere`, `DayInFuture`,
    `BeforeOpening`, `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    outlet = _shop(desk, business, new.outlet_id)
    items = items_of(desk, [line.item_id for line in new.lines])
    rules.check_report(new, {key: item.name for key, item in items.items()})
    said = [
        f"{items[line.item_id].text(line.sold)} {items[line.item_id].name}"
        for line in new.lines
        if line.sold
    ]
    memo = new.memo.strip() or words.reported(outlet.name, said)
    row = _row(desk, business, "report", replace(new, memo=memo), request)
    taken = shelves.take(_shelf(desk, row), items, new.lines)
    entry = _entry(business, outlet, new, taken, _slip(_shelf(desk, row)))
    return _close(desk, business, row, entry)


def _entry(
    business: Enterprise, outlet: Outlet, new: Report, taken: Taken, slip: Slip
) -> Entry | None:
    if not new.gross:
        return entries.back(slip, tuple(taken.back), tuple(taken.gone), spoiled=taken.spoiled)
    later = new.way is Way.LATER
    proceeds = Proceeds(
        way=new.way, money=ZERO if later else new.net, owed=new.net if later else ZERO,
        debtor=recording.party_of(business, outlet.name) if later else "",
        commission=new.commission, cost=new.cost,
    )  # fmt: skip
    return entries.report(
        slip, proceeds, sold=tuple(taken.sold), back=tuple(taken.back), gone=tuple(taken.gone),
        spoiled=taken.spoiled,
    )  # fmt: skip


def _add(desk: Desk, business: Enterprise, new: NewOutlet, request: Asked, kind: str) -> Outlet:
    name = " ".join(new.name.split())
    query = sa.select(OutletRow.id).where(
        OutletRow.enterprise_id == business.id, OutletRow.name == name
    )
    if session.scalar(query):
        raise rules.OutletTaken(name=name)
    row = OutletRow(
        cooperative_id=desk.cooperative_id, enterprise_id=business.id, kind=kind, name=name,
        phone=new.phone, commission_mille=new.commission_mille, request_id=request.request_id,
        fingerprint=request.fingerprint, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return queries.get_outlet(desk.cooperative_id, business.id, row.id)


def _shop(desk: Desk, business: Enterprise, outlet_id: int) -> Outlet:
    """Goods at the cooperative come and go with its own papers, never by hand. Raises `NotFound`."""
    outlet = queries.get_outlet(desk.cooperative_id, business.id, outlet_id)
    if outlet.is_cooperative:
        raise rules.OnlyByProposal
    return outlet


def _earlier(desk: Desk, request: Asked) -> Act | None:
    earlier = queries.find_act_request(desk.cooperative_id, request.request_id)
    if earlier is not None:
        request.same(earlier.fingerprint)
    return earlier


def _row(desk: Desk, business: Enterprise, kind: str, new: Report, request: Asked) -> OutletAct:
    recording.check_day(desk, business, new.on)
    row = OutletAct(
        cooperative_id=desk.cooperative_id, enterprise_id=business.id, book_id=desk.book_id,
        outlet_id=new.outlet_id, kind=kind, acted_on=new.on, gross=int(new.gross),
        commission=int(new.commission), cost=int(new.cost), way=new.way, memo=new.memo,
        request_id=request.request_id, fingerprint=request.fingerprint, made_by=desk.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _shelf(desk: Desk, row: OutletAct) -> Shelf:
    source = f"{SOURCE}:{row.id}"
    return Shelf(desk, row.outlet_id, recording.point(desk), row.acted_on, source, row.memo)


def _slip(shelf: Shelf) -> Slip:
    return Slip(shelf.on, shelf.memo, shelf.source)


def _close(desk: Desk, business: Enterprise, row: OutletAct, entry: Entry | None) -> Act:
    if entry is not None:
        row.entry_seq = recording.post(desk, business, entry)
        session.flush()
    return queries.get_act(desk.cooperative_id, row.enterprise_id, row.id)
