"""Papers handed over at the payout: the receipt that the borrower signs, and the schedule card."""

from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from coop_app.loans.queries import LoanPage
from coop_app.loans.views.lending.counter import rate_text
from coop_app.loans.views.lending.papers.agreement import STAMP_DUTY_ABOVE
from coop_app.loans.views.lending.papers.offer import facts
from coop_app.money import grouped, terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on a payout's receipt."""

    shown: LoanPage
    voucher: str
    place: str
    #: who paid out, who agreed
    names: tuple[str, str]
    verify: str


def receipt(known: Facts, head: Letterhead) -> bytes:
    """The money, in figures and words, and three signatures."""
    loan, member = known.shown.loan, known.shown.member
    title = _("Receipt of a loan")
    assert loan.disbursed_on is not None  # noqa: S101 - only what was paid out has a receipt
    rows = [
        (_("Voucher"), known.voucher),
        (_("Date"), long_day(loan.disbursed_on)),
        (_("Paid to"), f"{member.label}, {member.group_name}"),
        (_("Loan"), f"{loan.label} · {loan.product} · {rupiah_text(loan.principal)}"),
        (_("Provisi"), rupiah_text(loan.provision)),
        (_("Administration"), rupiah_text(loan.admin_fee)),
        (_("In hand"), rupiah_text(loan.net)),
        (_("In words"), terbilang(loan.net).capitalize()),
        (_("Paid from"), known.place),
        (_("Agreed by"), known.names[1] or "—"),
    ]
    story: list[Flowable] = [*paper.heading(title, []), facts(rows), Spacer(1, 4 * mm)]
    if loan.net > STAMP_DUTY_ABOVE:
        story.append(Paragraph(_("Above Rp5.000.000: put a meterai of Rp10.000 here."), paper.NOTE))
    if known.verify:
        story.append(Paragraph(_("Genuine? %(address)s", address=known.verify), paper.NOTE))
    story += [
        Spacer(1, 6 * mm),
        paper.signatures([_("Paid out by"), _("Agreed by"), _("Received by")]),
    ]
    return paper.document(story, head, title=f"{title} {loan.label}")


def card(shown: LoanPage, head: Letterhead) -> bytes:
    """Every instalment with room for date, amount and mark."""
    loan, member = shown.loan, shown.member
    title = _("Instalment card")
    version = shown.versions[-1]
    rows = [
        (_("Member"), f"{member.label}, {member.group_name}"),
        (_("Loan"), f"{loan.label} · {rupiah_text(loan.principal)}"),
        (_("Paid out on"), day(loan.disbursed_on)),
        (_("Interest (jasa)"), rate_text(loan.terms.rate)),
    ]
    cells = [[_("No."), _("Due"), _("Principal"), _("Interest"), _("Instalment"), _("Principal left"),
              _("Paid on"), _("Amount"), _("Mark")]]  # fmt: skip
    cells += [
        [
            str(row.number), day(row.due), grouped(row.principal), grouped(row.interest),
            grouped(row.total), grouped(row.balance), "", "", "",
        ]
        for row in version.rows
    ]  # fmt: skip
    widths = [9, 23, 22, 19, 22, 23, 23, 23, 16]
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 8), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8),
            ("GRID", (0, 0), (-1, -1), 0.3, paper.RULE), ("ALIGN", (2, 0), (5, -1), "RIGHT"),
            ("TOPPADDING", (0, 1), (-1, -1), 3.5), ("BOTTOMPADDING", (0, 1), (-1, -1), 3.5),
        ]
    )  # fmt: skip
    table = Table(
        cells, colWidths=[width * mm for width in widths], repeatRows=1, style=style, hAlign="LEFT"
    )
    story = [*paper.heading(title, []), facts(rows), Spacer(1, 4 * mm), table]
    return paper.document(story, head, title=f"{title} {loan.label}")
