"""A month's end for loans: judge each, and post what the books lack or hold too much of."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.ledger.entry import Entry
from coop_app.loans import entries, queries
from coop_app.loans.entries import MonthEnd
from coop_app.loans.models import Loan, LoanClassRow, LoanMonth, LoanMonthRun
from coop_app.loans.queries.portfolio import KeptRow, MonthPlan, Run
from coop_app.loans.rules import stages

# Whoever runs a month waits here for the one before: on PostgreSQL the row is locked by this
# statement, on SQLite the whole file is locked already.
_QUEUE = sa.text(
    "INSERT INTO loan_month (book_id, month, runs) VALUES (:book_id, :month, 0)"
    " ON CONFLICT (book_id, month) DO UPDATE SET runs = loan_month.runs"
)


@dataclass(frozen=True, slots=True)
class MonthDone:
    """The run that holds for the month now (none without loans), and whether it is a new one."""

    run: Run | None
    is_new: bool


def run_month(*, desk: Desk, month: Month) -> MonthDone:
    """Judge every loan at a month's end, once however often it is asked for, and post the differences.

    Class, reason and figures of each loan are kept. Interest that is due is accrued and, once a loan
    turned bad, taken back; what is set aside becomes exactly what the policy asks for. After a
    payment with an earlier date only the difference is posted. Raises `MonthNotOver`, `PeriodClosed`.
    """
    check_month(desk, month)
    _queue(desk, month)
    plan = queries.month_plan(desk.cooperative_id, desk.book_id, month)
    if plan.is_done:
        return MonthDone(plan.run, is_new=False)
    key = _write_run(desk, plan)
    _post(desk, plan, key)
    _keep_rows(key, plan.rows)
    auth.audit_trail(
        "loans.month", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loan_month:{key}", after={"month": str(month), "loans": len(plan.rows)},
    )  # fmt: skip
    return MonthDone(queries.last_run(desk.cooperative_id, desk.book_id, month), is_new=True)


def _queue(desk: Desk, month: Month) -> None:
    """One run of a month after the other; and no payment while the loans are judged."""
    connection = db.write_connection()
    connection.execute(_QUEUE, {"book_id": desk.book_id, "month": str(month)})
    mine = sa.select(Loan.id).where(Loan.book_id == desk.book_id, Loan.stage == stages.DISBURSED)
    connection.execute(mine.order_by(Loan.id).with_for_update())


def check_month(desk: Desk, month: Month) -> None:
    """A month is judged when it is over and before it is closed. Raises `MonthNotOver`, `PeriodClosed`."""
    if month.last > desk.today:
        raise ledger.MonthNotOver(month=month.name)
    locked = ledger.locked_through(book_id=desk.book_id)
    if locked is not None and month.last <= locked:
        raise ledger.PeriodClosed(through=locked)


def _write_run(desk: Desk, plan: MonthPlan) -> int:
    number = plan.run.number + 1 if plan.run else 1
    facts = {
        "cooperative_id": desk.cooperative_id, "book_id": desk.book_id, "month": str(plan.month),
        "number": number, "made_by": desk.user_id, "made_at": clock.now(),
    }  # fmt: skip
    connection = db.write_connection()
    made = connection.execute(sa.insert(LoanMonthRun).values(facts)).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    mine = (LoanMonth.book_id == desk.book_id) & (LoanMonth.month == str(plan.month))
    connection.execute(sa.update(LoanMonth).where(mine).values(runs=number))
    return int(made[0])


def _post(desk: Desk, plan: MonthPlan, key: int) -> None:
    known = month_entries(plan, key)
    posted = ledger.post_many(
        list(known.values()), book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
    )
    if seqs := dict(zip(known, [one.seq for one in posted], strict=True)):
        mine = LoanMonthRun.id == key
        db.write_connection().execute(sa.update(LoanMonthRun).where(mine).values(seqs))


def month_entries(plan: MonthPlan, key: int = 0) -> dict[str, Entry]:
    """The entries a run makes, by the run's column that names each; without a key only to be shown."""
    found = {}
    name = plan.month.name
    if moves := plan.accrual_moves:
        paper = MonthEnd(
            plan.month.last, f"loans.accrual:{key}", f"Jasa pinjaman jatuh tempo {name}"
        )
        found["accrual_seq"] = entries.accrual(paper, moves)
    if moves := plan.allowance_moves:
        paper = MonthEnd(plan.month.last, f"loans.allowance:{key}", f"Penyisihan pinjaman {name}")
        found["allowance_seq"] = entries.allowance(paper, moves)
    return found


def _keep_rows(key: int, rows: dict[int, KeptRow]) -> None:
    values: Sequence[dict[str, object]] = [
        {
            "run_id": key, "loan_id": loan_id, "class": row.loan_class.value,
            "days_late": row.days_late, "principal": int(row.principal),
            "allowance": int(row.allowance), "accrued": int(row.accrued), "why": row.why,
        }
        for loan_id, row in rows.items()
    ]  # fmt: skip
    if values:
        db.write_connection().execute(sa.insert(LoanClassRow), values)
