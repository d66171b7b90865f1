"""What a module of the course is made of."""

from dataclasses import dataclass
from typing import Any

#: the path a module belongs to
FRAME, CORE, BUSINESS = "frame", "core", "business"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a lesson: what the facilitator does, in how many minutes."""

    minutes: int
    title: str
    #: what to do and say, sentence by sentence, in Indonesian
    lines: tuple[str, ...]
    #: key of a picture in static/pictures/<key>.svg, "" without one
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A sum for the room, which a tool of the program reproduces."""

    key: str
    question: str
    #: the calculation that gives the answer (a name of `coop calc`) and what goes in, as in interfaces.md
    calculation: str
    inputs: dict[str, Any]
    #: the key of the calculation's output that is the answer, and its value
    answer_key: str
    answer: Any
    #: why it is so, in one or two sentences
    why: str
    #: for the projector: what can be chosen on a phone; empty when a number is typed
    choices: tuple[str, ...] = ()
    #: place of the right choice, from 0; None for an opinion
    right: int | None = None


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
