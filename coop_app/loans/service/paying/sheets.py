"""The meeting sheet: instalments of a whole group, one act each, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coop_app.auth import SecondPersonNeeded
from coop_app.auth.rules.desk import Desk
from coop_app.loans import queries
from coop_app.loans.queries import Paid
from coop_app.loans.rules import paying
from coop_app.loans.rules.paying import Payment
from coop_app.loans.service.paying.repaying import repay
from coop_app.refusal import Refused, RequestReused


@dataclass(slots=True)
class _Taken:
    done: list[Paid] = field(default_factory=list)
    wrong: dict[int, Refused] = field(default_factory=dict)
    alone: SecondPersonNeeded | None = None


def instalment_sheet(*, desk: Desk, rows: Sequence[Payment], request_id: str) -> list[Paid]:
    """Take the instalments of a meeting; a sheet sent twice is recorded once.

    Raises `InstalmentsWrong` with the refusal of each loan's row, `NothingPaid` for an empty sheet,
    `LoanTwice`, `RequestReused`, `SecondPersonNeeded` for an old date.
    """
    paying.check_rows(rows)
    earlier = queries.list_payment_batch(desk.cooperative_id, request_id)
    if earlier and {act.loan_id for act in earlier} != {row.loan_id for row in rows}:
        raise RequestReused
    taken = _Taken()
    # always in the same order, so that two sheets never wait for each other in a circle
    for row in sorted(rows, key=lambda row: row.loan_id):
        _take(desk, row, request_id, taken)
    if taken.wrong:
        raise paying.InstalmentsWrong(taken.wrong)
    # last, so that whoever agrees is never asked about a sheet with errors
    if taken.alone is not None:
        raise taken.alone
    return taken.done


def _take(desk: Desk, row: Payment, request_id: str, taken: _Taken) -> None:
    try:
        own = f"{request_id}:{row.loan_id}"
        taken.done.append(repay(desk=desk, payment=row, request_id=own, batch=request_id))
    except SecondPersonNeeded as refusal:
        taken.alone = refusal
    except Refused as refusal:
        taken.wrong[row.loan_id] = refusal
