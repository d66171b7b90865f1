"""What is asked about a member, cleaned before it is kept."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import date

from coop_app.members.rules import identity, names, phones, standing
from coop_app.refusal import N_, Refused

_LONGEST_ADDRESS = 300
_LONGEST_WORD = 60


class SexMissing(Refused):
    """The trainings and reports count women and men."""

    message = N_("Choose woman or man.")
    field = "sex"


class TextTooLong(Refused):
    """More than fits on the papers."""

    message = N_("This is too long. Use at most %(most)s letters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A member as typed, or after `cleaned` as kept."""

    name: str
    group_id: int
    sex: str
    birth_year: int | None = None
    #: None leaves the stored one alone when a member is corrected; empty removes it
    nik: str | None = None
    phone: str = ""
    address: str = ""
    joined_on: date | None = None
    old_number: str = ""


def cleaned(typed: MemberFacts, *, today: date) -> MemberFacts:
    """The same facts as they are kept.

    Raises what rules/names, phones, identity and standing raise, `SexMissing`, `TextTooLong`, `DayToCome`.
    """
    if typed.sex not in {"F", "M"}:
        raise SexMissing
    joined = typed.joined_on or today
    if joined > today:
        raise standing.DayToCome(on=joined, field="joined_on")
    return replace(
        typed,
        name=names.clean(typed.name),
        birth_year=standing.checked_birth_year(typed.birth_year, today=today),
        nik=None if typed.nik is None else identity.compact(typed.nik),
        phone=phones.normalised(typed.phone) if typed.phone.strip() else "",
        address=_short(names.tidy_lines(typed.address), _LONGEST_ADDRESS, "address"),
        joined_on=joined,
        old_number=_short(names.tidy(typed.old_number), _LONGEST_WORD, "old_number"),
    )


def problems(typed: MemberFacts, *, today: date) -> list[Refused]:
    """Everything `cleaned` would refuse, field by field, so that a person is told all at once."""
    blank = MemberFacts(name="Nama", group_id=typed.group_id, sex="F")
    found: list[Refused] = []
    for field in fields(typed):
        try:
            cleaned(replace(blank, **{field.name: getattr(typed, field.name)}), today=today)
        except Refused as refusal:
            found.append(refusal)
    return found


def _short(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise TextTooLong(most=most, field=field)
    return text


def fingerprint(facts: MemberFacts, nik_index: str | None) -> str:
    """Equal for equal requests. The identity number counts by its keyed mark only."""
    kept = [getattr(facts, field.name) for field in fields(facts) if field.name != "nik"]
    return hashlib.sha256(repr([*map(str, kept), nik_index or ""]).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeirFacts:
    """Who inherits the savings."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFacts:
    """One stay abroad."""

    country: str
    work: str = ""
    from_year: int | None = None
    to_year: int | None = None
    returned_on: date | None = None


class CountryMissing(Refused):
    """A stay without a country tells nothing."""

    message = N_("Write the country of each stay abroad.")
    field = "country"


class YearsBackwards(Refused):
    """Nobody came home before leaving."""

    message = N_("The stay ends before it begins. Check the years.")
    field = "to_year"


def cleaned_heir(heir: HeirFacts) -> HeirFacts:
    """As it is kept. Raises what names and phones raise, at the heir's fields."""
    phone = heir.phone.strip()
    return HeirFacts(
        name=names.clean(heir.name),
        relation=_short(names.tidy(heir.relation), _LONGEST_WORD, "relation"),
        phone=phones.normalised(phone) if phone else "",
    )


def cleaned_stay(stay: StayFacts, *, today: date) -> StayFacts:
    """As it is kept. Raises `CountryMissing`, `YearsBackwards`, `BirthYearImpossible`, `DayToCome`."""
    country = names.tidy(stay.country)
    if not country:
        raise CountryMissing
    if stay.returned_on and stay.returned_on > today:
        raise standing.DayToCome(on=stay.returned_on, field="returned_on")
    last = stay.to_year or (stay.returned_on.year if stay.returned_on else today.year)
    for year, field in ((stay.from_year, "from_year"), (stay.to_year, "to_year")):
        if year is not None and not 1950 <= year <= today.year:
            raise YearImpossible(year=year, field=field)
    if stay.from_year is not None and stay.from_year > last:
        raise YearsBackwards
    return replace(
        stay, country=_short(country, _LONGEST_WORD, "country"), work=names.tidy(stay.work)
    )


class YearImpossible(Refused):
    """Not a year in which somebody living went abroad."""

    message = N_("Check the year %(year)s. Write four digits, for example 2016.")
