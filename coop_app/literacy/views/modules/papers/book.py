"""The whole course as one book: how to use it, the timetable, the contents, all guides."""

from collections.abc import Mapping
from functools import lru_cache

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table, TableStyle

from coop_app.literacy.rules.modules import MODULES
from coop_app.literacy.rules.modules.shapes import Module
from coop_app.literacy.rules.modules.timetable import Day, timetable
from coop_app.literacy.views.modules.papers.guide import guide_story
from coop_app.literacy.views.modules.papers.look import (
    BODY,
    HEAD,
    KICKER,
    STRONG,
    TITLE,
    WIDTH,
    points,
    text,
)  # fmt: skip
from coop_app.literacy.views.modules.words import path_name
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.papers.parts import Mark
from coop_app.web.papers.picture import Picture


@lru_cache(maxsize=16)
def book(head: Letterhead) -> bytes:
    """Laid out twice: first to learn the pages, then with their numbers in the contents.

    It takes two seconds and is the same for everybody of a cooperative, so it is kept.
    """
    pages: dict[str, int] = {}
    _laid_out({}, pages, head)
    return _laid_out(dict(pages), pages, head)


def _laid_out(known: Mapping[str, int], pages: dict[str, int], head: Letterhead) -> bytes:
    title = _("Course book: learning with money")
    story: list[Flowable] = [*_cover(title), *_use(), PageBreak(), *_days(), *_contents(known)]
    for module in MODULES:
        story += [PageBreak(), Mark(module.key, pages), *guide_story(module)]
    return paper.document(story, head, title=title)


def _cover(title: str) -> list[Flowable]:
    keys = [module.picture for module in MODULES]
    cells = [
        [Picture(key, 20 * mm) for key in keys[:6]],
        [*(Picture(k, 20 * mm) for k in keys[6:]), ""],
    ]
    grid = Table(cells, colWidths=[WIDTH / 6] * 6, rowHeights=[26 * mm] * 2, hAlign="LEFT")
    return [
        Spacer(1, 8 * mm), text(title, TITLE),
        text(_("Eleven modules for families of migrants and for their enterprises"), KICKER),
        Spacer(1, 6 * mm), grid, Spacer(1, 4 * mm),
    ]  # fmt: skip


def _use() -> list[Flowable]:
    """What holds for every lesson."""
    return [
        text(_("How to use this book"), HEAD),
        *points([
            _("Read the guide of the module once aloud at home. Do the sums by hand and in the tool."),
            _("Invite both: who earns or earned abroad, and who keeps the money at home."),
            _("Fifteen to twenty-five people are a good class. With more, teach with a second trainer."),
            _("Begin with a story or a game, then the sum, then the tool. Never the other way round."),
            _("Nobody reads aloud who does not offer to. Nobody shows the own figures."),
            _("The figures of the exercises are invented. Replace prices by those of your market."),
            _("Rates, dues and rules change: ask the treasurer before you name them."),
            _("Keep to the minutes. What is left over goes home on the sheet."),
        ]),
    ]  # fmt: skip


def _days() -> list[Flowable]:
    parts: list[Flowable] = [text(_("Timetable"), HEAD)]
    for day in timetable():
        parts += [KeepTogether([text(day.title, STRONG), _day(day), Spacer(1, 4 * mm)])]
    return parts


def _day(day: Day) -> Flowable:
    numbers = {module.key: f"{module.number}. " for module in MODULES}
    rows = [
        [part.time, text(numbers.get(part.key, "") + part.title), str(part.minutes)]
        for part in day.parts
    ]
    return _table(rows, [34 * mm, WIDTH - 60 * mm, 26 * mm])


def _contents(known: Mapping[str, int]) -> list[Flowable]:
    parts: list[Flowable] = [text(_("Contents"), HEAD)]
    rows = [
        [str(module.number), text(_named(module), BODY), str(known.get(module.key, ""))]
        for module in MODULES
    ]
    return [KeepTogether([*parts, _table(rows, [12 * mm, WIDTH - 38 * mm, 26 * mm])])]


def _named(module: Module) -> str:
    return (
        f"{module.title} ({path_name(module.path)}, {_('%(count)s minutes', count=module.minutes)})"
    )


def _table(rows: list[list[object]], widths: list[float]) -> Table:
    look = TableStyle([
        ("FONT", (0, 0), (-1, -1), "Helvetica", 10), ("LINEBELOW", (0, 0), (-1, -1), 0.3, paper.RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (2, 0), (2, -1), "RIGHT"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ])  # fmt: skip
    return Table(rows, colWidths=widths, style=look, hAlign="LEFT")
