"""The test on paper: ten questions, large letters, two pages; or the key for the trainer."""

from flask_babel import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.items import Item
from coop_app.literacy.views.lessons.shared import session_title
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day

_QUESTION = ParagraphStyle("question", fontName="Helvetica-Bold", fontSize=11, leading=14)
_CHOICE = ParagraphStyle(
    "choice", fontName="Helvetica", fontSize=11, leading=15.5, leftIndent=8 * mm
)
_RIGHT = ParagraphStyle("right", parent=_CHOICE, fontName="Helvetica-Bold", textColor=paper.RULE)
_WHY = ParagraphStyle("why", parent=paper.NOTE, leftIndent=8 * mm, fontSize=10, leading=13)


def test_sheet(over: SessionRow, head: Letterhead, *, with_answers: bool) -> bytes:
    """Questions to circle; with answers: the right ones and why."""
    title = _("Key to the test") if with_answers else _("Test")
    notes = [f"{session_title(over)} · {over.where} · {day(over.held_on)}"]
    if not with_answers:
        notes.append(
            _("Circle one letter for each question. If you do not know, circle T. That is fine.")
        )
    story = paper.heading(title, notes)
    if not with_answers:
        story.append(Paragraph(f"{_('Name')}: {'.' * 60}", _QUESTION))
        story.append(
            Paragraph(
                f"( &nbsp; ) {_('Test before')} &nbsp; &nbsp; ( &nbsp; ) {_('Test after')}", _CHOICE
            )
        )
        story.append(Spacer(1, 4 * mm))
    for number, item in enumerate(items.items(), 1):
        story.append(KeepTogether(_question(number, item, with_answers=with_answers)))
    return paper.document(story, head, title=title)


def _question(number: int, item: Item, *, with_answers: bool) -> list[Flowable]:
    lines: list[Flowable] = [Paragraph(f"{number}. {paper.escaped(item.question)}", _QUESTION)]
    for place, text in enumerate(item.choices):
        style = _RIGHT if with_answers and place == item.right else _CHOICE
        letter = items.LETTERS[place]
        lines.append(Paragraph(f"<b>{letter}</b> &nbsp; {paper.escaped(text)}", style))
    if with_answers:
        lines.append(Paragraph(paper.escaped(item.why), _WHY))
    else:
        text = f"<b>{items.UNKNOWN_LETTER}</b> &nbsp; {_('I do not know')}"
        lines.append(Paragraph(text, _CHOICE))
    return [*lines, Spacer(1, 2.5 * mm)]
