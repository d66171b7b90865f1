"""The limits of what one person may do alone: what they are, and the bounds no setting leaves."""

from dataclasses import dataclass

from coop_app.refusal import N_, Refused

WITHDRAWAL = "withdrawal_limit"
BACK_DATING = "back_dating_days"
QUORUM = "committee_quorum"
DORMANCY = "dormant_months"
LOAN_CEILING = "loan_rate_ceiling"
LOAN_SHARE = "loan_affordable_share"
GOODS_CREDIT = "goods_credit_limit"
GOODS_DAYS = "goods_credit_days"
CERTIFICATE_SHARE = "certificate_share"
SMALL_CELL = "small_cell"
ORDER_DAYS = "order_days"


class LimitOutOfBounds(Refused):
    """A limit may be moved, never taken away."""

    message = N_("Choose a value from %(least)s to %(most)s.")
    field = "value"


class LimitInThePast(Refused):
    """What was done stays judged by the limit of its day."""

    message = N_("A limit changes from today or later.")
    field = "valid_from"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit; outside of its bounds the rule of two persons would be empty."""

    name: str
    label: str
    why: str
    unit: str
    default: int
    least: int
    most: int


LIMITS = {
    limit.name: limit
    for limit in (
        Limit(WITHDRAWAL, N_("Largest payout by one person"),
              N_("A withdrawal above this amount waits for a second person."), "rupiah",
              5_000_000, 0, 25_000_000),
        Limit(BACK_DATING, N_("Days back that one person may record"),
              N_("An older date waits for a second person."), "days", 3, 0, 7),
        Limit(QUORUM, N_("Votes of the credit committee"),
              N_("So many people vote on a loan; the one who recommends it does not."), "persons",
              1, 1, 7),
        Limit(DORMANCY, N_("Months without movement until savings are asleep"),
              N_("A withdrawal from savings that sleep waits for a second person."), "months", 12, 3, 24),
        Limit(LOAN_CEILING, N_("Highest interest on loans in a year"),
              N_("A loan above it is offered with a warning."), "percent", 24, 1, 100),
        Limit(LOAN_SHARE, N_("Part of what a household has left that an instalment may take"),
              N_("A heavier instalment is told before anybody decides."), "percent", 50, 10, 90),
        Limit(GOODS_CREDIT, N_("Goods on credit for one member"),
              N_("What a member may owe for goods altogether."), "rupiah", 1_000_000, 0, 50_000_000),
        Limit(GOODS_DAYS, N_("Days until goods on credit are due"),
              N_("After them what is owed counts as late."), "days", 30, 1, 180),
        Limit(CERTIFICATE_SHARE, N_("Part of a session that earns its certificate"),
              N_("Whoever was there for less of its minutes gets none."), "percent", 75, 50, 100),
        Limit(SMALL_CELL, N_("Smallest number of people that a report of effect shows"),
              N_("Fewer are not told apart, so that nobody can be recognised."), "persons", 5, 3, 20),
        Limit(ORDER_DAYS, N_("Days until the buyer's name on an order from a shop window is erased"),
              N_("Goods, prices and the day of the order stay."), "days", 180, 30, 730),
    )
}  # fmt: skip


def in_force(name: str, kept: str | None) -> int:
    """The value that holds. Whatever stands in the table, it stays within the bounds."""
    limit = LIMITS[name]
    if kept is None or not kept.strip().isdecimal():
        return limit.default
    return min(max(int(kept), limit.least), limit.most)


def check(name: str, value: int) -> None:
    """Raises `LimitOutOfBounds`."""
    limit = LIMITS[name]
    if not limit.least <= value <= limit.most:
        raise LimitOutOfBounds(least=limit.least, most=limit.most)
