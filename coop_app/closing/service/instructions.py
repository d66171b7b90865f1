"""Standing instructions: given on paper, ended, and what a run takes from the savings."""

from dataclasses import replace

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.closing import queries
from coop_app.closing.models import StandingInstruction, StandingItem, StandingRun
from coop_app.closing.queries import Instruction, Planned
from coop_app.closing.rules import standing_orders as rules
from coop_app.closing.rules.standing_orders import Order
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.loans import service as loans
from coop_app.loans.rules.paying import Payment, Source
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import NotFound, Refused, RequestReused
from coop_app.savings import service as savings
from coop_app.savings.service.recording import queue


def instruct(*, desk: Desk, order: Order, request_id: str) -> Instruction:
    """Note what a member allowed; the same request id notes once.

    Raises `UntilBeforeFrom`, `LoanNotRunning`, `AlreadyInstructed`, `RequestReused`, `NotFound`.
    """
    members.get_member(desk.cooperative_id, order.member_id)
    queue(desk, [order.member_id])
    if earlier := queries.find_instruction(desk.cooperative_id, request_id):
        if earlier.fingerprint != fingerprint(order):
            raise RequestReused
        return earlier
    running = [loan.id for loan in queries.running_loans(desk.cooperative_id, order.member_id)]
    rules.check(order, running=running, instructed=_instructed(desk, order))
    row = StandingInstruction(
        cooperative_id=desk.cooperative_id, member_id=order.member_id, loan_id=order.loan_id,
        in_part=order.in_part, valid_from=order.valid_from, until=order.until,
        note=order.note.strip(), request_id=request_id, fingerprint=fingerprint(order),
        made_by=desk.user_id, made_at=clock.now(), revoked_why="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note(desk, "closing.instructed", row)
    return queries.get_instruction(desk.cooperative_id, row.id)


def _instructed(desk: Desk, order: Order) -> list[int]:
    """Loans with an instruction that has not ended on the day the new one begins."""
    known = queries.list_instructions(desk.cooperative_id, order.member_id)
    return [
        one.loan_id
        for one in known
        if one.revoked_on is None and (one.until is None or one.until >= order.valid_from)
    ]


def revoke(*, desk: Desk, instruction_id: int, why: str) -> Instruction:
    """End an instruction today. Raises `InstructionEnded`, `ReasonForEndMissing`, `NotFound`."""
    known = queries.get_instruction(desk.cooperative_id, instruction_id)
    queue(desk, [known.member_id])
    row = session.scalar(
        sa.select(StandingInstruction)
        .where(
            StandingInstruction.id == instruction_id,
            StandingInstruction.cooperative_id == desk.cooperative_id,
        )
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    if row.revoked_on is not None:
        raise rules.InstructionEnded
    if not why.strip():
        raise rules.ReasonForEndMissing
    _end(desk, row, why.strip())
    return queries.get_instruction(desk.cooperative_id, instruction_id)


def end_instructions(desk: Desk, member_id: int, *, why: str) -> int:
    """End everything a member allowed; returns how many."""
    running = sa.select(StandingInstruction).where(
        StandingInstruction.cooperative_id == desk.cooperative_id,
        StandingInstruction.member_id == member_id,
        StandingInstruction.revoked_on.is_(None),
    )
    rows = session.scalars(running).all()
    for row in rows:
        _end(desk, row, why)
    return len(rows)


def _end(desk: Desk, row: StandingInstruction, why: str) -> None:
    row.revoked_on, row.revoked_by, row.revoked_why = desk.today, desk.user_id, why
    session.flush()
    _note(desk, "closing.instruction_ended", row)


def _note(desk: Desk, action: str, row: StandingInstruction) -> None:
    auth.audit_trail(
        action, cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"standing_instruction:{row.id}", reason=row.revoked_why or row.note,
        after={"member": row.member_id, "loan": row.loan_id, "in_part": row.in_part},
    )  # fmt: skip


def begin_run(*, desk: Desk, request_id: str) -> int:
    """Open today's run, or the one that the same request opened; returns its key."""
    if earlier := queries.find_run(desk.cooperative_id, request_id):
        return earlier
    row = StandingRun(
        cooperative_id=desk.cooperative_id, run_on=desk.today, request_id=request_id,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def run_one(*, desk: Desk, run_id: int, planned: Planned) -> Money:
    """Pay what is due for one instruction from what is free; once per run. Returns what was paid.

    What a loan refuses is the reason on the run's list, not an error. Raises what `ledger.post` raises.
    """
    known = session.get(StandingItem, (run_id, planned.instruction.id))
    if known is not None:
        return Money(known.paid)
    order, due = planned.instruction, planned.due
    free = savings.free(desk=desk, member_id=order.member_id)
    amount, why = rules.taken(due.owed, free=free, in_part=order.in_part)
    seq = None
    if amount:
        amount, why, seq = _pay(desk, run_id, planned, amount, why)
    item = StandingItem(
        run_id=run_id, instruction_id=order.id, number=due.number,
        cooperative_id=desk.cooperative_id, due_on=due.due_on, owed=int(due.owed),
        paid=int(amount), why=why, entry_seq=seq,
    )  # fmt: skip
    session.add(item)
    session.flush()
    return amount


def _pay(
    desk: Desk, run_id: int, planned: Planned, amount: Money, why: str
) -> tuple[Money, str, int | None]:
    payment = Payment(
        loan_id=planned.loan.id, paid_on=desk.today, amount=amount, source=Source.SAVINGS,
        memo="perintah tetap",
    )  # fmt: skip
    part = replace(desk, part_of=f"closing.standing:{run_id}")
    request_id = f"standing-{run_id}-{planned.instruction.id}"
    try:
        paid = loans.repay(desk=part, payment=payment, request_id=request_id)
    except Refused as refusal:  # it decides before it writes, so nothing is half done
        return Money(0), refusal.code, None
    return paid.amount, why, paid.entry_seq
