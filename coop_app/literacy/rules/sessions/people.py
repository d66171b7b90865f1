"""Who takes part: what is asked, how it is checked, who may be the same person."""

from dataclasses import dataclass, replace
from datetime import date

from coop_app.refusal import N_, Refused

SEXES = {"F": N_("Woman"), "M": N_("Man")}
#: how somebody stands to work abroad; "" is none of these
STATUSES = {
    "prospective": N_("Will go abroad"),
    "abroad": N_("Works abroad now"),
    "returned": N_("Came back from abroad"),
    "family": N_("Family of a migrant worker"),
    "": N_("None of these"),
}
#: key → first and last age of it, both inside
BANDS = {
    "u18": (0, 17),
    "18-24": (18, 24),
    "25-34": (25, 34),
    "35-44": (35, 44),
    "45-59": (45, 59),
    "60+": (60, 150),
}
BAND_NAMES = {
    "u18": N_("under 18"),
    "18-24": N_("18 to 24"),
    "25-34": N_("25 to 34"),
    "35-44": N_("35 to 44"),
    "45-59": N_("45 to 59"),
    "60+": N_("60 or older"),
    "": N_("not said"),
}
PHONE, PAPER, SPOKEN = "phone", "paper", "spoken"
#: how consent was given
WAYS = {PHONE: N_("on the phone"), PAPER: N_("signed on paper"), SPOKEN: N_("said aloud")}
_OLDEST = 1900


class SexMissing(Refused):
    """Reports count women and men."""

    message = N_("Choose woman or man.")
    field = "sex"


class VillageMissing(Refused):
    """Reports count by village."""

    message = N_("Choose or write the village.")
    field = "village"


class BirthYearImpossible(Refused):
    """Nobody here was born then."""

    message = N_(
        "%(year)s cannot be a year of birth. Write it with four digits, or choose the age."
    )
    field = "birth_year"


class ConsentMissing(Refused):
    """Without consent no name is kept."""

    message = N_("Tick “I agree” to join here. Or ask the trainer to count you without your name.")
    field = "agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A participant as typed, on a phone or from a paper list."""

    name: str
    sex: str = ""
    birth_year: int | None = None
    age_band: str = ""
    village: str = ""
    migrant_status: str = ""
    country: str = ""
    disability: str = ""
    phone: str = ""
    member_id: int | None = None


def band_of(birth_year: int | None, on: date, said: str = "") -> str:
    """The age band on a day from the year of birth, or the one that was said."""
    if birth_year is None:
        return said if said in BANDS else ""
    age = max(on.year - birth_year, 0)
    return next((key for key, (first, last) in BANDS.items() if first <= age <= last), "")


def check_birth_year(year: int | None, today: date) -> None:
    """Raises `BirthYearImpossible`."""
    if year is not None and not _OLDEST <= year <= today.year:
        raise BirthYearImpossible(year=year)


def check_facts(facts: Facts, today: date) -> None:
    """Raises `SexMissing`, `VillageMissing`, `BirthYearImpossible`."""
    if facts.sex not in SEXES:
        raise SexMissing
    if not facts.village:
        raise VillageMissing
    check_birth_year(facts.birth_year, today)


def anonymous(facts: Facts, on: date) -> Facts:
    """What may be counted of somebody who does not agree that the name is kept."""
    return Facts(
        name="",
        sex=facts.sex,
        age_band=band_of(facts.birth_year, on, facts.age_band),
        village=facts.village,
        migrant_status=facts.migrant_status,
        country=facts.country,
    )


def completed(old: Facts, new: Facts) -> Facts:
    """What is known after somebody was noted again: what is said now, else what was known."""
    names = Facts.__dataclass_fields__
    said = {name: getattr(new, name) for name in names if getattr(new, name) not in ("", None)}
    return replace(old, **said)


def may_be_same(one: tuple[str, str, int | None], other: tuple[str, str, int | None]) -> bool:
    """Folded name, folded village and year of birth of two people who may be one."""
    years = {one[2], other[2]} - {None}
    return bool(one[0]) and one[:2] == other[:2] and len(years) < 2
