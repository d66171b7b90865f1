"""Money in, money out, transfer: what is asked for and what is refused."""

import hashlib
from dataclasses import dataclass
from datetime import date

from coop_app.chart.categories import Category, categories
from coop_app.money import Money
from coop_app.refusal import N_, NotFound, Refused

IN, OUT, TRANSFER, IMPORT = "in", "out", "transfer", "import"
LONGEST_DESCRIPTION = 200
#: roles whose money is recorded by the savings pages, so that the dues grid stays right
SAVINGS_ROLES = frozenset({"principal_savings", "mandatory_savings", "voluntary_savings"})
#: what loans, time deposits and leaving members move on pages of their own
REGISTER_ROLES = frozenset(
    {"loans_to_members", "loan_interest_income", "penalty", "time_deposits", "exit_refund_payable"}
)


class UnknownPlace(NotFound):
    """No such cash place in this book."""

    message = N_("Choose one of the cash places.")
    field = "place_id"


class SamePlace(Refused):
    """Money that stays where it is does not move."""

    message = N_("Choose two different places: money cannot move to where it already is.")
    field = "to_id"


class UnknownCategory(Refused):
    """What it was for decides the account."""

    message = N_("Choose what the money was for.")
    field = "category"


class MemberMissing(Refused):
    """This category belongs to a member."""

    message = N_("Choose the member. This category is kept member by member.")
    field = "member"


class MemberUnclear(Refused):
    """A name that fits nobody, or more than one."""

    message = N_("“%(written)s” fits no member or more than one. Write the member number.")
    field = "member"


class SavingsPage(Refused):
    """Savings have their own page, with receipt and dues months."""

    message = N_("Record savings on the savings page, so that the dues and the receipt are right.")
    field = "category"


class OwnPage(Refused):
    """Loans, deposits and refunds are registers: money past them would leave them wrong."""

    message = N_(
        "Loans, time deposits and refunds to members who left have their own pages in the menu."
        " Record it there, so that what is left stays right."
    )
    field = "category"


class DescriptionMissing(Refused):
    """A later reader must understand what happened."""

    message = N_("Write in a few words what the money was for.")
    field = "description"


class AmountMissing(Refused):
    """Nothing moves without an amount."""

    message = N_("Write an amount above zero.")
    field = "amount"


@dataclass(frozen=True, slots=True)
class Move:
    """Money into or out of a place, and what for; `account` is a role, or the other place's id."""

    place_id: int
    account: str | int
    amount: Money
    on: date
    description: str
    note: str = ""
    member_id: int | None = None
    group_id: int | None = None

    @property
    def subject(self) -> str | None:
        """Whose money it is."""
        return f"member:{self.member_id}" if self.member_id else None


def chosen(key: str, direction: str) -> Category:
    """The category of this direction. Raises `UnknownCategory`, `SavingsPage`, `OwnPage`."""
    found = categories().get(key)
    if found is None or found.direction != direction:
        raise UnknownCategory
    if found.role in SAVINGS_ROLES:
        raise SavingsPage
    if found.role in REGISTER_ROLES:
        raise OwnPage
    return found


def checked(move: Move, category: Category) -> Move:
    """The move, complete. Raises `AmountMissing`, `DescriptionMissing`, `MemberMissing`."""
    if move.amount <= 0:
        raise AmountMissing
    if not move.description.strip():
        raise DescriptionMissing
    if category.needs and move.member_id is None:
        raise MemberMissing
    return move


def fingerprint(*facts: object) -> str:
    """The same facts give the same text, for ever."""
    joined = "\x1f".join("" if fact is None else str(fact) for fact in facts)
    return hashlib.sha256(joined.encode()).hexdigest()
