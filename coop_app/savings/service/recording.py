"""How an act is written: queue at the passbook, know a repeated request, write rows, post."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import clock, db, ledger
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.refusal import RequestReused
from coop_app.savings import queries
from coop_app.savings.entries import Counter, Saver
from coop_app.savings.models import DuesMonth, SavingsAct, SavingsActLine
from coop_app.savings.queries import Act, View
from coop_app.savings.rules.dues import Share
from coop_app.savings.rules.payments import Desk
from coop_app.savings.rules.products import Product

# Whoever acts for a member waits here for the one before: on PostgreSQL the row is locked by this
# statement, on SQLite the whole file is locked already.
_QUEUE = sa.text(
    "INSERT INTO savings_passbook (cooperative_id, member_id, printed_seq, printed_line)"
    " VALUES (:cooperative_id, :member_id, 0, 0) ON CONFLICT (cooperative_id, member_id)"
    " DO UPDATE SET printed_seq = savings_passbook.printed_seq"
)
_ACT, _LINES, _MONTHS = sa.insert(SavingsAct), sa.insert(SavingsActLine), sa.insert(DuesMonth)
_POSTED = (
    sa.update(SavingsAct)
    .where(SavingsAct.id == sa.bindparam("key"))
    .values(entry_seq=sa.bindparam("seq"))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The request behind an act: its id, the mark of its contents, the sheet it belongs to."""

    request_id: str
    fingerprint: str
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What stands on the receipt: for whom, what kind of act, when, where, how much of what."""

    member: MemberCard
    kind: str
    paid_on: date
    place_id: int
    memo: str
    #: kind of savings → rupiah
    lines: dict[str, Money]
    products: tuple[Product, ...]
    shares: tuple[Share, ...] = ()

    @property
    def total(self) -> Money:
        """What is handed over."""
        return Money(sum(int(amount) for amount in self.lines.values()))

    @property
    def saver(self) -> Saver:
        """The member as entries know one."""
        return Saver(self.member.id, self.member.group_id)


def queue(desk: Desk, member_ids: Iterable[int]) -> None:
    """Let acts for a member go one after the other, so that what is read below cannot go stale."""
    wait_turn(cooperative_id=desk.cooperative_id, member_ids=member_ids)


def wait_turn(*, cooperative_id: int, member_ids: Iterable[int]) -> None:
    """The same, where there is no desk yet: before an act is rehearsed for a second person."""
    # always in the same order, so that two sheets never wait for each other in a circle
    keys = [{"cooperative_id": cooperative_id, "member_id": key} for key in sorted(member_ids)]
    if keys:
        db.write_connection().execute(_QUEUE, keys)


def queue_one(desk: Desk, member_id: int) -> View:
    """Queue for one member and read what decides about a payment. Raises `NotFound`."""
    card = members.get_member(desk.cooperative_id, member_id)
    queue(desk, [member_id])
    return queries.view_of(desk.cooperative_id, desk.book_id, [card])


def find_earlier(desk: Desk, asked: Asked) -> Act | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    earlier = queries.find_request(desk.cooperative_id, asked.request_id)
    if earlier is not None and earlier.fingerprint != asked.fingerprint:
        raise RequestReused
    return earlier


def write_act(desk: Desk, document: Document, asked: Asked) -> Act:
    """The document's rows, without an entry yet.

    Statements instead of mapped objects: a meeting writes twenty acts while everybody else waits.
    """
    connection, now, member_id = db.write_connection(), clock.now(), document.member.id
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "member_id": member_id,
        "kind": document.kind, "paid_on": document.paid_on, "place_id": document.place_id,
        "amount": int(document.total), "memo": document.memo, "request_id": asked.request_id,
        "batch": asked.batch, "fingerprint": asked.fingerprint, "made_by": desk.user_id, "made_at": now,
    }  # fmt: skip
    made = connection.execute(_ACT, facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    key = int(made[0])
    lines = [
        {"act_id": key, "product": product, "amount": int(amount)}
        for product, amount in document.lines.items()
    ]
    connection.execute(_LINES, lines)
    if months := [_month(key, desk, member_id, share) for share in document.shares]:
        connection.execute(_MONTHS, months)
    return Act(
        key, desk.book_id, member_id, document.kind, document.paid_on, document.place_id,
        document.total, document.memo, asked.fingerprint, desk.user_id, now, 0, None,
        document.lines, document.shares,
    )  # fmt: skip


def _month(act_id: int, desk: Desk, member_id: int, share: Share) -> dict[str, object]:
    return {
        "act_id": act_id, "month": str(share.month), "amount": int(share.amount),
        "cooperative_id": desk.cooperative_id, "member_id": member_id,
    }  # fmt: skip


def counter_of(document: Document, act_id: int, memo: str) -> Counter:
    """The paper's facts for the journal."""
    source = f"savings.{document.kind}:{act_id}"
    return Counter(document.paid_on, document.place_id, source, memo)


def post_act(desk: Desk, act: Act, entry: Entry) -> Act:
    """Post the entry of an act and note its number. Raises what `ledger.post` raises."""
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    db.write_connection().execute(_POSTED, {"key": act.id, "seq": posted.seq})
    return replace(act, entry_seq=posted.seq)
