"""Who learned in a year, and by what a report may tell them apart: pure facts without names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from coop_app.refusal import N_

QUARTERS = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of the year, as it is counted."""

    id: int
    programme: str
    kind: str
    manner: str
    #: "1" to "4"
    quarter: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One person of the year's sessions; what was heard of them, as far as it was heard."""

    id: int
    village: str = ""
    sex: str = ""
    age_band: str = ""
    status: str = ""
    #: the sessions they came to → minutes there; and those they were invited to
    came: Mapping[Meeting, int] = field(default_factory=dict)
    invited: int = 0
    #: both tests in points of `most`; None where one is missing
    before: int | None = None
    after: int | None = None
    most: int = 0
    gain: Fraction | None = None
    #: months after which was asked → kept a budget
    budget: Mapping[int, bool] = field(default_factory=dict)
    saved: str = ""
    promised: bool = False
    promise_kept: bool = False
    goal: bool = False
    savings_opened: bool = False
    both_trained: bool = False
    certificates: int = 0

    @property
    def present(self) -> bool:
        """Whether they came at all."""
        return bool(self.came)

    @property
    def tested(self) -> bool:
        """Whether they took both tests."""
        return self.before is not None and self.after is not None

    @property
    def minutes(self) -> int:
        """All the time they were there."""
        return sum(self.came.values())


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something by which people are told apart."""

    key: str
    label: str
    #: the fact of a person or of a session
    fact: str
    #: of the person (each has one part) or of the sessions (a person may be in several)
    personal: bool

    def of(self, learner: Learner) -> frozenset[str]:
        """The parts a person belongs to."""
        if self.personal:
            return frozenset((getattr(learner, self.fact),))
        return frozenset(getattr(meeting, self.fact) for meeting in learner.came)

    def only(self, learner: Learner, part: str) -> Learner:
        """A person of a part; where sessions make it, with their time in these sessions alone."""
        if self.personal:
            return learner
        there = {m: n for m, n in learner.came.items() if getattr(m, self.fact) == part}
        return replace(learner, came=there)


#: in the order of the report; the URL names them by key
DIMENSIONS: dict[str, Dimension] = {
    one.key: one
    for one in (
        Dimension("desa", N_("Village"), "village", personal=True),
        Dimension("jenis-kelamin", N_("Sex"), "sex", personal=True),
        Dimension("umur", N_("Age"), "age_band", personal=True),
        Dimension("status", N_("Work abroad"), "status", personal=True),
        Dimension("program", N_("Programme"), "programme", personal=False),
        Dimension("jenis", N_("Kind"), "kind", personal=False),
        Dimension("cara", N_("How"), "manner", personal=False),
        Dimension("triwulan", N_("Quarter"), "quarter", personal=False),
    )
}


def those_in(people: Iterable[Learner], dimension: str, part: str) -> list[Learner]:
    """The people of one part, with what they did in it."""
    known = DIMENSIONS[dimension]
    return [known.only(one, part) for one in people if part in known.of(one)]


def parts(people: Iterable[Learner], dimension: str) -> list[str]:
    """The parts that occur, in the order of the alphabet; "" last."""
    of = DIMENSIONS[dimension].of
    found = {part for one in people for part in of(one)}
    return sorted(found, key=lambda part: (part == "", part))
