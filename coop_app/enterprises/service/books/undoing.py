"""Taking an act back: its entry is mirrored, goods come back at the cost they left with."""

from datetime import date

import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises import queries
from coop_app.enterprises.models import BusinessAct, BusinessTool
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books import acts, refusals
from coop_app.enterprises.rules.books.acts import Kind
from coop_app.enterprises.service.books.equipment import recorded_wear
from coop_app.enterprises.service.books.recording import refuse_short, wait_turn
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind

_OWED = {
    "customer_receivable": 1, "trade_payable": -1, "cooperative_debt": -1, "other_debt": -1,
}  # fmt: skip
_UNDONE = (
    sa.update(BusinessAct)
    .where(BusinessAct.id == sa.bindparam("key"))
    .values(reversed_seq=sa.bindparam("seq"))
)


def undo(*, desk: Desk, business: Enterprise, act_id: int, why: str) -> Done:
    """Reverse an act with a reason, on its own day while that month is open, else today.

    Raises `NotFound`, `ActStays`, `AlreadyUndone`, `SettledMeanwhile`, `ToolUsed`, `MoneyShort`,
    `ReasonMissing`.
    """
    wait_turn(business)
    done = queries.get_act(business, act_id)
    if done.kind in acts.LASTING:
        raise refusals.ActStays
    if done.reversed_seq is not None:
        raise refusals.AlreadyUndone
    _check_tool(business, done)
    on = day_of(desk, business, done.on)
    _bring_back(desk, business, done, on)
    posted = ledger.reverse(
        book_id=business.book_id, seq=done.entry_seq, on=on, why=why, by=desk.user_id
    )
    check_debts(business, posted.seq)
    refuse_short(business, posted.seq)
    db.write_connection().execute(_UNDONE, {"key": act_id, "seq": posted.seq})
    return queries.get_act(business, act_id)


def day_of(desk: Desk, business: Enterprise, on: date) -> date:
    """The day of what is taken back while its month is open, else today."""
    locked = ledger.locked_through(book_id=business.book_id)
    return desk.today if locked is not None and on <= locked else on


def _bring_back(desk: Desk, business: Enterprise, done: Done, on: date) -> None:
    if done.item_id is None:
        return
    page = ledger.entry_page(book_id=business.book_id, seq=done.entry_seq)
    cost = -sum(
        int(line.amount) for line in page.lines if (line.subject or "").startswith("stock:")
    )
    if cost:
        stock.take_in(
            desk=desk, item_id=done.item_id, point_id=queries.point_of(business.book_id),
            quantity=done.quantity or 1, cost=Money(cost), on=on,
            source=f"reversal:{done.entry_seq}", kind=MoveKind.REVERSAL,
        )  # fmt: skip


def _check_tool(business: Enterprise, done: Done) -> None:
    """A purchase goes back only unworn; a tool that was given up comes back."""
    for one in queries.tools_of(business):
        if done.kind is Kind.TOOL and one.act_id == done.id:
            if one.gone_act_id is not None:
                raise refusals.ToolGone
            if recorded_wear(business, one.tool.id):
                raise refusals.ToolUsed
        if done.kind is Kind.TOOL_GONE and one.gone_act_id == done.id:
            mine = sa.update(BusinessTool).where(BusinessTool.id == one.tool.id)
            db.write_connection().execute(mine.values(gone_act_id=None))


def check_debts(business: Enterprise, seq: int) -> None:
    """Nobody ends up having paid more than was owed. Raises `SettledMeanwhile`."""
    for line in ledger.entry_page(book_id=business.book_id, seq=seq).lines:
        role = ledger.account(book_id=business.book_id, id=line.account_id).role or ""
        if role in _OWED and line.subject and int(line.amount) * _OWED[role] < 0:
            left = ledger.balance(book_id=business.book_id, account=role, subject=line.subject)
            if int(left) * _OWED[role] < 0:
                raise refusals.SettledMeanwhile
