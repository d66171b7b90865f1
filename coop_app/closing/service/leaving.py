"""Settle a member who leaves: savings less debts, in one entry, by two people."""

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.closing import entries, queries
from coop_app.closing.entries import Paper
from coop_app.closing.models import ExitLine, ExitSettlement
from coop_app.closing.queries import Settlement
from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Leaving, Sheet
from coop_app.closing.service.debts import settle_debts, shown_debts
from coop_app.closing.service.instructions import end_instructions
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.members import service as register
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED, Step
from coop_app.refusal import RequestReused
from coop_app.savings import service as savings
from coop_app.savings.service.recording import queue

SOURCE = "closing.exit"


def leave(*, desk: Desk, leaving: Leaving, request_id: str) -> Settlement:
    """Settle and end a membership; what was agreed to is exactly what is posted.

    A member who has left already is settled again when something has come in since. Raises
    `SecondPersonNeeded`, what `rules.leaving.check` and `members.service.change_status` raise,
    `RequestReused`, what `ledger.post` raises, and `NotFound`.
    """
    card = members.get_member(desk.cooperative_id, leaving.member_id)
    queue(desk, [card.id])
    if earlier := queries.find_settlement(desk.cooperative_id, request_id):
        if earlier.fingerprint != fingerprint(leaving):
            raise RequestReused
        return earlier
    sheet = queries.sheet_of(desk.cooperative_id, desk.book_id, card.id, desk.today)
    rules.check(sheet, leaving, status_now=card.status)
    auth.require_second_person(desk)
    row = _write(desk, leaving, sheet, request_id)
    _post(desk, row, card, sheet)
    _end(desk, card, leaving)
    _note(desk, row)
    return queries.get_settlement(desk.cooperative_id, row.id)


def _write(desk: Desk, leaving: Leaving, sheet: Sheet, request_id: str) -> ExitSettlement:
    row = ExitSettlement(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=leaving.member_id,
        status=leaving.status, ended_on=leaving.ended_on, settled_on=desk.today,
        reason=leaving.reason.strip(), payable=int(sheet.payable), shown=sheet.mark,
        request_id=request_id, fingerprint=fingerprint(leaving), made_by=desk.user_id,
        approved_by=desk.approved_by, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    lines = [
        ExitLine(
            settlement_id=row.id, number=number, kind=figure.kind, name=figure.name,
            role=figure.role, subject=figure.subject, amount=int(figure.amount),
        )
        for number, figure in enumerate(sheet.figures, 1)
    ]  # fmt: skip
    session.add_all(lines)
    session.flush()
    return row


def _post(desk: Desk, row: ExitSettlement, card: MemberCard, sheet: Sheet) -> None:
    """The loans write their payments and say which accounts they end; one entry ends all."""
    debts = settle_debts(desk, sheet, request_id=f"exit-{row.id}", why=row.reason)
    entry = entries.settlement(_paper(card, sheet, row.id), sheet, debts.lines)
    if entry is None:
        return
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    row.entry_seq = posted.seq
    session.flush()
    debts.note_entry(posted.seq)


def _paper(card: MemberCard, sheet: Sheet, key: int) -> Paper:
    return Paper(sheet.on, f"{SOURCE}:{key}", f"Penyelesaian anggota keluar: {card.label}")


def settlement_entry(*, desk: Desk, sheet: Sheet) -> Entry | None:
    """The entry a settlement makes, only to be shown."""
    card = members.get_member(desk.cooperative_id, sheet.member_id)
    lines = shown_debts(desk, sheet).lines
    return entries.settlement(_paper(card, sheet, 0), sheet, lines)


def _end(desk: Desk, card: MemberCard, leaving: Leaving) -> None:
    """The register tells how and when; what was allowed to be taken from savings ends."""
    end_instructions(desk, card.id, why=leaving.reason.strip())
    savings.settle_passbook(desk=desk, member_id=card.id)
    if card.status in ENDED:
        return
    step = Step(status=leaving.status, on=leaving.ended_on, reason=leaving.reason)
    register.change_status(
        step, member_id=card.id, cooperative_id=desk.cooperative_id, by=desk.user_id,
        today=desk.today,
    )  # fmt: skip


def _note(desk: Desk, row: ExitSettlement) -> None:
    auth.audit_trail(
        "closing.settled", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"{SOURCE}:{row.id}", reason=row.reason,
        after={"member": row.member_id, "payable": row.payable, "status": row.status},
    )  # fmt: skip
