"""Customers, what they and members may owe for goods, and how it is paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.dates import DateInFuture, plain_date
from coop_app.money import Money
from coop_app.refusal import N_, Refused


class Way(StrEnum):
    """How a debt is paid."""

    PLACE = "place"
    SAVINGS = "savings"
    CONSIGNMENT = "consignment"
    RECEIVABLE = "receivable"
    LOSS = "loss"


class CustomerNameMissing(Refused):
    """Nobody collects from somebody without a name."""

    message = N_("Write the customer's name.")
    field = "name"


class CustomerKnown(Refused):
    """The same buyer twice has two debts that nobody adds up."""

    message = N_("There is already a customer %(name)s in %(village)s.")
    field = "name"


class CreditLimitExceeded(Refused):
    """Goods on credit have a limit."""

    message = N_(
        "%(name)s owes %(owed)s and may owe %(limit)s. %(asked)s more on credit is too much;"
        " %(room)s is possible."
    )


class Overpaid(Refused):
    """Nobody pays more than is owed."""

    message = N_("%(paid)s was to be paid, but only %(owed)s is owed. Write at most that.")
    field = "amount"


class NothingOwed(Refused):
    """There is nothing to pay."""

    message = N_("Nothing is owed here.")


class PaymentEmpty(Refused):
    """A payment has an amount."""

    message = N_("Write how much is paid.")
    field = "amount"


class PlaceUnknown(Refused):
    """Money lies at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class SavingsShort(Refused):
    """What stands in simpanan sukarela and is free."""

    message = N_("Only %(free)s of simpanan sukarela is free. Take less, or let the rest be paid.")
    field = "amount"


class SavingsGone(Refused):
    """What was paid into savings by mistake was taken out since."""

    message = N_("Only %(left)s of it is still in simpanan sukarela, so it cannot be taken back.")


class ProceedsShort(Refused):
    """What was earned with goods on consignment."""

    message = N_("Only %(due)s from goods on consignment is due to this member.")
    field = "amount"


class OnlyForMembers(Refused):
    """A customer has neither savings nor goods here."""

    message = N_("Only members pay from savings or from what their goods have earned.")
    field = "place"


class WhyMissing(Refused):
    """Giving a debt up needs a reason."""

    message = N_("Write why this debt is given up.")
    field = "why"


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What is written down about a customer; `credit_limit` None is the cooperative's limit."""

    name: str
    phone: str | None = None
    village: str = ""
    credit_limit: Money | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money (or a set-off) for one debt; `subject` is "member:17" or "customer:5"."""

    subject: str
    on: date
    amount: Money
    way: Way
    place_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A debt, or a part of it, that nobody expects any more."""

    subject: str
    on: date
    amount: Money
    why: str


def role_of(subject: str) -> str:
    """The account of what somebody owes for goods: members and others stay apart."""
    return "member_goods_receivable" if subject.startswith("member:") else "nonmember_receivable"


def key_of(subject: str) -> int:
    """17 of "member:17"."""
    return int(subject.partition(":")[2])


def check_date(on: date, today: date) -> None:
    """Raises `DateInFuture`."""
    if on > today:
        raise DateInFuture(on=plain_date(on), field="on")


def check_amount(amount: Money, *, owed: Money) -> None:
    """Raises `PaymentEmpty`, `NothingOwed`, `Overpaid`."""
    if amount <= 0:
        raise PaymentEmpty
    if owed <= 0:
        raise NothingOwed
    if amount > owed:
        raise Overpaid(paid=amount, owed=owed)


def check_way(payment: Payment, places: Collection[int]) -> None:
    """Raises `PlaceUnknown`, `OnlyForMembers`."""
    if payment.way is Way.PLACE and payment.place_id not in places:
        raise PlaceUnknown
    if payment.way is not Way.PLACE and not payment.subject.startswith("member:"):
        raise OnlyForMembers


def check_credit(name: str, *, owed: Money, asked: Money, limit: Money) -> None:
    """Raises `CreditLimitExceeded` with what is still possible."""
    if owed + asked > limit:
        room = Money(max(0, int(limit) - int(owed)))
        raise CreditLimitExceeded(name=name, owed=owed, limit=limit, asked=asked, room=room)
