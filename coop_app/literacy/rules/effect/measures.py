"""What a report of effect counts, each figure with its method in one sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.literacy.rules.effect.learners import Learner
from coop_app.literacy.rules.lessons.scoring import Pair, class_gain
from coop_app.money import half_up
from coop_app.refusal import N_


@dataclass(frozen=True, slots=True)
class Measure:
    """One count of people: who belongs to it."""

    key: str
    label: str
    method: str
    holds: Callable[[Learner], bool]
    #: the count these people are part of; "" for none
    among: str = "reached"


#: the first is what decides whether a part is shown at all
REACHED = Measure(
    "reached", N_("People reached"),
    N_("Everybody who came to at least one session of the year, each counted once."),
    lambda one: one.present, among="",
)  # fmt: skip
TESTED = "tested"
MEASURES: tuple[Measure, ...] = (
    REACHED,
    Measure("invited", N_("Were invited"),
            N_("Everybody who was invited to at least one session of the year, each counted once."),
            lambda one: one.invited > 0, among=""),
    Measure(TESTED, N_("Took both tests"),
            N_("Came and took the test before and the test after."),
            lambda one: one.present and one.tested),
    Measure("budget1", N_("Budget after 1 month"),
            N_("Was asked one month later and keeps a budget."),
            lambda one: one.present and one.budget.get(1) is True),
    Measure("budget3", N_("Budget after 3 months"),
            N_("Was asked three months later and keeps a budget."),
            lambda one: one.present and one.budget.get(3) is True),
    Measure("promised", N_("Promised something"),
            N_("Wrote down one thing to do in thirty days."),
            lambda one: one.present and one.promised),
    Measure("kept", N_("Promise kept"),
            N_("Said at the last asking that the promise was kept, wholly or in part."),
            lambda one: one.present and one.promised and one.promise_kept, among="promised"),
    Measure("goal", N_("Has a family goal"),
            N_("The family saves for a goal in its own budget."),
            lambda one: one.present and one.goal),
    Measure("savings", N_("Savings opened after training"),
            N_("A member who began a savings goal or a time deposit at the cooperative after the first"
               " session. It came after the training; that it came from the training is not said."),
            lambda one: one.present and one.savings_opened),
    Measure("both", N_("Two of the household trained"),
            N_("At least two people of the same household came to sessions of the year."),
            lambda one: one.present and one.both_trained),
    Measure("certificates", N_("Has a certificate"),
            N_("Got at least one certificate that still holds."),
            lambda one: one.present and one.certificates > 0),
)  # fmt: skip
#: who has a gain: never shown as a count, but decides where a gain may be
DEFINED = Measure(
    "defined", "", "", lambda one: one.present and one.tested and one.gain is not None, among=TESTED
)
BY_KEY = {one.key: one for one in MEASURES}
#: what belongs to no session that somebody came to, so that sessions cannot tell it apart
ONLY_PERSONAL = frozenset({"invited"})


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is no count of people: shown only where the people behind it may be shown."""

    minutes: int
    #: the mean of the gains that are defined, of how many; and who has none though both tests were taken
    mean_gain: Fraction | None
    defined: int
    undefined: int
    class_gain: Fraction | None

    @property
    def hours(self) -> int:
        """Person-hours, rounded half up."""
        return half_up(Fraction(self.minutes, 60))


def count(people: Sequence[Learner], measure: Measure) -> int:
    """How many people."""
    return sum(1 for one in people if measure.holds(one))


def amounts(people: Sequence[Learner]) -> Amounts:
    """Hours and gain of these people."""
    tested = [one for one in people if one.present and one.tested]
    gains = [one.gain for one in tested if one.gain is not None]
    most = max((one.most for one in tested), default=0)
    whole = class_gain([Pair(one.before, one.after) for one in tested], most)
    return Amounts(
        minutes=sum(one.minutes for one in people),
        mean_gain=sum(gains, Fraction(0)) / len(gains) if gains else None,
        defined=len(gains),
        undefined=len(tested) - len(gains),
        class_gain=whole.gain,
    )


def bands(people: Sequence[Learner]) -> dict[str, int]:
    """Band of savings → how many said it, of those who came."""
    found: dict[str, int] = {}
    for one in people:
        if one.present and one.saved:
            found[one.saved] = found.get(one.saved, 0) + 1
    return found
