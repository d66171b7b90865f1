"""What is written down about a supplier, an offer, a round and an order, and which of it cannot be meant."""

from dataclasses import dataclass
from datetime import date

from coop_app.money import ZERO, Money
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds.estimate import BY_WEIGHT
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.refusal import N_, Refused

LONGEST_NAME = 80


class NameMissing(Refused):
    """A supplier without a name is nobody."""

    message = N_("Write a name.")
    field = "name"


class NameTaken(Refused):
    """Two suppliers of one name are mixed up."""

    message = N_("There is already a supplier of this name.")
    field = "name"


class TitleMissing(Refused):
    """Members must recognise the round."""

    message = N_("Write what the round is for, for example “Palm sugar for December”.")
    field = "title"


class NothingOffered(Refused):
    """A round has goods."""

    message = N_("Choose at least one item of the supplier.")
    field = "offers"


class WhyMissing(Refused):
    """Whoever reads it later must know why; members are told."""

    message = N_("Write in a few words why. Members will read it.")
    field = "why"


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """How a supplier is reached and paid."""

    name: str
    contact: str = ""
    phone: str | None = None
    address: str = ""
    #: days after the bill in which it is paid; 0 at once
    terms_days: int = 0
    terms: str = ""
    #: rupiah below which nothing is brought
    minimum_value: Money = ZERO

    def check(self) -> None:
        """Raises `NameMissing`."""
        if not self.name.strip():
            raise NameMissing


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """How an item is sold from a day on; quantities in the order unit."""

    item_id: int
    valid_from: date
    order_unit: str
    pack_unit: str
    terms: Terms
    #: a member's order is a multiple of so many order units
    step: int = 1
    #: grams of one order unit
    weight: int | None = None
    #: rupiah per order unit in the shops around
    market_price: Money | None = None


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as the treasurer plans it; `offers` are keys of the supplier's offers."""

    supplier_id: int
    title: str
    times: Times
    offers: tuple[int, ...]
    rule: Rule = Rule.TIME
    #: hundredths of a percent on the supplier's price
    margin: int = 0
    freight_estimate: Money = ZERO
    freight_by: str = BY_WEIGHT
    pickup: str = ""
    #: offer → at most so many order units in this round
    maximum: tuple[tuple[int, int], ...] = ()

    def check(self) -> None:
        """Raises `TitleMissing`, `NothingOffered`, `ClosesBeforeOpening`, `FillingOutside`."""
        if not self.title.strip():
            raise TitleMissing
        if not self.offers:
            raise NothingOffered
        self.times.check()


def check_why(why: str) -> str:
    """The reason, trimmed. Raises `WhyMissing`."""
    if not why.strip():
        raise WhyMissing
    return why.strip()
