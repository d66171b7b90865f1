"""The certificate of a time deposit, and the paper of what it paid with its calculation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext as _
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from coop_app.members.queries import MemberCard
from coop_app.money import Money, grouped, terbilang
from coop_app.savings.queries.time_deposits import Certificate, Paper
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day, rupiah_text

_WIDTHS = (50 * mm, 125 * mm)
_LINES = (60 * mm, 80 * mm, 35 * mm)


class CalculationLine(Protocol):
    """A line of a calculation in words."""

    @property
    def label(self) -> str:
        """What it is."""

    @property
    def why(self) -> str:
        """From what it was computed."""

    @property
    def amount(self) -> Money:
        """How it changes what the member gets."""

    @property
    def counts(self) -> bool:
        """Whether it does."""


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """What stands on a certificate."""

    held: Certificate
    member: MemberCard
    voucher: str
    payout: str
    at_maturity: str
    rate: str
    verify: str


@dataclass(frozen=True, slots=True)
class ActPaper:
    """What stands on the paper of an act."""

    held: Certificate
    act: Paper
    member: MemberCard
    voucher: str
    title: str
    lines: tuple[CalculationLine, ...]
    place: str
    cashier: str


def _whom(member: MemberCard) -> str:
    return f"{member.name} ({_('No.')} {member.number_text}, {member.group_name})"


def _facts(rows: Sequence[tuple[str, str]]) -> Table:
    cells = [
        [Paragraph(paper.escaped(label), paper.NOTE), Paragraph(paper.escaped(text), paper.BODY)]
        for label, text in rows
        if text
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.2, colors.HexColor("#cccccc")),
    ]
    return Table(cells, colWidths=_WIDTHS, style=TableStyle(style), hAlign="LEFT")


def _in_words(amount: Money) -> str:
    words = terbilang(amount)
    return words[:1].upper() + words[1:]


def certificate(shown: CertificatePaper, head: Letterhead) -> bytes:
    """The certificate, one page to sign; same input, same bytes."""
    held, term = shown.held, shown.held.term
    title = str(_("CERTIFICATE OF A TIME DEPOSIT"))
    extended = ""
    if held.extensions:
        extended = str(_("extended %(count)s times", count=held.extensions))
    rows = [
        (_("Number"), f"{held.number_text} {extended}".strip()),
        (_("In the name of"), _whom(shown.member)),
        (_("Product"), held.product.name),
        (_("Principal"), rupiah_text(held.principal)),
        (_("In words"), _in_words(held.principal)),
        (_("Term"), _("%(months)s months, %(start)s to %(end)s", months=term.months,
                      start=long_day(term.begins_on), end=long_day(term.ends_on))),
        (_("Rate"), shown.rate),
        (_("Interest is paid"), shown.payout),
        (_("At maturity"), shown.at_maturity),
        (_("Voucher of the placement"), shown.voucher),
        (_("Check this paper at"), shown.verify),
    ]  # fmt: skip
    story: list[Flowable] = [
        *paper.heading(title, [head.name]),
        _facts(rows),
        Spacer(1, 5 * mm),
        Paragraph(_("After maturity nothing more is earned unless the deposit is extended. An early break costs what the rate of this term says. This certificate cannot be sold or pledged outside of the cooperative; bring it when the deposit is paid out."), paper.NOTE),
        Spacer(1, 12 * mm),
        paper.signatures([_("Chairperson"), _("Treasurer"), _("The depositor")]),
    ]  # fmt: skip
    return paper.document(story, head, title=f"{title} {held.number_text}")


def act_paper(shown: ActPaper, head: Letterhead) -> bytes:
    """What an act paid, every line of the calculation, one page to sign."""
    act, held = shown.act, shown.held
    gets = act.to_member
    rows = [
        (_("Voucher"), shown.voucher),
        (_("Deposit"), f"{held.number_text}, {held.product.name}"),
        (_("Member"), _whom(shown.member)),
        (_("Date"), long_day(act.on)),
        (_("Amount"), rupiah_text(abs(gets))),
        (_("In words"), _in_words(abs(gets))),
        (_("Through"), shown.place or _("Simpanan sukarela of the member")),
        (_("Principal after this"), rupiah_text(held.principal_after(act.number))),
        (_("Note"), act.memo),
        (_("Recorded by"), shown.cashier),
    ]
    title = str(_("TIME DEPOSIT: %(what)s", what=shown.title))
    story: list[Flowable] = [*paper.heading(title, []), _facts(rows), Spacer(1, 5 * mm)]
    if shown.lines:
        story += [_calculation(shown.lines, gets), Spacer(1, 10 * mm)]
    story.append(paper.signatures([_("Treasurer"), _("The depositor")]))
    return paper.document(story, head, title=f"{title} {held.number_text}")


def _calculation(lines: Sequence[CalculationLine], gets: Money) -> Table:
    head = [
        Paragraph(_("How it is computed"), paper.STRONG), "",
        Paragraph(_("Amount"), paper.STRONG_RIGHT),
    ]  # fmt: skip
    rows: list[list[object]] = [head]
    for line in lines:
        amount = grouped(line.amount) if line.counts else f"({grouped(line.amount)})"
        rows.append(
            [Paragraph(paper.escaped(line.label), paper.CELL),
             Paragraph(paper.escaped(line.why), paper.CELL), amount]
        )  # fmt: skip
    rows.append([Paragraph(_("To the member"), paper.STRONG), "", grouped(gets)])
    style = [
        ("FONT", (2, 1), (2, -1), "Helvetica", 8),
        ("FONT", (2, -1), (2, -1), "Helvetica-Bold", 9),
        ("ALIGN", (2, 0), (2, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, paper.RULE),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, paper.RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(rows, colWidths=_LINES, style=TableStyle(style), hAlign="LEFT")
