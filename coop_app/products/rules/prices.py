"""Selling prices: for members and for others, from a day on."""

from coop_app.money import Money
from coop_app.refusal import N_, Refused

MEMBER, OTHER = "member", "other"
#: audience → its name on the screen (English message id)
AUDIENCES = {MEMBER: N_("Members"), OTHER: N_("Other buyers")}


class PriceNotPositive(Refused):
    """A price is an amount."""

    message = N_("Write a price above zero.")
    field = "amount"


class AudienceUnknown(Refused):
    """A price is for members or for others."""

    message = N_("Choose whom the price is for.")
    field = "audience"


def check_price(amount: Money, audience: str) -> None:
    """Raises `PriceNotPositive`, `AudienceUnknown`."""
    if audience not in AUDIENCES:
        raise AudienceUnknown
    if amount <= 0:
        raise PriceNotPositive
