"""What an exercise is made of, what was booked since it began, and what the checker says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: an exercise that is answered with a figure, not by recording
ANSWER = "answer"
#: a name, amount or key of one exercise, as its story and its solution use it
Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One line of the right solution: `roles` together change by the fact called `amount`."""

    roles: tuple[str, ...]
    amount: str
    sign: int
    #: the fact with the key of the member or loan it belongs to, such as "member:{member}"; "" for anybody's
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The paper that lies on the table: a heading, rows of label and text, and who signs."""

    kind: str
    title: str
    rows: tuple[tuple[str, str], ...]
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise; texts are Indonesian with the facts' names in braces."""

    key: str
    level: int
    title: str
    story: str
    papers: tuple[Paper, ...]
    task: str
    hints: tuple[str, str, str]
    #: said when it is right: why it is so
    why: str
    #: how it is checked: "effect", "reversal", "agreed", "closed", "answer"
    kind: str
    expected: tuple[Expected, ...] = ()
    #: a role that is touched by mistake → what to say about it
    traps: Mapping[str, str] = field(default_factory=dict)
    #: facts known beforehand
    facts: Mapping[str, int] = field(default_factory=dict)
    #: who prepares the rest in the practice books; "" for nobody
    prepare: str = ""
    #: place of the invented member in the register, from 0; -1 for none
    member: int = -1
    #: endpoint of the ordinary screen, and which facts go into its address
    screen: str = "home"
    screen_facts: Mapping[str, str] = field(default_factory=dict)
    #: how the sources of the right entries begin, and what to say when another page was used
    source: str = ""
    elsewhere: str = ""
    #: the fact that must be answered
    answer: str = ""
    #: answers that show a misunderstanding: fact → what to say
    slips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as booked, debit positive, rupiah."""

    role: str
    account: str
    amount: int
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that was booked after the exercise began."""

    seq: int
    on: date
    source: str
    lines: tuple[SeenLine, ...]
    reverses: int | None = None
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What there is to judge by."""

    today: date
    entries: tuple[Seen, ...] = ()
    #: role → the account's name in this chart; "member:17" → the member's name
    names: Mapping[str, str] = field(default_factory=dict)
    closed_through: date | None = None
    #: how many acts wait for a second person
    waiting: int = 0
    #: what was typed as the answer, rupiah
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Right or not, and why. `reason` is an English message id with `facts`; `said` is already Indonesian."""

    passed: bool
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
