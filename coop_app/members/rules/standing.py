"""A membership's life: number, statuses, and which may follow which."""

from dataclasses import dataclass
from datetime import date

from coop_app.refusal import N_, Refused

CANDIDATE = "candidate"
ACTIVE = "active"
INACTIVE = "inactive"
LEFT = "left"
EXPELLED = "expelled"
DECEASED = "deceased"

#: status → its name on the screen
STATUSES = {
    CANDIDATE: N_("Candidate"),
    ACTIVE: N_("Active"),
    INACTIVE: N_("Not active"),
    LEFT: N_("Left"),
    EXPELLED: N_("Expelled"),
    DECEASED: N_("Deceased"),
}
#: after these nothing is owed any more month by month
ENDED = frozenset({LEFT, EXPELLED, DECEASED})
#: status → what may follow. Back from expelled or deceased is a mistake put right.
NEXT: dict[str, tuple[str, ...]] = {
    CANDIDATE: (ACTIVE, LEFT),
    ACTIVE: (INACTIVE, LEFT, EXPELLED, DECEASED),
    INACTIVE: (ACTIVE, LEFT, EXPELLED, DECEASED),
    LEFT: (CANDIDATE, ACTIVE),
    EXPELLED: (ACTIVE,),
    DECEASED: (ACTIVE,),
}


class StatusNotPossible(Refused):
    """This status cannot follow that one."""

    message = N_("This status cannot follow the present one. Choose one that is offered.")
    field = "status"


class StillMember(Refused):
    """Only who left can come back."""

    message = N_("Only a member who left can be admitted again.")


class ReasonForStatusMissing(Refused):
    """The register has a column for it."""

    message = N_("Write the reason; it stands in the member register.")
    field = "reason"


class StatusTooEarly(Refused):
    """History grows forwards."""

    message = N_("The date must not be before %(since)s, when the present status began.")
    field = "on"


class DayToCome(Refused):
    """The register records what has happened."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")
    field = "on"


class BirthYearImpossible(Refused):
    """Nobody living was born then, or a member is too young."""

    message = N_("Check the year of birth: %(year)s. Write four digits, for example 1985.")
    field = "birth_year"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a membership is, and since when."""

    status: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of status that was asked for."""

    status: str
    on: date
    reason: str


def checked_step(now: Standing, step: Step, *, today: date) -> Step:
    """The step, if it may be taken.

    Raises `StatusNotPossible`, `ReasonForStatusMissing`, `StatusTooEarly`, `DayToCome`.
    """
    if step.status not in NEXT[now.status]:
        raise StatusNotPossible
    reason = " ".join(step.reason.split())
    if not reason and not (now.status == CANDIDATE and step.status == ACTIVE):
        raise ReasonForStatusMissing
    if step.on < now.since:
        raise StatusTooEarly(since=now.since)
    if step.on > today:
        raise DayToCome(on=step.on)
    return Step(status=step.status, on=step.on, reason=reason)


def steps_by_hand(status: str) -> tuple[str, ...]:
    """What may be chosen in the register itself: a membership ends by its settlement, and comes back
    by being admitted again.
    """
    return () if status in ENDED else tuple(step for step in NEXT[status] if step not in ENDED)


def checked_return(now: Standing, step: Step, *, today: date) -> Step:
    """A membership that ended begins again as a candidate's.

    Raises `StillMember`, `ReasonForStatusMissing`, `StatusTooEarly`, `DayToCome`.
    """
    if now.status not in ENDED:
        raise StillMember
    return checked_step(Standing(LEFT, now.since), step, today=today)


def number_text(number: int) -> str:
    """`0017`: what stands on cards and in lists."""
    return f"{number:04d}"


def checked_birth_year(year: int | None, *, today: date) -> int | None:
    """A year in which a member can have been born. Raises `BirthYearImpossible`."""
    if year is not None and not today.year - 110 <= year <= today.year - 10:
        raise BirthYearImpossible(year=year)
    return year
