"""The facilitator's guide of a module: everything that is needed to hold the lesson."""

from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    Indenter,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from coop_app.literacy.rules.modules.shapes import Exercise, Module, Step
from coop_app.literacy.rules.modules.timetable import clock_time
from coop_app.literacy.rules.modules.words import answer_of
from coop_app.literacy.views.modules.papers.look import (
    BODY,
    HEAD,
    POINT,
    SMALL,
    STEP,
    STRONG,
    SUN,
    TIME,
    TIMES,
    WIDTH,
    act,
    banner,
    boxed,
    columns,
    points,
    text,
)  # fmt: skip
from coop_app.literacy.views.modules.words import kicker
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.papers.picture import Picture

_NOTE_LINES = 5


def guide(module: Module, head: Letterhead) -> bytes:
    """One module, ready to be taught."""
    title = _("Guide %(number)s: %(title)s", number=module.number, title=module.title)
    return paper.document(guide_story(module), head, title=title)


def guide_story(module: Module) -> list[Flowable]:
    """The guide's pages."""
    return [
        *banner(module, kicker(module), module.title),
        *_facts(module),
        *_glance(module),
        *_steps(module),
        *_readers(module),
        *_exercises(module),
        *_questions(module),
        *_bridge(module),
        *_notes(),
    ]


def _headed(words: str, parts: Sequence[Flowable]) -> list[Flowable]:
    """A heading, on the same page as the first part below it."""
    first, *rest = parts
    return [KeepTogether([text(words, HEAD), first]), *rest]


def _facts(module: Module) -> list[Flowable]:
    half = WIDTH / 2
    return [
        boxed([
            text(_("What participants can do afterwards"), STRONG), text(module.objective),
            Spacer(1, 2 * mm),
            text(_("Who it is for"), STRONG), text(module.audience),
        ]),
        Spacer(1, 3 * mm),
        columns(
            [
                [text(_("Bring along"), STRONG), *points(module.materials)],
                [text(_("To prepare the day before"), STRONG), *points(module.preparation)],
            ],
            [half, half],
        ),
    ]  # fmt: skip


def _glance(module: Module) -> list[Flowable]:
    rows, at = [], 0
    for step in module.steps:
        rows.append([_span(at, step), text(step.title), _minutes(step.minutes)])
        at += step.minutes
    rows.append(["", text(_("Together"), STRONG), _minutes(at)])
    look = TableStyle([
        ("FONT", (0, 0), (-1, -1), "Helvetica", 10), ("FONT", (0, -1), (-1, -1), "Helvetica-Bold", 10),
        ("LINEBELOW", (0, 0), (-1, -2), 0.3, paper.RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("ALIGN", (2, 0), (2, -1), "RIGHT"), ("LEFTPADDING", (0, 0), (0, -1), 0),
    ])  # fmt: skip
    widths = [TIMES + 6 * mm, WIDTH - TIMES - 32 * mm, 26 * mm]
    table = Table(rows, colWidths=widths, style=look, hAlign="LEFT")
    return _headed(_("The lesson at a glance"), [table])


def _span(at: int, step: Step) -> str:
    return f"{clock_time(at)}–{clock_time(at + step.minutes)}"


def _minutes(count: int) -> str:
    return str(_("%(count)s minutes", count=count))


def _steps(module: Module) -> list[Flowable]:
    explained = text(
        _("The times in the margin count from the beginning of the lesson. What stands in quotation"
          " marks is said aloud; say it in your own words, and in Javanese where that is nearer."), SMALL,
    )  # fmt: skip
    parts: list[Flowable] = [explained, Spacer(1, 2 * mm)]
    at = 0
    for number, step in enumerate(module.steps, 1):
        parts += _step(number, step, at)
        at += step.minutes
    return _headed(_("Step by step"), parts)


def _step(number: int, step: Step, at: int) -> list[Flowable]:
    """The title never stands alone at the foot of a page."""
    margin: list[Flowable] = [text(_span(at, step), TIME), text(_minutes(step.minutes), SMALL)]
    first, *rest = (act(line) for line in step.lines)
    title = columns(
        [
            margin,
            [text(f"{number}. {step.title}", STEP), Spacer(1, 1 * mm), first],
            _drawn(step.picture),
        ],
        [TIMES, WIDTH - TIMES - 14 * mm, 14 * mm],
    )
    return [
        title,
        Indenter(left=TIMES, right=14 * mm), *rest, Indenter(left=-TIMES, right=-14 * mm),
        Spacer(1, 3 * mm),
    ]  # fmt: skip


def _drawn(key: str) -> Flowable | str:
    return Picture(key, 11 * mm) if key else ""


def _readers(module: Module) -> list[Flowable]:
    parts = [text(_("For those who read slowly"), STRONG), *points(module.readers)]
    return [boxed(parts, fill=SUN), Spacer(1, 2 * mm)]


def _exercises(module: Module) -> list[Flowable]:
    parts: list[Flowable] = []
    for number, exercise in enumerate(module.exercises, 1):
        parts += [_exercise(number, exercise), Spacer(1, 3 * mm)]
    return _headed(_("Exercises and their answers"), parts)


def _exercise(number: int, exercise: Exercise) -> Flowable:
    marked = [_choice(exercise, n, choice) for n, choice in enumerate(exercise.choices)]
    answer = _("Answer: %(answer)s", answer=answer_of(exercise))
    return boxed([
        text(f"{number}. {exercise.question}", STRONG),
        *marked,
        *[text(line, _SUM) for line in exercise.work],
        text(answer, STRONG),
        text(exercise.why),
    ])  # fmt: skip


_SUM = POINT.clone("sum", leftIndent=8 * mm, fontName="Courier", fontSize=9.5)


def _choice(exercise: Exercise, number: int, choice: str) -> Flowable:
    letter = "ABCDEF"[number]
    right = f" <b>({paper.escaped(_('right'))})</b>" if number == exercise.right else ""
    return Paragraph(f"{letter}. {paper.escaped(choice)}{right}", _CHOICE)


_CHOICE = POINT.clone("choice", spaceAfter=0)


def _questions(module: Module) -> list[Flowable]:
    parts: list[Flowable] = []
    for each in module.questions:
        parts += [text(f"“{each.ask}”", STRONG), text(each.answer, BODY), Spacer(1, 2 * mm)]
    three = [KeepTogether(parts[at : at + 3]) for at in range(0, len(parts), 3)]
    return [
        CondPageBreak(35 * mm), text(_("What people ask and believe"), HEAD), *three,
    ]  # fmt: skip


def _bridge(module: Module) -> list[Flowable]:
    return _headed(_("From the lesson to the tool"), [text(module.bridge)])


def _notes() -> list[Flowable]:
    """Where the facilitator writes what to do better; only where there is room on the page."""
    lines = [
        HRFlowable(width="100%", thickness=0.4, color=paper.RULE, spaceBefore=8 * mm)
        for _line in range(_NOTE_LINES)
    ]
    return [
        CondPageBreak(25 * mm),
        KeepTogether([text(_("My notes: what went well, what I change"), HEAD), *lines]),
    ]
