"""What a slide needs to be shown, on the wall and on the remote control alike."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.lessons import Scene
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items, rounds, slides
from coop_app.literacy.rules.lessons.rounds import Tally
from coop_app.literacy.rules.lessons.slides import Kind, Slide
from coop_app.literacy.rules.modules.shapes import Exercise, Module
from coop_app.money import grouped
from coop_app.refusal import N_

#: what the buttons call a slide
NAMES = {
    Kind.JOIN: N_("Join with the code"),
    Kind.TITLE: N_("Title"),
    Kind.STEP: N_("Step %(number)s"),
    Kind.ASK: N_("Question %(number)s"),
    Kind.RESULT: N_("Answers to question %(number)s"),
    Kind.ANSWER: N_("Solution of question %(number)s"),
    Kind.HOME: N_("What we take home"),
    Kind.PROMISE: N_("My promise"),
    Kind.END: N_("Thank you"),
}


@dataclass(frozen=True, slots=True)
class View:
    """One slide with its figures; figures are counts, never names."""

    scene: Scene
    before: Slide | None
    after: Slide | None
    joined: int
    #: of the exercise on the wall, None on other slides
    tally: Tally | None
    #: how many have answered every question of the open test
    finished: int

    @property
    def at(self) -> str:
        """Changes when another slide or round is shown."""
        asked = self.scene.round
        round_mark = f"{asked.id}{asked.is_open:d}" if asked else "0"
        return f"{self.scene.slide.key}.{self.scene.moves}.{round_mark}"

    @property
    def live(self) -> str:
        """Changes when a figure on the slide changes."""
        answered = self.tally.answered if self.tally else 0
        bars = "-".join(str(bar.count) for bar in self.tally.bars) if self.tally else ""
        return f"{self.joined}.{answered}.{self.finished}.{bars}"


def look(over: SessionRow) -> View:
    """The session's slide as it is now."""
    scene = queries.scene(over.id)
    before, after = slides.neighbours(scene.slides, scene.slide)
    joined = sum(row.present for row in training.attendances(over.id))
    return View(scene, before, after, joined, _tally(scene), _finished(over, scene.slide))


def _tally(scene: Scene) -> Tally | None:
    if scene.exercise is None or scene.round is None:
        return None
    answers, hands = queries.counts(scene.round.id)
    labels = (_("Right, by hand"), _("Another answer, by hand"), _("Other numbers"))
    return rounds.tally(scene.exercise, answers, hands, labels)


def _finished(over: SessionRow, slide: Slide) -> int:
    if slide.kind is not Kind.TEST:
        return 0
    most = len(items.items())
    rows = queries.sittings_of(over.cooperative_id, [over.id], slide.phase)
    return sum(len(row.answers) == most for row in rows)


def name_of(slide: Slide, module: Module | None = None) -> str:
    """What a button calls a slide: a step by its own title where the module is given."""
    if slide.kind is Kind.STEP and module is not None and slide.place < len(module.steps):
        return f"{slide.place + 1}. {module.steps[slide.place].title}"
    if slide.kind is Kind.TEST:
        return str(_(items.PHASES[slide.phase]))
    return str(_(NAMES[slide.kind])) % {"number": slide.place + 1}


def right_text(exercise: Exercise) -> str:
    """The answer as people say it; "" for an opinion."""
    if exercise.choices:
        return exercise.choices[exercise.right] if exercise.right is not None else ""
    return value_text(exercise, exercise.answer)


def value_text(exercise: Exercise, value: Any) -> str:
    """A number with its unit, or the words as they are."""
    if not isinstance(value, int):
        return str(value).replace(".", ",") + ("%" if exercise.kind == "percent" else "")
    text = grouped(value)
    if exercise.kind == "rupiah":
        return f"Rp{text}"
    if exercise.kind == "percent":
        return f"{text}%"
    unit = {"months": _("months"), "words": ""}.get(exercise.kind, exercise.kind)
    return f"{text} {unit}".strip()
