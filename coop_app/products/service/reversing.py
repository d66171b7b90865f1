"""A document of stock that was entered wrong is taken back: moves and entry mirrored, with a reason."""

from datetime import date

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import plain_date
from coop_app.db import session
from coop_app.products import queries
from coop_app.products.models import StockReversal
from coop_app.products.queries import Act
from coop_app.products.rules import reversing as rules
from coop_app.products.rules.documents import DayInFuture
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service.documents import wait_turn
from coop_app.products.service.mirroring import mirror
from coop_app.products.service.moving import Occasion


def reverse_act(*, desk: Desk, act_id: int, on: date, why: str) -> Act:
    """Take a document back with a reason, by two people; taking it back twice is refused.

    Raises `TakenBackAlready`, `BackWithoutReason`, `BackTooEarly`, `DayInFuture`, `SecondPersonNeeded`, `NotFound`,
    and what `mirror` and `ledger.reverse` raise.
    """
    act = queries.get_act(desk.book_id, act_id)
    wait_turn(desk, queries.as_document(act))
    _check(desk, act, on, why)
    auth.require_second_person(desk)
    mirrored = f"reversal:{act.entry_seq}" if act.entry_seq else f"stock.reversal:{act.id}"
    into: Occasion = {"on": on, "source": mirrored, "kind": MoveKind.REVERSAL, "memo": why.strip()}
    mirror(desk=desk, source=act.source, into=into)
    seq = None
    if act.entry_seq is not None:
        seq = ledger.reverse(
            book_id=act.book_id, seq=act.entry_seq, on=on, why=why, by=desk.user_id,
            approved_by=desk.approved_by,
        ).seq  # fmt: skip
    _write(desk, act, (on, why.strip()), seq)
    return act


def _check(desk: Desk, act: Act, on: date, why: str) -> None:
    if known := queries.find_reversal(desk.book_id, act.id):
        raise rules.TakenBackAlready(on=plain_date(known.on))
    if not why.strip():
        raise rules.BackWithoutReason
    if on > desk.today:
        raise DayInFuture(on=plain_date(on))
    if on < act.on:
        raise rules.BackTooEarly(on=plain_date(act.on))


def _write(desk: Desk, act: Act, said: tuple[date, str], seq: int | None) -> None:
    on, why = said
    session.add(
        StockReversal(
            act_id=act.id, cooperative_id=act.cooperative_id, book_id=act.book_id, on_date=on,
            why=why, made_by=desk.user_id, approved_by=desk.approved_by, made_at=clock.now(),
            entry_seq=seq,
        )
    )  # fmt: skip
    session.flush()
    auth.audit_trail(
        "stock.reversed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=act.source, after={"entry": seq}, reason=why,
    )  # fmt: skip
