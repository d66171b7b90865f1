"""The handover on paper: the whole pack, and the minutes to sign."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from coop_app.money import Money
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text

if TYPE_CHECKING:
    from coop_app.literacy.views.practice.handing import Pack

_WIDTH = 180 * mm
_LINE = ("LINEBELOW", (0, 0), (-1, -1), 0.2, colors.HexColor("#cccccc"))
_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
_BLANK = "." * 28
#: a table of so many rows stays on one page
_TOGETHER = 25


class Signers(Protocol):
    """Who signs the minutes."""

    on_date: date
    outgoing: str
    incoming: str
    chair: str
    supervisor: str


def pack_pdf(pack: "Pack", head: Letterhead, today: date) -> bytes:
    """Everything on A4: minutes first, then what is open, habits, calendar, boxes, notes."""
    figures = figures_of(pack, today)
    story = [*_minutes(pack.on, figures[:1], {}), *_sections(figures[1:])]
    story += [*_habits(pack), *_calendar(pack), *_boxes(pack), *_notes(pack), *_backups()]
    return paper.document(story, head, title=_("Handover of the treasurer"))


def figures_of(pack: "Pack", today: date) -> list[dict[str, Any]]:
    """The sections as they are printed, and kept with the minutes."""
    return [
        {
            "title": one.title, "empty": one.empty, "rows": [_row(item) for item in one.items],
            "said": as_now(today) if one.as_now and pack.on != today else "",
        }
        for one in pack.sections
    ]  # fmt: skip


def as_now(today: date) -> str:
    """What stands under a list that cannot be read for a day that is over."""
    return str(_("As it stands on %(day)s, not on the chosen day.", day=day(today)))


def minutes_pdf(row: Signers, figures: list[dict[str, Any]], head: Letterhead) -> bytes:
    """The minutes of one handover with all its figures."""
    names = {
        "outgoing": row.outgoing, "incoming": row.incoming, "chair": row.chair,
        "supervisor": row.supervisor,
    }  # fmt: skip
    story = [*_sections(figures[1:])]
    story = [*_minutes(row.on_date, figures[:1], names), *story]
    return paper.document(story, head, title=_("Minutes of handover"))


def _row(item: Any) -> list[Any]:
    note = " · ".join(part for part in (day(item.on) if item.on else "", item.note) if part)
    return [item.label, None if item.amount is None else int(item.amount), note]


def _minutes(on: date, places: list[dict[str, Any]], names: dict[str, str]) -> list[Flowable]:
    who = {key: names.get(key) or _BLANK for key in ("outgoing", "incoming")}
    said = _(
        "On %(day)s, %(outgoing)s hands the treasurer's office over to %(incoming)s: the money below, the"
        " papers, the keys, and what is open as listed. The money was counted together.",
        day=long_day(on), **who,
    )  # fmt: skip
    return [
        *paper.heading(_("Minutes of handover"), ()),
        Paragraph(paper.escaped(said), paper.BODY),
        Spacer(1, 3 * mm),
        *_sections(places),
        Spacer(1, 4 * mm),
        _signing(names),
        Spacer(1, 6 * mm),
    ]


def _signing(names: dict[str, str]) -> Flowable:
    roles = {
        "outgoing": _("Who hands over"), "incoming": _("Who takes over"),
        "chair": _("Chairperson"), "supervisor": _("Supervisor"),
    }  # fmt: skip
    cells = [
        [Paragraph(paper.escaped(role), paper.BODY) for role in roles.values()],
        [Spacer(1, 18 * mm)] * len(roles),
        [Paragraph(paper.escaped(f"({names.get(key) or _BLANK})"), paper.BODY) for key in roles],
    ]
    return KeepTogether([Table(cells, colWidths=[_WIDTH / 4] * 4, hAlign="LEFT")])


def _title(text: str) -> Flowable:
    return Paragraph(paper.escaped(text), paper.TITLE)


def _table(rows: Sequence[Sequence[str]], shares: Sequence[int], *, right: int = -1) -> Flowable:
    cells = [
        [
            text if i == right else Paragraph(paper.escaped(text), paper.CELL)
            for i, text in enumerate(row)
        ]
        for row in rows
    ]
    style = [_LINE, _TOP, ("FONT", (0, 0), (-1, -1), "Helvetica", 8)]
    if right >= 0:
        style.append(("ALIGN", (right, 0), (right, -1), "RIGHT"))
    widths = [_WIDTH * share / sum(shares) for share in shares]
    return Table(cells, colWidths=widths, hAlign="LEFT", style=TableStyle(style))


def _sections(figures: list[dict[str, Any]]) -> list[Flowable]:
    story: list[Flowable] = []
    for one in figures:
        rows = [[label, _money(amount), note] for label, amount, note in one["rows"]]
        empty = Paragraph(paper.escaped(one.get("empty") or "—"), paper.NOTE)
        shown = _table(rows, (8, 4, 8), right=1) if rows else empty
        story += _block(one["title"], shown, len(rows), one.get("said", ""))
    return story


def _block(title: str, shown: Flowable, rows: int, said: str = "") -> list[Flowable]:
    """A heading never stands alone at the foot of a page."""
    under = [Paragraph(paper.escaped(said), paper.NOTE)] if said else []
    parts = [_title(title), *under, Spacer(1, 1 * mm), shown, Spacer(1, 3 * mm)]
    return [KeepTogether(parts)] if rows <= _TOGETHER else parts


def _money(amount: int | None) -> str:
    return "" if amount is None else rupiah_text(Money(amount))


def _habits(pack: "Pack") -> list[Flowable]:
    rows = [
        [_days(one.first_day, one.last_day), one.words, one.account, rupiah_text(one.usual)]
        for one in pack.habits
    ]
    empty = Paragraph(paper.escaped(_("Nothing comes back every month yet.")), paper.NOTE)
    shown = _table(rows, (3, 8, 6, 4), right=3) if rows else empty
    return _block(_("What happens every month"), shown, len(rows))


def _days(first: int, last: int) -> str:
    return _("day %(first)s", first=first) if first == last else f"{first}–{last}"


def _calendar(pack: "Pack") -> list[Flowable]:
    rows = [[long_day(on), what] for on, what in pack.calendar]
    return _block(_("The coming year"), _table(rows, (4, 12)), len(rows))


def _boxes(pack: "Pack") -> list[Flowable]:
    story: list[Flowable] = []
    for one in pack.checklists:
        rows = [["[   ]", item, "." * 22] for item in one.items]
        story += _block(one.title, _table(rows, (1, 11, 4)), len(rows))
    return story


def _notes(pack: "Pack") -> list[Flowable]:
    if not pack.notes:
        return []
    rows = [[one.topic, one.body, f"{one.by}, {day(one.written_at.date())}"] for one in pack.notes]
    return _block(_("Notes of the treasurer before"), _table(rows, (4, 10, 4)), len(rows))


def _backups() -> list[Flowable]:
    text = _(
        "Copies for safety lie: in the office on ........................, outside the office at"
        " ........................, the last one of ......................... Try to open one together."
    )
    return [
        _title(_("Where the copies for safety lie")),
        Paragraph(paper.escaped(text), paper.BODY),
    ]
