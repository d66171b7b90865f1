"""The payout: when, from where, when the first instalment is due."""

from dataclasses import dataclass
from datetime import date

from coop_app.dates import DateInFuture, add_months, plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """Money handed to the borrower; without a first due day the first instalment is due a month later."""

    loan_id: int
    paid_on: date
    place_id: int
    first_due: date | None = None

    @property
    def due(self) -> date:
        """The first due day."""
        return self.first_due or add_months(self.paid_on, 1)


def check_date(paid_on: date, today: date) -> None:
    """Money is recorded when it moves. Raises `DateInFuture`."""
    if paid_on > today:
        raise DateInFuture(on=plain_date(paid_on), field="on")
