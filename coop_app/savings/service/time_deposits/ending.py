"""What a deposit pays: monthly interest, at maturity, extended, broken early."""

from dataclasses import dataclass, replace
from datetime import date

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.money import ZERO
from coop_app.savings import queries as savings
from coop_app.savings.entries import Movement
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.queries.time_deposits import Certificate, Paper
from coop_app.savings.rules import deposits as rules
from coop_app.savings.rules import payments
from coop_app.savings.rules.deposits import AtMaturity, DepositEnded, Settlement, Term
from coop_app.savings.service.time_deposits.recording import (
    BROKEN,
    INTEREST,
    PAID,
    ROLLED,
    Draft,
    drafted,
    find_earlier,
    record,
    wait_for,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is to happen to a deposit: `interest`, `paid`, `rolled` or `broken`, when, to where."""

    deposit_id: int
    kind: str
    on: date
    #: a cash place; none is simpanan sukarela
    place_id: int | None = None
    #: for an extension: with the interest, or the principal only
    with_interest: bool = False
    memo: str = ""


def act(*, desk: Desk, ending: Ending, request_id: str) -> tuple[Certificate, Paper]:
    """Do it and post it; the same request does it once.

    Raises `NothingDue`, `NotYetMature`, `AlreadyMature`, `DepositEnded`, `BeforeBeginning`,
    `NoDepositRate`, `DateInFuture`, `PlaceUnknown`, `BackDated`, `AboveLimit`, `RequestReused`,
    `NotFound`, what `ledger.post` raises.
    """
    wait_for(desk, queries.get_deposit(desk.cooperative_id, ending.deposit_id).member_id)
    mark = fingerprint(ending)
    if earlier := find_earlier(desk, request_id, mark):
        return earlier
    held, draft = decide(desk=desk, ending=ending)
    auth.check_back_dating(desk, ending.on)
    if draft.place is not None:
        auth.check_withdrawal_limit(desk, draft.to_member)
    key = record(desk, held, draft, (request_id, mark))
    return queries.get_paper(desk.cooperative_id, key)


def decide(*, desk: Desk, ending: Ending) -> tuple[Certificate, Draft]:
    """What would be paid and why; nothing is written. Raises as `act`."""
    payments.check_date(ending.on, desk.today)
    held = queries.get_deposit(desk.cooperative_id, ending.deposit_id)
    if not held.is_open:
        raise DepositEnded
    if ending.place_id is not None and ending.kind in (PAID, BROKEN):
        payments.check_place(ending.place_id, dict(savings.place_choices(desk.book_id)))
    if ending.kind == INTEREST:
        settled = rules.monthly(held.state, ending.on)
    elif ending.kind == BROKEN:
        rate = queries.rate_on(desk.cooperative_id, held.product, held.term.begins_on)
        settled = rules.early_break(held.state, ending.on, rate)
    else:
        settled = rules.maturity(held.state, ending.on)
    draft = drafted(desk, held, settled, _draft(ending, held, settled))
    return held, _extended(desk, held, draft, ending) if ending.kind == ROLLED else draft


def _draft(ending: Ending, held: Certificate, settled: Settlement) -> Draft:
    out = -held.principal if ending.kind in (PAID, BROKEN) else ZERO
    moved = Movement(out, settled.interest, ZERO, settled.penalty)
    to_cash = ending.place_id if ending.kind in (PAID, BROKEN) else None
    return Draft(
        ending.kind, ending.on, moved, settled.lines, settled.paid_months, to_cash,
        memo=ending.memo,
    )  # fmt: skip


def _extended(desk: Desk, held: Certificate, draft: Draft, ending: Ending) -> Draft:
    """The next term begins on the day the last one ended, at the rate in force on that day (ARO)."""
    begins_on = held.term.ends_on
    rate = queries.rate_on(desk.cooperative_id, held.product, begins_on)
    term = Term(begins_on, held.product.months, rate.mille, held.product.counting)
    moved = draft.moved
    if ending.with_interest:
        moved = replace(moved, principal=moved.interest - moved.tax)
    return replace(draft, moved=moved, term=term, paid_months=0)


def wished(*, held: Certificate, on: date) -> Ending | None:
    """What the member's instruction says is to be done on a day, if anything is due."""
    if held.is_mature(on):
        if held.at_maturity is AtMaturity.PAY:
            return Ending(held.id, PAID, on)
        return Ending(held.id, ROLLED, on, with_interest=held.at_maturity is AtMaturity.ALL)
    return Ending(held.id, INTEREST, on) if held.months_due(on) else None


def due(*, desk: Desk) -> list[tuple[Certificate, Ending]]:
    """What is due today by the members' own instructions; paying out in cash is left to the counter."""
    found = []
    for held in queries.list_deposits(desk.cooperative_id, open_only=True):
        ending = wished(held=held, on=desk.today)
        if ending is not None and ending.kind != PAID:
            found.append((held, ending))
    return found


def act_as_wished(*, desk: Desk, deposit_id: int) -> Paper | None:
    """Pay the interest that is due, or extend, as the member instructed; None when nothing is due.

    Called again it does the next thing that is due, never the same again. Raises as `act`.
    """
    wait_for(desk, queries.get_deposit(desk.cooperative_id, deposit_id).member_id)
    held = queries.get_deposit(desk.cooperative_id, deposit_id)
    ending = wished(held=held, on=desk.today)
    if ending is None or ending.kind == PAID:
        return None
    request_id = f"due:{held.id}:{ending.kind}:{len(held.papers) + 1}"
    return act(desk=desk, ending=ending, request_id=request_id)[1]
