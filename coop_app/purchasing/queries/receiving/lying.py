"""Where the goods of a receipt are now: still there, waited for by members, or gone."""

from coop_app.products import queries as products
from coop_app.purchasing.queries.receiving.deliveries import list_dispatches
from coop_app.purchasing.queries.receiving.receipts import Receipt, ReceiptLine
from coop_app.purchasing.queries.receiving.sharings import Shared, sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving.later import Goods
from coop_app.purchasing.rules.rounds import life

_WAITING = (life.RECEIVED, life.DISTRIBUTED)


def goods_of(receipt: Receipt, shown: Round | None, *, by_price: bool) -> list[Goods]:
    """The lines of a receipt as they lie now; they weigh what they cost, or what they carried of the freight.

    Of a round, what was not handed over is still there as far as the points of the round hold it; otherwise
    whatever the receipt's own point holds.
    """
    shared = {one.item.id: one for one in sharings_of(shown)} if shown else {}
    points = [receipt.point_id]
    if shown is not None:
        sent = list_dispatches(shown.cooperative_id, round_id=shown.id)
        points += [one.to_point_id for one in reversed(sent)]
    waits = shown is not None and shown.state in _WAITING
    once = list(dict.fromkeys(points))
    by_price = by_price or not any(line.carried for line in receipt.lines)
    return [
        _line(receipt, line, once, (shared.get(line.round_item_id or 0), waits, by_price))
        for line in receipt.lines
    ]


def _line(
    receipt: Receipt, line: ReceiptLine, points: list[int], known: tuple[Shared | None, bool, bool]
) -> Goods:
    shared, waits, by_price = known
    left, waiting = line.received, 0
    if shared is not None and shared.received:
        handed = sum(share.delivered for share in shared.shares)
        left = line.received * max(shared.received - handed, 0) // shared.received
        waiting = line.received * shared.open // shared.received if waits else 0
    lying = []
    for point_id in points:
        here = min(left, products.quantity_at(receipt.book_id, line.item_id, point_id))
        if here:
            lying.append((point_id, here))
            left -= here
    weight = int(line.goods if by_price else line.carried)
    return Goods(
        number=line.number, item_id=line.item_id, round_item_id=line.round_item_id,
        received=line.received, weight=weight if line.received else 0, lying=tuple(lying),
        waiting=waiting,
    )  # fmt: skip
