"""What a person asks for at the counter: who, when, where the money lies, how much of what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.auth.rules.desk import Desk as Desk
from coop_app.dates import DateInFuture, Month, plain_date
from coop_app.money import Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.products import WAJIB, NothingGiven, UnknownProduct

DEPOSIT = "deposit"
WITHDRAWAL = "withdrawal"
ADMISSION = "admission"
#: the role of the account that stands against balances from before the book
OPENING = "opening_balance_equity"


class PlaceUnknown(Refused):
    """Money is taken in or paid out at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class MonthsNotChosen(Refused):
    """A rapel names the months it pays."""

    message = N_("Choose the months to pay.")
    field = "months"


class NotInGroup(Refused):
    """The sheet of a group takes the group's members."""

    message = N_("This member does not belong to the group.")
    field = "member"


class MemberTwice(Refused):
    """One member has one row in a sheet."""

    message = N_("A member stands in the sheet twice. Put both amounts into one row.")


class SheetHasErrors(Refused):
    """Some rows of the meeting sheet cannot be recorded, so none was."""

    message = N_("Nothing was saved yet. Correct the marked rows.")

    def __init__(self, rows: dict[int, Refused]) -> None:
        super().__init__()
        #: member's key → why
        self.rows = rows


@dataclass(frozen=True, slots=True)
class Part:
    """An amount for one kind of savings; `months` names the dues months or leaves them to the rule.

    Named months with an amount of zero cost what is still open for them.
    """

    product: str
    amount: Money
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """Money a member brings: one receipt, one or several kinds."""

    member_id: int
    paid_on: date
    place_id: int
    parts: tuple[Part, ...]
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Savings a member takes out."""

    member_id: int
    paid_on: date
    place_id: int
    product: str
    amount: Money
    memo: str = ""


def check_date(paid_on: date, today: date) -> None:
    """Money is recorded when it moves. Raises `DateInFuture`."""
    if paid_on > today:
        raise DateInFuture(on=plain_date(paid_on), field="on")


def check_place(place_id: int, places: Collection[int]) -> None:
    """Raises `PlaceUnknown` unless money can lie there."""
    if place_id not in places:
        raise PlaceUnknown


def check_parts(payment: Payment) -> None:
    """Raises `NothingGiven` for an empty receipt, `UnknownProduct` for a kind named twice."""
    if not payment.parts:
        raise NothingGiven
    kinds = [part.product for part in payment.parts]
    if len(set(kinds)) < len(kinds):
        raise UnknownProduct


def check_rows(rows: Sequence[Payment]) -> None:
    """Raises `NothingGiven` for an empty sheet, `MemberTwice`."""
    if not rows:
        raise NothingGiven
    if len({row.member_id for row in rows}) < len(rows):
        raise MemberTwice


def check_months(payment: Payment) -> None:
    """Raises `MonthsNotChosen` when dues come without the months they pay."""
    if not any(part.months for part in payment.parts if part.product == WAJIB):
        raise MonthsNotChosen
