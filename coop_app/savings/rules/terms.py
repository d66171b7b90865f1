"""What set-up offers, and what a newly decided amount must satisfy."""

from dataclasses import dataclass
from datetime import date

from coop_app.money import Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.products import POKOK, SUKARELA, WAJIB, Product

#: offered at the first start; from then on the amounts are dated data
USUAL_POKOK = Money(100_000)
USUAL_WAJIB = Money(20_000)
#: pokok and wajib are equity, sukarela a liability (domain.md 2)
FIRST_PRODUCTS = (
    Product(POKOK, "Simpanan pokok", "principal_savings", withdrawable=False),
    Product(WAJIB, "Simpanan wajib", "mandatory_savings", withdrawable=False),
    Product(SUKARELA, "Simpanan sukarela", "voluntary_savings", withdrawable=True),
)


class AmountNotDecided(Refused):
    """An amount is zero or more."""

    message = N_("Write the amount in rupiah, zero or more.")
    field = "amount"


class DecisionMissing(Refused):
    """Dues change because somebody decided it."""

    message = N_("Write who decided this and when, for example RAT 12 March 2026.")
    field = "decided_by"


class NotFirstOfMonth(Refused):
    """A month costs one amount."""

    message = N_("An amount begins with the first day of a month.")
    field = "valid_from"


class TermTooEarly(Refused):
    """What earlier months cost has been decided and paid."""

    message = N_("A new amount begins this month or later.")
    field = "valid_from"


@dataclass(frozen=True, slots=True)
class NewTerm:
    """An amount that holds from a day on, and the decision behind it."""

    product: str
    valid_from: date
    amount: Money
    decided_by: str


def check_amount(amount: Money | None) -> None:
    """Raises `AmountNotDecided`."""
    if amount is None or amount < 0:
        raise AmountNotDecided


def check(new: NewTerm, *, today: date) -> None:
    """Raises `AmountNotDecided`, `DecisionMissing`, `NotFirstOfMonth`, `TermTooEarly`."""
    check_amount(new.amount)
    if not new.decided_by.strip():
        raise DecisionMissing
    if new.valid_from.day != 1:
        raise NotFirstOfMonth
    if new.valid_from < today.replace(day=1):
        raise TermTooEarly


#: the dated setting with the limit; empty means the law's
STAMP_SETTING = "stamp_duty_above"
#: UU 10/2020 art. 3 (domain.md 10)
STAMP_DUTY_ABOVE = Money(5_000_000)


def needs_stamp(amount: Money, setting: str | None) -> bool:
    """Whether a receipt should remind of meterai; a setting of `-` switches the reminder off."""
    if setting == "-":
        return False
    limit = int(setting) if setting and setting.isdecimal() else STAMP_DUTY_ABOVE
    return amount > limit
