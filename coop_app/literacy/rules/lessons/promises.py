"""A promise for thirty days, and asking after one and three months whether it was kept."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from coop_app.dates import add_months
from coop_app.refusal import N_, Refused

LONGEST = 120
_DAY = timedelta(days=1)
#: own words instead of one of the list
OWN = "sendiri"
#: after how many months a participant is asked
AFTER = (1, 3)
#: days before the day from which somebody may be asked already
EARLY_DAYS = 7

WAYS = {
    "whatsapp": N_("WhatsApp"),
    "visit": N_("Visit"),
    "call": N_("Telephone call"),
}
YES, PARTLY, NO = "yes", "partly", "no"
KEPT = {YES: N_("Yes"), PARTLY: N_("Partly"), NO: N_("No")}
#: what was saved since the session, in bands: nobody is asked for the exact sum
BANDS = {
    "none": N_("Nothing yet"),
    "low": N_("Less than Rp100.000"),
    "middle": N_("Rp100.000 to Rp500.000"),
    "high": N_("Rp500.000 to Rp1.000.000"),
    "most": N_("More than Rp1.000.000"),
    "silent": N_("Does not want to say"),
}


class PromiseMissing(Refused):
    """One action: from the list, or in own words."""

    message = N_("Choose one promise, or write your own in at most %(most)s letters.")
    field = "own"


class TooEarly(Refused):
    """A month has to pass first."""

    message = N_("This person is asked from %(on)s.")


class AskedAlready(Refused):
    """Each follow-up is recorded once."""

    message = N_("This follow-up has been recorded already.")


class AnswersMissing(Refused):
    """Whoever was reached was asked everything."""

    message = N_("Answer all four questions, or mark that the person could not be reached.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A promise from the list."""

    key: str
    text: str
    picture: str


@cache
def suggested() -> tuple[Suggested, ...]:
    """The list, in its order."""
    folder = files("coop_app.literacy.rules.lessons")
    rows = tomllib.loads(folder.joinpath("data/promises.toml").read_text("utf-8"))["promise"]
    return tuple(Suggested(**row) for row in rows)


def promise_text(key: str, own: str) -> str:
    """The sentence that is kept. Raises `PromiseMissing`."""
    known = {one.key: one.text for one in suggested()}
    if key in known:
        return known[key]
    text = " ".join(own.split())
    if not text or len(text) > LONGEST:
        raise PromiseMissing(most=LONGEST)
    return text


def due_on(made_on: date, months: int) -> date:
    """The day from which a participant is to be asked."""
    return add_months(made_on, months)


def made_until(today: date, months: int) -> date:
    """The last day on which a promise was made that is to be asked after so many months by now."""
    day = add_months(today, -months)
    while due_on(day + _DAY, months) <= today:
        day += _DAY
    return day


def open_months(made_on: date, done: frozenset[int], today: date) -> tuple[int, ...]:
    """Which follow-ups are due on a day and not yet recorded."""
    return tuple(m for m in AFTER if m not in done and due_on(made_on, m) <= today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who promises what, where; `by` is the trainer who writes it down, None on the own phone."""

    cooperative_id: int
    session_id: int
    participant_id: int
    suggested: str
    own: str = ""
    on: date
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a follow-up found; the four answers are None when nobody was reached."""

    way: str
    reached: bool
    kept_budget: bool | None = None
    saved: str | None = None
    compared: bool | None = None
    promise_kept: str | None = None


def checked(heard: Heard) -> Heard:
    """Whole and sensible. Raises `AnswersMissing`."""
    if heard.way not in WAYS:
        raise AnswersMissing
    if not heard.reached:
        return Heard(way=heard.way, reached=False)
    fit = heard.saved in BANDS and heard.promise_kept in KEPT
    if not fit or heard.kept_budget is None or heard.compared is None:
        raise AnswersMissing
    return heard
