"""The envelopes a family divides its money into; the suggestions are those of the field (anchors 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.refusal import N_, Refused

NEED, WANT, FUTURE, DEBT, BUSINESS = "need", "want", "future", "debt", "business"
#: kind → its name on the screen
KINDS = {
    NEED: N_("Needs"),
    DEBT: N_("Instalments and debts"),
    FUTURE: N_("For later"),
    BUSINESS: N_("Money for the business"),
    WANT: N_("Wants"),
}
EMERGENCY, GOAL, SAVINGS, LOAN, OWN, BUFFER = (
    "emergency", "goal", "savings", "loan", "own", "buffer"
)  # fmt: skip
MOST_ENVELOPES = 30
LONGEST_NAME = 60
#: the field's rules differ (3, 6, 12 months): the family chooses
USUAL_MONTHS = 3
MOST_MONTHS = 24
DUES = "dues"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An envelope many families have."""

    key: str
    name: str
    kind: str
    carries: bool = False
    months: int | None = None


SUGGESTIONS = (
    Suggestion("food", N_("Food and kitchen"), NEED),
    Suggestion("school", N_("School and children's needs"), NEED),
    Suggestion("health", N_("Health and medicine"), NEED, carries=True),
    Suggestion("transport", N_("Transport and fuel"), NEED),
    Suggestion("energy", N_("Electricity, water, phone credit"), NEED),
    Suggestion("social", N_("Arisan, zakat, invitations"), NEED),
    Suggestion("loan", N_("Instalments of loans"), DEBT),
    Suggestion("business", N_("Capital for farm or business"), BUSINESS),
    Suggestion(EMERGENCY, N_("Emergency fund"), FUTURE, carries=True, months=USUAL_MONTHS),
    Suggestion(GOAL, N_("Saving for our goal"), FUTURE, carries=True),
    Suggestion(SAVINGS, N_("Savings at the cooperative"), FUTURE),
    Suggestion("fun", N_("Snacks, outings, cigarettes"), WANT),
    Suggestion("other", N_("Anything else"), WANT),
)
#: suggested when income comes irregularly
BUFFER_SUGGESTION = Suggestion(BUFFER, N_("Buffer for lean months"), FUTURE, carries=True)


class EnvelopeUnnamed(Refused):
    """Money needs to know where it goes."""

    message = N_("Write what the envelope is for.")
    field = "name"


class EnvelopeTwice(Refused):
    """Two envelopes of one name are mixed up."""

    message = N_("There is an envelope of this name already.")
    field = "name"


class TooManyEnvelopes(Refused):
    """Who divides into everything loses sight."""

    message = N_("At most %(most)s envelopes. Put away one you no longer use.")


class MonthsUnfit(Refused):
    """An emergency fund lasts for some months."""

    message = N_("Choose between 1 and %(most)s months.")
    field = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One envelope as the family keeps it."""

    id: int
    key: str
    name: str
    kind: str
    position: int
    carries: bool
    months: int | None
    goal_id: int | None
    source: str
    ended_on: date | None = None

    @property
    def is_emergency(self) -> bool:
        """Whether it fills towards so many months of spending."""
        return self.months is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An envelope as somebody typed or chose it."""

    name: str
    kind: str
    key: str = OWN
    carries: bool = False
    months: int | None = None
    goal_id: int | None = None
    source: str = ""


def checked(wanted: Wanted, others: Sequence[Envelope]) -> Wanted:
    """Tidied. Raises `EnvelopeUnnamed`, `EnvelopeTwice`, `TooManyEnvelopes`, `MonthsUnfit`."""
    name = " ".join(wanted.name.split())[:LONGEST_NAME]
    if not name:
        raise EnvelopeUnnamed
    if name.casefold() in {one.name.casefold() for one in others}:
        raise EnvelopeTwice
    if len(others) >= MOST_ENVELOPES:
        raise TooManyEnvelopes(most=MOST_ENVELOPES)
    if wanted.months is not None and not 1 <= wanted.months <= MOST_MONTHS:
        raise MonthsUnfit(most=MOST_MONTHS)
    return Wanted(
        name=name, kind=wanted.kind if wanted.kind in KINDS else NEED, key=wanted.key,
        carries=wanted.carries or wanted.months is not None, months=wanted.months,
        goal_id=wanted.goal_id, source=wanted.source,
    )  # fmt: skip
