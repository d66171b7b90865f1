"""The offer on one A4 sheet, and the schedule card for the borrower."""

from collections.abc import Sequence

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from coop_app.loans.rules.lending.offer import Offer
from coop_app.loans.rules.schedule import Instalment
from coop_app.loans.views.lending.counter import percent_text, rate_text
from coop_app.money import grouped, terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, rupiah_text

_WIDTH = 180 * mm
#: rows of a schedule that fit beside the facts on one sheet; more are set in two columns
_ONE_COLUMN = 24


def offer_paper(offer: Offer, name: str, head: Letterhead) -> bytes:
    """Everything that the screen shows, to take home."""
    title = _("Loan simulation")
    story = [
        *paper.heading(title, [name, _("This is a calculation, not yet an agreement.")]),
        facts(offer_facts(offer)),
        Spacer(1, 3 * mm),
        *warnings(offer),
        *schedule_table(offer.rows),
    ]
    return paper.document(story, head, title=title)


def offer_facts(offer: Offer) -> list[tuple[str, str]]:
    """The figures that matter, in words and rupiah."""
    return [
        (_("Loan"), f"{rupiah_text(offer.principal)} ({terbilang(offer.principal)})"),
        (_("Term"), _("%(count)s months", count=offer.months)),
        (_("Interest (jasa)"), rate_text(offer.terms.rate)),
        (_("First instalment"), f"{rupiah_text(offer.first)}, {day(offer.rows[0].due)}"),
        (_("Cut from the payout"), _(
            "provisi %(provision)s, administration %(admin)s",
            provision=rupiah_text(offer.provision), admin=rupiah_text(offer.admin_fee),
        )),
        (_("Paid out"), rupiah_text(offer.net)),
        (_("Paid back in all"), rupiah_text(offer.total)),
        (_("The loan costs"), _(
            "%(cost)s in all: interest %(interest)s, fees %(fees)s",
            cost=rupiah_text(offer.cost), interest=rupiah_text(offer.interest),
            fees=rupiah_text(offer.fees),
        )),
        (_("Flat rate"), _("%(rate)s per year of the whole loan", rate=percent_text(offer.flat))),
        (_("Effective rate"), effective_words(offer)),
    ]  # fmt: skip


def effective_words(offer: Offer) -> str:
    """The effective rate and what it means."""
    return str(
        _(
            "%(rate)s per year of the money that is really in hand, all fees counted",
            rate=percent_text(offer.effective),
        )
    )


def ceiling_words(offer: Offer) -> str:
    """The warning about the legal ceiling, "" when there is nothing to say."""
    figures = {
        "ceiling": percent_text(offer.ceiling), "effective": percent_text(offer.effective),
        "real": percent_text(offer.effective_at_ceiling), "months": offer.months,
    }  # fmt: skip
    if offer.is_above_ceiling:
        return str(_(
            "This rate is above the %(ceiling)s per year that the rules allow a cooperative (Permenkop 8/2023"
            " article 27). Even a flat loan of %(ceiling)s costs %(real)s effective over %(months)s months.",
            **figures,
        ))  # fmt: skip
    if offer.costs_more_than_ceiling:
        return str(_(
            "The quoted rate is within the %(ceiling)s per year that the rules allow, but the loan really costs"
            " %(effective)s per year. A flat loan of %(ceiling)s costs %(real)s over %(months)s months.",
            **figures,
        ))  # fmt: skip
    return ""


def warnings(offer: Offer) -> list[Flowable]:
    """The same as a paragraph."""
    text = ceiling_words(offer)
    return [Paragraph(paper.escaped(text), paper.BODY), Spacer(1, 3 * mm)] if text else []


def facts(rows: Sequence[tuple[str, str]], *, label_width: float = 45 * mm) -> Flowable:
    """Labels and values under each other."""
    cells = [
        [Paragraph(paper.escaped(label), paper.NOTE), Paragraph(paper.escaped(text), paper.BODY)]
        for label, text in rows
    ]
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (1, 0), (1, -1), 0.2, paper.RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ]
    )  # fmt: skip
    return Table(cells, colWidths=[label_width, _WIDTH - label_width], hAlign="LEFT", style=style)


def schedule_table(rows: Sequence[Instalment]) -> list[Flowable]:
    """The rows of a schedule; a long one stands in two columns, so that a sheet holds it."""
    if len(rows) <= _ONE_COLUMN:
        return [_rows_table(rows, _WIDTH, total=rows)]
    half = min((len(rows) + 1) // 2, 36)
    parts: list[Flowable] = []
    for start in range(0, len(rows), 2 * half):
        left, right = rows[start : start + half], rows[start + half : start + 2 * half]
        is_last = start + 2 * half >= len(rows)
        width = _WIDTH / 2 - 2 * mm
        whole = rows if is_last else None
        sides = [_rows_table(left, width, total=None if right else whole)]
        sides.append(_rows_table(right, width, total=whole) if right else "")
        style = TableStyle(
            [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]
        )
        parts.append(Table([sides], colWidths=[_WIDTH / 2] * 2, style=style, hAlign="LEFT"))
    return parts


def _rows_table(
    rows: Sequence[Instalment], width: float, *, total: Sequence[Instalment] | None
) -> Flowable:
    cells = [
        [_("No."), _("Due"), _("Principal"), _("Interest"), _("Instalment"), _("Principal left")]
    ]
    cells += [
        [
            str(row.number), day(row.due), grouped(row.principal), grouped(row.interest),
            grouped(row.total), grouped(row.balance),
        ]
        for row in rows
    ]  # fmt: skip
    style = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 7.5), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 7.5),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("LINEBELOW", (0, 0), (-1, 0), 0.8, paper.RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]  # fmt: skip
    if total is not None:
        sums = [
            sum(int(getattr(row, name)) for row in total)
            for name in ("principal", "interest", "total")
        ]
        cells.append([_("Total"), "", *(grouped(amount) for amount in sums), ""])
        style += [
            ("FONT", (0, -1), (-1, -1), "Helvetica-Bold", 7.5),
            ("LINEABOVE", (0, -1), (-1, -1), 0.8, paper.RULE),
        ]
    shares = (0.09, 0.2, 0.18, 0.17, 0.18, 0.18)
    return Table(
        cells, colWidths=[width * share for share in shares], repeatRows=1, hAlign="LEFT",
        style=TableStyle(style),
    )  # fmt: skip
