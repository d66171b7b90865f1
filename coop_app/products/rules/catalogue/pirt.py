"""What a P-IRT number says (BPOM rule 22/2018, anchors.md part 2, 2.3): read, never refused.

1 packaging · 2–3 kind of food · 4–7 province and district · 8–9 product · 10–13 producer · 14–15 year of expiry.
"""

import re
from dataclasses import dataclass

from coop_app.refusal import N_

LENGTH = 15
PACKAGINGS = {
    1: N_("glass"),
    2: N_("plastic"),
    3: N_("carton or paper"),
    4: N_("can"),
    5: N_("aluminium foil"),
    6: N_("other packaging"),
    7: N_("composite packaging"),
    8: N_("double packaging"),
}
FOODS = {
    1: N_("dried meat products"),
    2: N_("dried fish products"),
    3: N_("dried poultry products"),
    4: N_("vegetable products"),
    5: N_("coconut products"),
    6: N_("flour and flour products"),
    7: N_("oil and fat"),
    8: N_("jam, jelly and the like"),
    9: N_("sugar, sweets and honey"),
    10: N_("dry coffee and tea"),
    11: N_("seasonings"),
    12: N_("spices"),
    13: N_("powdered drinks"),
    14: N_("fruit products"),
    15: N_("products of grain, pulses and tubers"),
}
#: the first two digits of a region's code (Kemendagri)
PROVINCES = frozenset(
    {*range(11, 22), *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)}
)  # fmt: skip
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a number with 15 digits."""

    packaging: int
    food: int
    #: province and district, "3306"
    region: str
    product: str
    producer: str
    expiry_year: int

    @property
    def province(self) -> int:
        """Its first two digits."""
        return int(self.region[:2])


def digits_of(number: str) -> str:
    """The digits alone: "P-IRT 3063306010072-19" is 306330601007219."""
    return re.sub(r"[^0-9]", "", number)


def read(number: str) -> Anatomy | None:
    """The parts, or None when the number has not exactly 15 digits."""
    digits = digits_of(number)
    if len(digits) != LENGTH:
        return None
    return Anatomy(
        packaging=int(digits[0]),
        food=int(digits[1:3]),
        region=digits[3:7],
        product=digits[7:9],
        producer=digits[9:13],
        expiry_year=_CENTURY + int(digits[13:]),
    )


def shown(number: str) -> str:
    """`P-IRT 3063306010072-19` as it stands on a label; a number of another form is left as it was typed."""
    digits = digits_of(number)
    if len(digits) != LENGTH:
        return number.strip()
    return f"P-IRT {digits[:13]}-{digits[13:]}"
