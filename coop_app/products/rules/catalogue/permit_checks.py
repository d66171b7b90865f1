"""What looks wrong with a permit, and what a product lacks: told, never a reason to refuse."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coop_app.products.rules.catalogue import pirt
from coop_app.products.rules.catalogue.permits import Kind, Permit, State, ends_on, may_claim, state
from coop_app.refusal import N_

PIRT_YEARS = 5
#: food that keeps less than a week needs no P-IRT (anchors.md part 2, 2.3)
NO_PIRT_BELOW_DAYS = 7
#: from this day on home food needs a halal certificate (anchors.md part 2, 2.3)
HALAL_FROM = date(2026, 10, 17)
_NIB_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that looks wrong: a sentence and what it speaks of."""

    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)


def findings(permit: Permit, on: date, *, packaging: int = 0) -> list[Finding]:
    """What looks wrong with it; `packaging` is the product's, 0 when not known."""
    found = _OF_KIND.get(permit.kind, _nothing)(permit, packaging)
    if state(permit, on) is State.EXPIRED:
        sentence = N_(
            "It expired on %(day)s. Until it is renewed, the shop window and labels hide it."
        )
        found.append(Finding(sentence, {"day": ends_on(permit)}))
    return found


def _nothing(_permit: Permit, _packaging: int) -> list[Finding]:
    return []


def _of_pirt(permit: Permit, packaging: int) -> list[Finding]:
    parts = pirt.read(permit.number)
    if parts is None:
        count = len(pirt.digits_of(permit.number))
        return [
            Finding(
                N_(
                    "A P-IRT number has 15 digits, this one has %(count)s. Compare it with the paper."
                ),
                {"count": count},
            )
        ]
    found = []
    if parts.packaging not in pirt.PACKAGINGS:
        found.append(Finding(N_("The first digit tells the packaging, 1 to 8; here it is %(digit)s."),
                             {"digit": parts.packaging}))  # fmt: skip
    elif packaging and packaging != parts.packaging:
        found.append(Finding(
            N_("By its first digit the number is for %(number)s, but the product is packed in %(product)s."),
            {"number": pirt.PACKAGINGS[parts.packaging], "product": pirt.PACKAGINGS[packaging]},
        ))  # fmt: skip
    if parts.food not in pirt.FOODS:
        found.append(Finding(N_("Digits 2 and 3 tell the kind of food, 01 to 15; here they are %(digits)s."),
                             {"digits": f"{parts.food:02d}"}))  # fmt: skip
    if parts.province not in pirt.PROVINCES or parts.region.endswith("00"):
        found.append(Finding(N_("Digits 4 to 7 tell province and district; %(digits)s is none that we know."),
                             {"digits": parts.region}))  # fmt: skip
    return found + _years(permit, parts)


def _years(permit: Permit, parts: pirt.Anatomy) -> list[Finding]:
    found = []
    if permit.valid_until and permit.valid_until.year != parts.expiry_year:
        found.append(Finding(
            N_("The number ends in %(year)s, but you wrote %(day)s as its last day."),
            {"year": str(parts.expiry_year), "day": permit.valid_until},
        ))  # fmt: skip
    if permit.issued_on and parts.expiry_year - permit.issued_on.year > PIRT_YEARS:
        found.append(Finding(
            N_("A P-IRT holds for 5 years; issued in %(issued)s it cannot run until %(year)s."),
            {"issued": str(permit.issued_on.year), "year": str(parts.expiry_year)},
        ))  # fmt: skip
    return found


def _of_nib(permit: Permit, _packaging: int) -> list[Finding]:
    count = len(pirt.digits_of(permit.number))
    if count == _NIB_DIGITS:
        return []
    return [Finding(N_("A NIB has 13 digits, this one has %(count)s."), {"count": count})]


def _of_halal(permit: Permit, _packaging: int) -> list[Finding]:
    if re.match(r"(?i)\s*(halal\s*)?ID\s*\d{6}", permit.number):
        return []
    return [
        Finding(N_("Halal numbers of BPJPH begin with ID and digits. Compare it with the paper."))
    ]


def _of_bpom(permit: Permit, _packaging: int) -> list[Finding]:
    if re.match(r"(?i)\s*(bpom\s*)?(RI\s*)?M[DL]\s*[\d ]{6,}", permit.number):
        return []
    return [
        Finding(
            N_("A BPOM number of food begins with MD or ML and digits. Compare it with the paper.")
        )
    ]


_OF_KIND = {
    Kind.PIRT: _of_pirt, Kind.NIB: _of_nib, Kind.HALAL: _of_halal, Kind.BPOM: _of_bpom,
}  # fmt: skip


def missing(
    permits: list[Permit], on: date, *, is_food: bool, shelf_life_days: int
) -> list[Finding]:
    """What a food product still lacks, as advice."""
    if not is_food:
        return []
    held = {permit.kind for permit in permits if may_claim(permit, on)}
    found = []
    keeps = shelf_life_days == 0 or shelf_life_days >= NO_PIRT_BELOW_DAYS
    if keeps and not held & {Kind.PIRT, Kind.BPOM}:
        found.append(Finding(
            N_("Packed food that keeps a week or longer needs a P-IRT or BPOM number; none is valid here.")
        ))  # fmt: skip
    if on >= HALAL_FROM and Kind.HALAL not in held:
        found.append(Finding(
            N_("Since October 2026 food of small businesses needs a halal certificate; the SEHATI way is free.")
        ))  # fmt: skip
    return found
