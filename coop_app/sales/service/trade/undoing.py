"""A paper of consignment taken back: its entry mirrored, goods that were sold or moved back where they lay."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from coop_app import auth, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.money import ZERO
from coop_app.products import queries as products
from coop_app.refusal import N_, NotFound, Refused
from coop_app.sales.models.trade import ConsignmentAct
from coop_app.sales.queries.trade import acts, due, lying
from coop_app.sales.queries.trade.acts import Act, Move
from coop_app.sales.queries.trade.lying import Agreed
from coop_app.sales.rules.trade import owing, settling
from coop_app.sales.service.trade.consigning import Going, Paper, move
from coop_app.sales.service.trade.recording import check_saved, wait

#: papers that moved money; a paper of goods alone is put right by the opposite one
WITH_MONEY = (acts.REPORT, acts.COST, acts.SETTLED)
#: step → the step that undoes it
_MIRROR = {
    "sold": "taken_back", "spoiled": "received", "moved_out": "moved_in", "moved_in": "moved_out",
}  # fmt: skip


class SettledSince(Refused):
    """A later settlement began with what this one left over."""

    message = N_("There is a later settlement, of %(on)s. Take that one back first.")


def undo(*, desk: Desk, act_id: int, on: date, why: str) -> Act:
    """Take a report, a cost or a settlement back with a reason; always with a second person.

    Raises `SettledSince`, `ConsignedShort` when goods that came back are gone, `SavingsGone` when what was paid
    into savings is, `DateInFuture`, `CashShort`, `SecondPersonNeeded`, `ReasonMissing`, `AlreadyReversed`, and `NotFound` for papers without money.
    """
    act = acts.get_act(desk.cooperative_id, act_id)
    if act.kind not in WITH_MONEY or act.entry_seq is None:
        raise NotFound
    moves = acts.moves_of_act(act)
    owners = {move.member_id for move in moves} | ({act.member_id} if act.member_id else set())
    wait(desk=desk, subjects=[f"member:{key}" for key in owners])
    owing.check_date(on, desk.today)
    auth.require_second_person(desk)
    _check_last(act)
    if act.way == settling.Way.SAVINGS and act.member_id is not None:
        check_saved(desk, f"member:{act.member_id}", act.paid)
    posted = ledger.reverse(
        book_id=act.book_id, seq=act.entry_seq, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    ledger.refuse_short(book_id=act.book_id, seq=posted.seq)
    for going in _backwards(act, moves):
        move(desk=desk, paper=Paper(on, f"reversal:{act.entry_seq}"), going=going)
    mine = sa.update(ConsignmentAct).where(ConsignmentAct.id == act.id)
    db.write_connection().execute(mine.values(reversed_seq=posted.seq))
    return acts.get_act(desk.cooperative_id, act_id)


def _check_last(act: Act) -> None:
    if act.kind != acts.SETTLED or act.member_id is None:
        return
    last = due.last_settlement(act.book_id, act.member_id)
    if last is not None and last.id > act.id:
        raise SettledSince(on=last.on_date)


def _backwards(act: Act, moves: list[Move]) -> Iterator[Going]:
    """What undoes each step, the last one first."""
    items = products.items_of(act.book_id, {one.item_id for one in moves})
    prices = lying.agreed_prices(act.book_id, items.keys())
    for one in reversed(moves):
        agreed = prices.get(one.item_id, Agreed(ZERO, 1, ""))
        yield Going(
            item=items[one.item_id], point_id=one.point_id, kind=_MIRROR[one.kind],
            quantity=-one.quantity, price=agreed.price, factor=agreed.factor, unit=agreed.unit,
            amount=-one.amount, shop_share=-one.shop_share, commission=-one.commission,
            mille=one.mille, of_source=act.source,
        )  # fmt: skip
