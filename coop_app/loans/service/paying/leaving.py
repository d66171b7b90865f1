"""A loan that ends because its borrower leaves: the storey above posts one entry for everything."""

from dataclasses import dataclass
from datetime import date

from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Line
from coop_app.loans.rules import stages
from coop_app.loans.rules.paying import Settlement, Source
from coop_app.loans.service.paying.recording import Asked, entry_of, note_entry, write
from coop_app.loans.service.paying.settling import decide_settlement
from coop_app.loans.service.steps import Step, locked, take
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class OnLeaving:
    """A settlement that is written but not posted: its key, and the credits that end the loan."""

    payment_id: int
    lines: tuple[Line, ...]

    def note_entry(self, seq: int) -> None:
        """The entry in which it was posted."""
        note_entry(payment_id=self.payment_id, seq=seq)


def _settlement(loan_id: int, on: date, total: Money) -> Settlement:
    return Settlement(
        loan_id=loan_id, paid_on=on, total=total, source=Source.SAVINGS, place_id=None
    )


def credits_on_leaving(*, desk: Desk, loan_id: int, total: Money) -> tuple[Line, ...]:
    """What will end the loan, only to be shown. Raises as `settle_on_leaving`."""
    document = decide_settlement(desk=desk, settlement=_settlement(loan_id, desk.today, total))
    return tuple(line for line in entry_of(document=document).lines if line.amount < 0)


def settle_on_leaving(
    *, desk: Desk, loan_id: int, total: Money, request_id: str, why: str
) -> OnLeaving:
    """End a loan today by its product's rule, paid from all that its borrower has.

    The caller posts the credits and notes the entry in the same transaction. Raises `QuoteChanged`, the
    dates' refusals of `repay`, `LedgerDisagrees`, `NotAtThisStage`, `NotFound`.
    """
    row = locked(desk, loan_id)
    stages.after(row.stage, "close")
    settlement = _settlement(loan_id, desk.today, total)
    document = decide_settlement(desk=desk, settlement=settlement)
    asked = Asked(request_id, fingerprint(settlement))
    key = write(desk=desk, document=document, asked=asked)
    row.ended_on = desk.today
    take(desk, row, Step("close", desk.today, why))
    lines = entry_of(document=document, payment_id=key).lines
    return OnLeaving(key, tuple(line for line in lines if line.amount < 0))
