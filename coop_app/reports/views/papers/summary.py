"""What a member owns and owes on one page, to hand over or to pin to the passbook."""

from flask_babel import gettext as _
from flask_babel import ngettext

from coop_app.reports.queries.own import OwnPage
from coop_app.reports.rules.own_loan import OwnLoan
from coop_app.reports.views.papers.sheet import BOLD, Sheet, cut
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, month_name, rupiah_text

_LAST_LINE = 40


def draw(shown: OwnPage, head: Letterhead, *, large: bool) -> bytes:
    """A5, or A4 when large."""
    who = f"{shown.member.name} ({shown.member.number_text}) – {shown.member.group_name}"
    sheet = Sheet(head, title=f"{_('Summary')} {shown.member.label}", large=large)
    sheet.begin()
    sheet.head_line(_("What I own and owe"), who, _("On %(day)s", day=long_day(shown.on)))
    _savings(sheet, shown)
    for loan in shown.loans:
        _loan(sheet, loan)
    _history(sheet, shown)
    sheet.sign([_("Treasurer"), _("Member")], at=12)
    sheet.end()
    return sheet.done()


def _savings(sheet: Sheet, shown: OwnPage) -> None:
    sheet.say(_("My savings"), size=11, font=BOLD)
    sheet.down(1)
    for held in shown.balances:
        sheet.pair(held.product.name, rupiah_text(held.amount))
    sheet.pair(_("All savings together"), rupiah_text(shown.saved), strong=True, size=11)
    sheet.say(dues_words(shown), size=9.5)
    sheet.down(3)


def dues_words(shown: OwnPage) -> str:
    """`Iuran wajib lunas sampai Juli 2026.`, and what is missing."""
    if shown.standing.arrears_months:
        missing = ngettext(
            "Dues: %(num)s month not paid yet, %(amount)s.",
            "Dues: %(num)s months not paid yet, %(amount)s.",
            shown.standing.arrears_months,
            amount=rupiah_text(shown.standing.arrears),
        )
        return str(missing)
    if shown.paid_until is None:
        return str(_("No monthly dues so far."))
    return str(_("Dues are paid until %(month)s.", month=month_name(shown.paid_until)))


def _loan(sheet: Sheet, loan: OwnLoan) -> None:
    sheet.say(loan.name, size=11, font=BOLD)
    sheet.down(1)
    sheet.pair(_("Still to pay back"), rupiah_text(loan.principal_left), strong=True)
    if loan.late:
        sheet.pair(_("Late, please pay now"), rupiah_text(loan.late), strong=True)
    if loan.next_due:
        label = _("Next instalment, %(day)s", day=day(loan.next_due))
        sheet.pair(label, rupiah_text(loan.next_amount))
    sheet.down(3)


def _history(sheet: Sheet, shown: OwnPage) -> None:
    if not shown.history:
        return
    sheet.say(_("What happened last"), size=11, font=BOLD)
    sheet.down(1)
    for row in shown.history:
        if sheet.y < (_LAST_LINE + 4) * 2.83465:
            return
        names = cut(", ".join(row.names), "Helvetica", 8.5, 170)
        cells = [
            (day(row.on), 11.0, False), (names, 35.0, False), (rupiah_text(row.amount), 137.0, True),
        ]  # fmt: skip
        sheet.columns(cells, size=8.5, font="Helvetica")
