"""The payout: when, from where, when the first instalment is due."""

from dataclasses import dataclass
from datetime import date

from coop_app.dates import DateInFuture, add_months, plain_date
from coop_app.refusal import N_, Refused


class BeforeApplication(Refused):
    """Nothing is paid out before it was asked for."""

    message = N_("The loan was applied for on %(on)s; it cannot be paid out before.")
    field = "on"


class PlaceUnknown(Refused):
    """Money is paid out of a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


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


def check_date(paid_on: date, *, applied_on: date, today: date) -> None:
    """Money is recorded when it moves. Raises `DateInFuture`, `BeforeApplication`."""
    if paid_on > today:
        raise DateInFuture(on=plain_date(paid_on), field="on")
    if paid_on < applied_on:
        raise BeforeApplication(on=plain_date(applied_on))
