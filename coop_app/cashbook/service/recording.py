"""Money in, money out, transfer: record the act and post it, once."""

from datetime import date

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import entries, queries
from coop_app.cashbook.models import CashAct
from coop_app.cashbook.rules import recording as rules
from coop_app.cashbook.rules.recording import Move
from coop_app.cashbook.service.evidence import note_number
from coop_app.db import session
from coop_app.ledger import Entry
from coop_app.refusal import RequestReused

_EVER = date(2199, 12, 31)


def receive(
    *,
    desk: Desk,
    request_id: str,
    move: Move,
    category: str,
    party: str = "",
    evidence: str = "",
) -> int:
    """Money in, and the entry's number in the journal; the same request id posts once.

    Raises `UnknownCategory`, `SavingsPage`, `OwnPage`, `MemberMissing`, `DescriptionMissing`,
    `UnknownPlace`, `RequestReused`, `SecondPersonNeeded` for an old date, and what `ledger.post` raises.
    """
    chosen = rules.chosen(category, rules.IN)
    return _once(
        desk, request_id, rules.IN, rules.checked(move, chosen), (category, party, evidence)
    )


def spend(
    *,
    desk: Desk,
    request_id: str,
    move: Move,
    category: str,
    party: str = "",
    evidence: str = "",
) -> int:
    """Money out; never more than the place holds. Raises `CashShort` and what `receive` raises."""
    chosen = rules.chosen(category, rules.OUT)
    return _once(
        desk, request_id, rules.OUT, rules.checked(move, chosen), (category, party, evidence)
    )


def transfer(*, desk: Desk, request_id: str, move: Move, evidence: str = "") -> int:
    """Move money between two places in one entry; `move.account` is the place that receives.

    Raises `SamePlace`, `UnknownPlace`, `CashShort`, `AmountMissing`, `RequestReused`, `SecondPersonNeeded`.
    """
    if move.account == move.place_id:
        raise rules.SamePlace
    queries.get_place(desk.book_id, int(move.account))
    if move.amount <= 0:
        raise rules.AmountMissing
    return _once(desk, request_id, rules.TRANSFER, move, ("transfer", "", evidence))


def _once(desk: Desk, request_id: str, kind: str, move: Move, words: tuple[str, str, str]) -> int:
    category, party, evidence = words
    queries.get_place(desk.book_id, move.place_id)
    print_ = rules.fingerprint(kind, desk.book_id, move, *words)
    if earlier := queries.find_act(desk.cooperative_id, request_id):
        if earlier.fingerprint != print_:
            raise RequestReused
        return queries.seq_of(desk.book_id, f"cashbook.act:{earlier.id}")
    auth.check_back_dating(desk, move.on)
    act = CashAct(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, request_id=request_id,
        fingerprint=print_, kind=kind, category=category, party=party, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(act)
    session.flush()
    entry = _entry(kind, move, f"cashbook.act:{act.id}")
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    if kind != rules.IN:
        ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
    if evidence:
        note_number(desk=desk, seq=posted.seq, number=evidence)
    return posted.seq


def _entry(kind: str, move: Move, source: str) -> Entry:
    group = queries.group_of(move.place_id)
    if kind == rules.TRANSFER:
        to_group = queries.group_of(int(move.account))
        return entries.transfer(move, source=source, place_group=group, to_group=to_group)
    if kind == rules.IN:
        return entries.money_in(move, source=source, place_group=group)
    return entries.money_out(move, source=source, place_group=group)
