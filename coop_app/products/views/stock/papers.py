"""Papers of stock: surat jalan, berita acara, the sheet to count with."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from coop_app.products.queries import Act, Count, Item, Point, Reversal
from coop_app.products.rules.documents import DOCUMENTS
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day
from coop_app.web.tables import Column
from coop_app.web.tables import Table as DataTable

_WIDTH = 180 * mm


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of stock and whom it names."""

    act: Act
    points: list[Point]
    voucher: str
    names: dict[int, str]
    back: Reversal | None = None

    @property
    def number(self) -> str:
        """The voucher, or the document's own number where nothing of value moved."""
        return self.voucher or f"{self.act.id:04d}"


def delivery_note(known: Paper, head: Letterhead) -> bytes:
    """Surat jalan: what goes where, signed by who sends, carries and receives."""
    act, title = known.act, _("Delivery note")
    columns = [
        Column("n", _("No."), width=5), Column("item", _("Item"), width=34),
        Column("quantity", _("Quantity"), width=16), Column("got", _("Received"), width=16),
        Column("note", _("Note"), width=22),
    ]  # fmt: skip
    rows = [
        {"n": str(n), "item": line.item.name, "quantity": line.item.text(line.quantity), "got": "", "note": line.memo}
        for n, line in enumerate(act.lines, start=1)
    ]  # fmt: skip
    story = _top(
        known,
        title,
        [(_("From"), _place(known.points[0])), (_("To which point"), _place(known.points[-1]))],
    )
    story += paper.table_flowables(DataTable("", columns, rows), _WIDTH)
    story += [
        Spacer(1, 4 * mm),
        Paragraph(
            _("Count the goods before signing. What differs goes into the last column."), paper.NOTE
        ),
    ]
    story += _signed([_("Sent by"), _("Carried by"), _("Received by")])
    return paper.document(story, head, title=f"{title} {known.number}")


def minutes(known: Paper, head: Letterhead) -> bytes:
    """Berita acara: what was found or lost, why, before whom."""
    act = known.act
    title = _("Minutes: %(what)s", what=_(DOCUMENTS[act.kind]))
    columns = [
        Column("n", _("No."), width=5), Column("item", _("Item"), width=28),
        Column("quantity", _("Quantity"), width=15), Column("cost", _("Value"), "money", 14),
        Column("note", _("Reason"), width=30),
    ]  # fmt: skip
    rows = [
        {
            "n": str(n), "item": line.item.name, "quantity": line.item.text(line.quantity),
            "cost": -line.cost if line.quantity < 0 else line.cost, "note": line.memo,
        }
        for n, line in enumerate(act.lines, start=1)
    ]  # fmt: skip
    rows.append({"item": _("Total"), "cost": act.total, "_kind": "total"})
    story = _top(known, title, [(_("Stock point"), _place(known.points[0]))])
    story += paper.table_flowables(DataTable("", columns, rows), _WIDTH)
    agreed = [_("Agreed by")] if act.approved_by else []
    story += _signed([_("Treasurer"), *agreed, *_witnesses(act.people)])
    return paper.document(story, head, title=f"{title} {known.number}")


def count_minutes(count: Count, items: dict[int, Item], head: Letterhead) -> bytes:
    """Berita acara opname: book, found and difference of every item counted."""
    title = _("Minutes of a stock count")
    columns = [
        Column("item", _("Item"), width=28), Column("book", _("In the book"), width=15),
        Column("found", _("Found"), width=15), Column("difference", _("Difference"), width=15),
        Column("note", _("Reason"), width=28),
    ]  # fmt: skip
    rows = [
        {
            "item": row.item, "book": items[row.item_id].text(row.expected),
            "found": items[row.item_id].text(row.found), "note": row.reason,
            "difference": items[row.item_id].text(row.difference) if row.difference else _("none"),
        }
        for row in count.rows
    ]  # fmt: skip
    opening = _("On %(day)s the stock of “%(place)s” was counted in the presence of the undersigned, with this result:",
                day=long_day(count.on), place=count.point.name)  # fmt: skip
    story: list[Flowable] = [
        *paper.heading(title, [_("No. %(number)s", number=f"SO/{count.on.year}/{count.id:04d}")])
    ]
    story += [Paragraph(paper.escaped(opening), paper.BODY), Spacer(1, 4 * mm)]
    story += paper.table_flowables(DataTable("", columns, rows), _WIDTH)
    if count.memo:
        story += [Spacer(1, 3 * mm), Paragraph(paper.escaped(count.memo), paper.BODY)]
    story += _signed([_("Treasurer"), *_witnesses(count.people)])
    return paper.document(story, head, title=title)


def count_sheet(count: Count, items: Sequence[Item], head: Letterhead) -> bytes:
    """The sheet to count with: without the book's figures, so that nobody writes those down instead."""
    title = _("Sheet to count stock")
    cells = [[_("Item"), _("Unit"), _("Found"), _("Why it differs, condition")]]
    cells += [
        [Paragraph(paper.escaped(item.name), paper.CELL), item.shown_unit.name, "", ""]
        for item in items
    ]
    cells += [["", "", "", ""]] * 3
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9),
            ("GRID", (0, 0), (-1, -1), 0.3, paper.RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 6), ("TOPPADDING", (0, 1), (-1, -1), 6),
        ]
    )  # fmt: skip
    widths = [65 * mm, 22 * mm, 33 * mm, 60 * mm]
    table = Table(cells, colWidths=widths, repeatRows=1, style=style, hAlign="LEFT")
    notes = [f"{count.point.name} · {long_day(count.on)}"]
    story = [*paper.heading(title, notes), table, *_signed([_("Counted by"), _("Looked on")])]
    return paper.document(story, head, title=title)


def _top(known: Paper, title: str, places: list[tuple[str, str]]) -> list[Flowable]:
    act = known.act
    rows = [(_("No."), known.number), (_("Date"), long_day(act.on)), *places]
    rows += [(_("Note"), act.memo)] if act.memo else []
    rows += [(_("Names"), act.people)] if act.people else []
    rows.append((_("Recorded by"), known.names.get(act.made_by, "")))
    if act.approved_by:
        rows.append((_("Agreed by"), known.names.get(act.approved_by, "")))
    if known.back:
        rows.append((_("Taken back"), f"{long_day(known.back.on)}: {known.back.why}"))
    cells = [
        [Paragraph(paper.escaped(a), paper.NOTE), Paragraph(paper.escaped(b), paper.BODY)]
        for a, b in rows
    ]
    table = Table(cells, colWidths=[34 * mm, 146 * mm], hAlign="LEFT")
    return [*paper.heading(title, []), table, Spacer(1, 4 * mm)]


def _place(point: Point) -> str:
    return f"{point.name}, {point.address}" if point.address else point.name


def _witnesses(people: str) -> list[str]:
    names = [name.strip() for name in people.replace(";", ",").split(",") if name.strip()]
    return [_("Witness: %(name)s", name=name) for name in names[:3]]


def _signed(names: list[str]) -> list[Flowable]:
    return [Spacer(1, 8 * mm), KeepTogether(paper.signatures(names))]
