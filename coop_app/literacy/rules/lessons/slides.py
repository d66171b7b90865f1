"""What the projector shows, one thing at a time: the slides of a module in their order."""

from dataclasses import dataclass
from enum import StrEnum

from coop_app.literacy.rules.modules.shapes import Exercise, Module
from coop_app.refusal import N_, Refused


class Kind(StrEnum):
    """What a slide is."""

    JOIN = "masuk"
    TITLE = "judul"
    STEP = "langkah"
    ASK = "tanya"
    RESULT = "hasil"
    ANSWER = "jawab"
    TEST = "uji"
    HOME = "pulang"
    PROMISE = "janji"
    END = "selesai"


class NoSuchSlide(Refused):
    """The remote control asks for a slide this session does not have."""

    message = N_("There is no such slide. Open the remote control anew.")


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing on the wall; `key` is what the session's state keeps."""

    key: str
    kind: Kind
    #: place of the step or of the exercise, from 0
    place: int = 0
    #: which test, for `Kind.TEST`
    phase: str = ""

    @property
    def asks(self) -> bool:
        """Whether a round of the exercise belongs to it."""
        return self.kind in {Kind.ASK, Kind.RESULT, Kind.ANSWER}


FIRST = Slide(Kind.JOIN.value, Kind.JOIN)


def slides_of(module: Module | None, phases: tuple[str, ...] = ()) -> tuple[Slide, ...]:
    """Joining, an open test, title, steps, exercises (question, result, answer), home, promise, end."""
    shown = [FIRST]
    shown += [Slide(f"{Kind.TEST}-{phase}", Kind.TEST, phase=phase) for phase in phases]
    if module is not None:
        shown.append(Slide(Kind.TITLE.value, Kind.TITLE))
        shown += [Slide(f"{Kind.STEP}-{n + 1}", Kind.STEP, n) for n in range(len(module.steps))]
        for n in range(len(module.exercises)):
            shown += [Slide(f"{kind}-{n + 1}", kind, n) for kind in _TURNS]
        if module.handout:
            shown.append(Slide(Kind.HOME.value, Kind.HOME))
    shown += [Slide(kind.value, kind) for kind in (Kind.PROMISE, Kind.END)]
    return tuple(shown)


_TURNS = (Kind.ASK, Kind.RESULT, Kind.ANSWER)


def slide_at(slides: tuple[Slide, ...], key: str) -> Slide:
    """The slide with this key; the first when the module has changed meanwhile."""
    return next((slide for slide in slides if slide.key == key), slides[0])


def get_slide(slides: tuple[Slide, ...], key: str) -> Slide:
    """The slide with this key. Raises `NoSuchSlide`."""
    found = next((slide for slide in slides if slide.key == key), None)
    if found is None:
        raise NoSuchSlide
    return found


def neighbours(slides: tuple[Slide, ...], now: Slide) -> tuple[Slide | None, Slide | None]:
    """The slide before and the slide after."""
    place = slides.index(now)
    before = slides[place - 1] if place else None
    after = slides[place + 1] if place + 1 < len(slides) else None
    return before, after


def exercise_of(module: Module | None, slide: Slide) -> Exercise | None:
    """The exercise a slide asks."""
    if module is None or not slide.asks or slide.place >= len(module.exercises):
        return None
    return module.exercises[slide.place]
