"""Kas opname: keep the count and post the difference, together or not at all."""

from dataclasses import dataclass
from datetime import date

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import entries, queries
from coop_app.cashbook.models import CashCount, CashCountLine
from coop_app.cashbook.rules import counting as rules
from coop_app.cashbook.rules.recording import fingerprint
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import RequestReused


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted: pieces by denomination, before whom; `seen` is the book balance on the page."""

    place_id: int
    on: date
    pieces: tuple[tuple[int, int], ...]
    witnesses: str
    note: str
    seen: Money


def count(*, desk: Desk, request_id: str, what: Count, memo: str) -> int:
    """Keep a count and return its id; the difference goes to cash over or short in the same act.

    Raises `UnknownPlace`, `PiecesImpossible`, `WitnessMissing`, `CountOutdated`, `RequestReused`,
    `SecondPersonNeeded` for an old date.
    """
    queries.get_place(desk.book_id, what.place_id)
    mark = fingerprint(desk.book_id, what)
    if earlier := queries.find_count(desk.cooperative_id, request_id):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier.id
    names = rules.witnesses(what.witnesses)
    balance = ledger.balance(book_id=desk.book_id, account=what.place_id, on=what.on)
    if balance != what.seen:
        raise rules.CountOutdated(balance=balance)
    auth.check_back_dating(desk, what.on)
    kept = CashCount(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, request_id=request_id, fingerprint=mark,
        place_id=what.place_id, on_date=what.on, counted=int(rules.counted(dict(what.pieces))),
        book_balance=int(balance), witnesses="\n".join(names), note=what.note, made_by=desk.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    session.add_all(
        CashCountLine(count_id=kept.id, denomination=d, pieces=n) for d, n in what.pieces if n
    )
    _post_difference(desk, kept, memo)
    return kept.id


def _post_difference(desk: Desk, kept: CashCount, memo: str) -> None:
    difference = Money(kept.counted - kept.book_balance)
    if difference:
        entry = entries.count_difference(
            place_id=kept.place_id, difference=difference, on=kept.on_date, memo=memo,
            source=f"cashbook.count:{kept.id}",
        )  # fmt: skip
        posted = ledger.post(
            entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
        )
        ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
