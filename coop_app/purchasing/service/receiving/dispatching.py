"""Surat jalan: goods of a round go from one stock point to a village's."""

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.entry import Line
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import distributing as entries
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.models import RoundDispatch, RoundDispatchLine
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.receiving import sharing as rules
from coop_app.purchasing.rules.receiving.acts import Sending, check_day
from coop_app.purchasing.service.receiving.delivering import check_came
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    made,
    post,
    posted_by,
    written,
)
from coop_app.purchasing.service.receiving.sharing import HANDS_OUT


def send(*, desk: Desk, sending: Sending, request_id: str) -> int:
    """Send goods to a village point; returns the paper's key. The same request id posts once.

    Raises `NotFound`, `NotYourTurn`, `BeforeTheGoods`, `MovesNowhere`, `NothingTaken`, `ItemShort`, `DateInFuture`,
    `SecondPersonNeeded` for an older day, `RequestReused`.
    """
    row_of_round = locked_round(desk, sending.round_id)
    if earlier := find_earlier(RoundDispatch, desk, request_id, sending):
        return earlier.id
    check_day(sending.on, desk.today)
    if row_of_round.state not in HANDS_OUT:
        raise refusals.NotYourTurn
    check_came(rounds.get_round(desk.cooperative_id, sending.round_id), sending.on)
    if sending.from_point_id == sending.to_point_id:
        raise rules.MovesNowhere(field="to_point")
    if not any(quantity for _key, quantity in sending.lines):
        raise refusals.NothingTaken
    auth.check_back_dating(desk, sending.on)
    row = written(
        RoundDispatch(
            **made(desk, request_id, sending), **posted_by(desk), round_id=sending.round_id,
            from_point_id=sending.from_point_id, to_point_id=sending.to_point_id,
            sent_on=sending.on, carrier=sending.carrier.strip(),
        )
    )  # fmt: skip
    _post(desk, row, sending)
    return row.id


def _post(desk: Desk, row: RoundDispatch, sending: Sending) -> None:
    shown = rounds.get_round(desk.cooperative_id, row.round_id)
    goods = {item.id: item.item_id for item in rounds.items_of(shown)}
    there = products.get_point(desk.book_id, row.to_point_id).name
    memo = f"Surat jalan {shown.label} ke {there}"
    paper = Paper(row.sent_on, f"purchasing.dispatch:{row.id}", memo)
    points = (row.from_point_id, row.to_point_id)
    wanted = [(goods[key], point) for key, _quantity in sending.lines for point in points]
    stock.lock(desk=desk, wanted=wanted)
    lines: list[Line] = []
    for key, quantity in sending.lines:
        if quantity:
            lines += _move(desk, row, paper, (key, goods[key], quantity))
    session.flush()
    if lines:  # goods that cost nothing move without an entry
        post(desk, row, entries.dispatch(paper, lines))


def _move(desk: Desk, row: RoundDispatch, paper: Paper, what: tuple[int, int, int]) -> list[Line]:
    key, item_id, quantity = what
    out = stock.take_out(
        desk=desk, item_id=item_id, point_id=row.from_point_id, quantity=quantity, on=paper.on,
        source=paper.source, kind=MoveKind.TRANSFER_OUT, memo=paper.memo,
    )  # fmt: skip
    into = stock.take_in(
        desk=desk, item_id=item_id, point_id=row.to_point_id, quantity=quantity, cost=out.cost,
        on=paper.on, source=paper.source, kind=MoveKind.TRANSFER_IN, memo=paper.memo,
    )  # fmt: skip
    session.add(
        RoundDispatchLine(
            dispatch_id=row.id, round_item_id=key, quantity=quantity, cost=int(out.cost)
        )
    )
    return [*into.lines, *out.lines]
