"""How an act of a deposit is written: queue at the saver, know a repeated request, row, entry."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.refusal import RequestReused
from coop_app.savings import entries
from coop_app.savings.entries import Movement, Paper, Saver
from coop_app.savings.models import DepositAct
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.queries.time_deposits import Certificate
from coop_app.savings.rules.deposits import Line, Settlement, Term
from coop_app.savings.service.interest.slips import Share, take_turn, taxed, write_shares
from coop_app.savings.service.recording import queue

PLACED, INTEREST, ROLLED, PAID, BROKEN = "placed", "interest", "rolled", "paid", "broken"
_WORDS = {
    PLACED: "Penempatan simpanan berjangka",
    INTEREST: "Jasa simpanan berjangka",
    ROLLED: "Perpanjangan simpanan berjangka",
    PAID: "Pencairan simpanan berjangka",
    BROKEN: "Pencairan simpanan berjangka sebelum jatuh tempo",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an act will say: kind, day, money, how it was computed, the term that begins with it."""

    kind: str
    on: date
    moved: Movement
    lines: tuple[Line, ...]
    paid_months: int
    #: a cash place; none is simpanan sukarela
    place: int | None = None
    term: Term | None = None
    shares: tuple[Share, ...] = ()
    memo: str = ""

    @property
    def to_member(self) -> Money:
        """What the member gets."""
        return self.moved.to_member


def wait_for(desk: Desk, member_id: int) -> None:
    """Let acts for this saver go one after the other, and those that number slips."""
    members.get_member(desk.cooperative_id, member_id)
    queue(desk, [member_id])
    take_turn(desk)


def find_earlier(
    desk: Desk, request_id: str, mark: str
) -> tuple[Certificate, queries.Paper] | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    earlier = queries.find_request(desk.cooperative_id, request_id)
    if earlier is not None and earlier[1].fingerprint != mark:
        raise RequestReused
    return earlier


def drafted(desk: Desk, held: Certificate, settled: Settlement, draft: Draft) -> Draft:
    """With the tax of its interest, each month with all that the member earned in it."""
    shares = taxed(
        desk=desk, member_id=held.member_id, account=held.subject, shares=settled.shares,
        why=shown(draft.lines),
    )  # fmt: skip
    tax = Money(sum(int(share.tax) for share in shares))
    return replace(draft, shares=tuple(shares), moved=replace(draft.moved, tax=tax))


def entry_of(*, held: Certificate, draft: Draft, card: MemberCard, act_id: int = 0) -> Entry:
    """The journal entry of an act; without a key it is only to be shown."""
    saver = Saver(card.id, card.group_id)
    words = f"{_WORDS[draft.kind]} {held.number_text}: {card.label}"
    memo = f"{words} ({draft.memo})" if draft.memo else words
    paper = Paper(draft.on, f"time_deposit.{draft.kind}:{act_id}", memo)
    if draft.moved == Movement(ZERO):
        return entries.extension(paper, saver, deposit_id=held.id, principal=held.principal)
    return entries.time_deposit(
        paper, saver, deposit_id=held.id, moved=draft.moved, place=draft.place
    )


def record(desk: Desk, held: Certificate, draft: Draft, request: tuple[str, str]) -> int:
    """Row, interest rows and entry of an act; its key. Raises what `ledger.post` raises."""
    card = members.get_member(desk.cooperative_id, held.member_id)
    row = _row(desk, held, draft, request)
    session.add(row)
    session.flush()
    rows = write_shares(desk=desk, shares=draft.shares, on=draft.on) if draft.shares else []
    entry = entry_of(held=held, draft=draft, card=card, act_id=row.id)
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    row.entry_seq = posted.seq
    for one in rows:
        one.entry_seq = posted.seq
    session.flush()
    return row.id


def _row(desk: Desk, held: Certificate, draft: Draft, request: tuple[str, str]) -> DepositAct:
    term, moved = draft.term, draft.moved
    newest = sa.select(sa.func.max(DepositAct.number)).where(DepositAct.deposit_id == held.id)
    return DepositAct(
        deposit_id=held.id, cooperative_id=desk.cooperative_id, book_id=desk.book_id,
        number=1 + int(session.scalar(newest) or 0), kind=draft.kind, on_date=draft.on,
        principal=int(moved.principal), interest=int(moved.interest), tax=int(moved.tax),
        penalty=int(moved.penalty), place_id=draft.place, paid_months=draft.paid_months,
        begins_on=term.begins_on if term else None, months=term.months if term else None,
        mille=term.mille if term else None, counting=term.counting.value if term else None,
        calculation=shown(draft.lines), memo=draft.memo, request_id=request[0],
        fingerprint=request[1], made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip


def shown(lines: Sequence[Line]) -> str:
    """A calculation as it is kept."""
    return json.dumps(
        [
            [line.step.value, line.start.isoformat(), line.end.isoformat(), int(line.amount),
             line.counts]
            for line in lines
        ],
        separators=(",", ":"),
    )  # fmt: skip
