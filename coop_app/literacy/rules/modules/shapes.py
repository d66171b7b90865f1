"""What a module of the course is made of. All texts are Indonesian."""

from dataclasses import dataclass, field
from typing import Any

#: the path a module belongs to
FRAME, CORE, BUSINESS = "frame", "core", "business"
#: what a line begins with that the facilitator says aloud
SPEECH = "“"
#: of several offers the right one has the most, or the least, of the answer
MOST, LEAST = "most", "least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a lesson: what the facilitator does, in how many minutes."""

    minutes: int
    title: str
    #: what to do and say, sentence by sentence; a line in “quotation marks” is said aloud
    lines: tuple[str, ...]
    #: key of a picture in static/pictures/<key>.svg, "" without one
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several offers that an exercise compares."""

    name: str
    inputs: dict[str, Any]
    answer: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A sum for the room, which a tool of the program reproduces."""

    key: str
    question: str
    #: the calculation that gives the answer (a name of `coop calc`) and what goes in, as in interfaces.md
    calculation: str
    inputs: dict[str, Any]
    #: the key of the calculation's output that is the answer (`shares.Sari` for one inside), and its value
    answer_key: str
    answer: Any
    #: why it is so, in one or two sentences
    why: str
    #: what kind of value the answer is: rupiah, percent, months, words, or a noun such as "kg"
    kind: str = "rupiah"
    #: the sum as it is written on the board
    work: tuple[str, ...] = ()
    #: for the projector: what can be chosen on a phone; empty when a number is typed
    choices: tuple[str, ...] = ()
    #: place of the right choice, from 0; None for an opinion
    right: int | None = None
    #: what is compared; the choices are then their names, and `seek` says which one is right
    options: tuple[Option, ...] = ()
    seek: str = ""
    #: what else the tool asks for (fields of its page), such as the currency
    prefill: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What participants ask or believe, and an answer."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rest of the handout: a sum, a form to fill in by pen, two signs of danger."""

    sum_title: str
    sum: tuple[str, ...]
    form_title: str
    form: tuple[str, ...]
    warnings: tuple[str, ...]
    #: where a phone goes on: an endpoint, and its name for people
    tool: str
    tool_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One lesson with its plan, its exercises and its handout."""

    key: str
    number: int
    title: str
    path: str
    minutes: int
    objective: str
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    exercises: tuple[Exercise, ...]
    #: sentences that the participant takes home on one A4
    handout: tuple[str, ...]
    #: endpoints of the tools that the lesson uses, such as "literacy.remittance"
    tools: tuple[str, ...] = ()
    picture: str
    #: who should sit in the room
    audience: str
    #: what the facilitator does the day before
    preparation: tuple[str, ...]
    #: how those take part who read slowly
    readers: tuple[str, ...]
    questions: tuple[Question, ...]
    #: how the lesson leads to the tool
    bridge: str
    sheet: Sheet
