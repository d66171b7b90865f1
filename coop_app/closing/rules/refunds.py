"""Paying out what is left after a settlement: to the member, or to an heir who shows the papers."""

from dataclasses import dataclass
from datetime import date

from coop_app.members.rules.standing import DECEASED
from coop_app.money import Money, rupiah
from coop_app.refusal import N_, Refused

#: papers → their names; what an heir must show
DOCUMENTS = {
    "death": N_("Death certificate"),
    "heirs": N_("Letter of inheritance from the village office"),
    "identity": N_("Identity card of the receiver"),
    "passbook": N_("Passbook or member card handed back"),
    "mandate": N_("Letter of authority of the member"),
}
FOR_HEIRS = ("death", "heirs", "identity")
FOR_OTHERS = ("mandate", "identity")
#: the member takes the money
SELF = ""


class RefundTooLarge(Refused):
    """Not more goes out than was settled."""

    message = N_("At most %(left)s is still to be paid out.")
    field = "amount"


class NothingLeft(Refused):
    """Everything was paid out."""

    message = N_("Everything has been paid out already.")


class RefundAmountMissing(Refused):
    """An amount is missing or not above zero."""

    message = N_("Write an amount above zero.")
    field = "amount"


class ReceiverMissing(Refused):
    """The receipt names who took the money."""

    message = N_("Write the name of the person who receives the money.")
    field = "receiver"


class DeadCannotReceive(Refused):
    """After a death the heirs receive."""

    message = N_("The member has died. Choose an heir.")
    field = "receiver"


class HeirPapersMissing(Refused):
    """An heir shows that the member died, who inherits, and who stands there."""

    message = N_(
        "An heir shows the death certificate, the letter of inheritance and an identity card. Tick all three."
    )
    field = "documents"


class MandateMissing(Refused):
    """Somebody else takes the money only with the member's authority."""

    message = N_(
        "Somebody else shows the member's letter of authority and an identity card. Tick both."
    )
    field = "documents"


class RefundInFuture(Refused):
    """Money is recorded when it moves."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")
    field = "on"


class RefundTooEarly(Refused):
    """Nothing is paid before it is settled."""

    message = N_("The settlement is of %(settled)s. Nothing can be paid out before.")
    field = "on"


class RefundPlaceUnknown(Refused):
    """Money is paid out at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money for a member who left, or for an heir."""

    member_id: int
    paid_on: date
    place_id: int
    amount: Money
    #: empty is the member
    receiver: str = SELF
    relation: str = ""
    documents: tuple[str, ...] = ()
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What stands before a payment: still to be paid, how the membership ended, when it was settled."""

    left: Money
    status: str
    settled_on: date


def check(refund: Refund, owed: Owed, *, today: date) -> None:
    """Raises `NothingLeft`, `RefundAmountMissing`, `RefundTooLarge`, `RefundInFuture`, `RefundTooEarly`,
    `DeadCannotReceive`, `HeirPapersMissing`, `MandateMissing`.
    """
    if owed.left <= 0:
        raise NothingLeft
    if refund.amount <= 0:
        raise RefundAmountMissing
    if refund.amount > owed.left:
        raise RefundTooLarge(left=rupiah(owed.left))
    if refund.paid_on > today:
        raise RefundInFuture(on=refund.paid_on)
    if refund.paid_on < owed.settled_on:
        raise RefundTooEarly(settled=owed.settled_on)
    if owed.status == DECEASED and refund.receiver == SELF:
        raise DeadCannotReceive
    if set(needed(refund, owed)) - set(refund.documents):
        raise HeirPapersMissing if owed.status == DECEASED else MandateMissing


def needed(refund: Refund, owed: Owed) -> tuple[str, ...]:
    """The papers that must be shown."""
    if refund.receiver == SELF:
        return ()
    return FOR_HEIRS if owed.status == DECEASED else FOR_OTHERS
