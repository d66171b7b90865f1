"""A member's month on one page, with a slip to tear off and give back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm

from coop_app.members.queries import MemberCard
from coop_app.money import Money, grouped
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import Pot, short
from coop_app.reports.views.papers.sheet import BOLD, MARGIN, PLAIN, Sheet, cut
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, month_name

#: the slip's height, and how many lines of a pot fit above it, in all
_SLIP = 58
_ROOM = (_SLIP + 16) * mm
_DATE, _AMOUNT, _BALANCE = 13.0, 108.0, 137.0


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One statement with its figures."""

    offered: Offered
    card: MemberCard
    pots: Sequence[Pot]
    #: entry → all that was paid with it
    handed: Mapping[int, Money]


def draw(pages: Iterable[MonthPage], head: Letterhead, *, title: str, large: bool) -> bytes:
    """One page for each member; A5, or A4 when large."""
    sheet = Sheet(head, title=title, large=large)
    for shown in pages:
        sheet.begin()
        _page(sheet, shown)
        sheet.end()
    return sheet.done()


def _page(sheet: Sheet, shown: MonthPage) -> None:
    card, month = shown.card, shown.offered.month
    who = f"{card.name} ({card.number_text}) – {card.group_name}"
    title = _("My month: %(month)s", month=month_name(month))
    sheet.head_line(title, who, _("Made on %(day)s", day=long_day(shown.offered.offered_at.date())))
    for pot in shown.pots:
        _pot(sheet, pot, shown.handed)
    if not shown.pots:
        sheet.say(_("No savings and no loan until the end of this month."))
    _slip(sheet, shown)


def _pot(sheet: Sheet, pot: Pot, handed: Mapping[int, Money]) -> None:
    name = _("Loan left: %(name)s", name=pot.name) if pot.is_debt else pot.name
    sheet.say(name, size=10, font=BOLD)
    _row(sheet, _("At the start of the month"), "", grouped(pot.opening))
    hidden = 0
    for line in pot.lines:
        if sheet.y < _ROOM:
            hidden += 1
            continue
        sign = "+" if line.amount > 0 else "-"
        text = f"{day(line.on)}  {line.voucher}"
        if pot.is_debt and line.amount < 0:
            text += "  " + _("(of %(amount)s)", amount=grouped(handed[line.seq]))
        _row(sheet, text, f"{sign}{grouped(abs(line.amount))}", grouped(line.balance))
    if hidden:
        sheet.say(_("… and %(count)s more lines; ask the office for them", count=hidden), size=8)
    _row(sheet, _("At the end of the month"), "", grouped(pot.closing), font=BOLD)
    sheet.down(1.8)


def _row(sheet: Sheet, text: str, amount: str, balance: str, *, font: str = PLAIN) -> None:
    label = cut(text, font, 9, 75 * mm)
    cells = [(label, _DATE, False), (amount, _AMOUNT, True), (balance, _BALANCE, True)]
    sheet.columns(cells, size=9, font=font)


def _slip(sheet: Sheet, shown: MonthPage) -> None:
    card, offered = shown.card, shown.offered
    marks = _("Code of this statement %(mark)s", mark=short(offered.fingerprint))
    if offered.prior:
        marks += " · " + _("the one before %(mark)s", mark=short(offered.prior))
    marks += " · " + _("book %(mark)s", mark=short(offered.head_hash))
    sheet.y = (_SLIP + 4.5) * mm
    sheet.say(marks, size=7.5, grey=True)
    sheet.y = _SLIP * mm
    sheet.line(0.7, dashed=True)
    sheet.down(5.5)
    sheet.say(
        _("Tear off here and give it back to the supervisors or the treasurer"), size=8, grey=True
    )
    sheet.down(1)
    sheet.say(f"{card.label} – {card.group_name}", size=11, font=BOLD)
    sheet.say(
        _("%(month)s, code %(mark)s", month=month_name(offered.month), mark=short(offered.fingerprint)),
        size=9,
    )  # fmt: skip
    sheet.down(2.5)
    _box(sheet, _("It is right"))
    _box(sheet, _("Something is wrong, namely:"))
    for left, height in ((58 * mm, 6.2 * mm), (0, 0)):
        sheet.canvas.line(MARGIN + left, sheet.y + height, sheet.right, sheet.y + height)
    sheet.canvas.setFont(PLAIN, 8.5)
    sheet.canvas.drawString(MARGIN, 9 * mm, _("Date") + " ....................")
    sheet.canvas.drawRightString(
        sheet.right, 9 * mm, _("Signature") + " .............................."
    )


def _box(sheet: Sheet, text: str) -> None:
    sheet.canvas.rect(MARGIN, sheet.y - 1 * mm, 4.2 * mm, 4.2 * mm)
    sheet.canvas.setFont(PLAIN, 10)
    sheet.canvas.drawString(MARGIN + 7 * mm, sheet.y, text)
    sheet.down(7)
