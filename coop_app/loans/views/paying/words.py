"""Payments in words: titles, where money went, what is left, the message for the borrower."""

from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from coop_app.loans.forms.words import PARTS
from coop_app.loans.queries import Paid, Placed
from coop_app.loans.rules.paying import Kind
from coop_app.loans.rules.repayment import Part
from coop_app.web.access import letterhead
from coop_app.web.filters import day, long_day, rupiah_text

if TYPE_CHECKING:
    from coop_app.loans.views.paying.payments import Receipt

TITLES = {
    Kind.PAYMENT: _l("Loan payment"),
    Kind.SETTLEMENT: _l("Loan paid off"),
    Kind.RECOVERY: _l("Money for a loan written off"),
    Kind.REFUND: _l("Held money given back"),
}
WENT_TO = {
    "held": _l("held for the next instalment"),
    "savings": _l("into simpanan sukarela"),
    "place": _l("given back in cash"),
}


def title(act: Paid) -> str:
    """What a paper is called."""
    return str(TITLES[Kind(act.kind)])


def split_lines(act: Paid) -> list[tuple[str, str]]:
    """The parts that were paid, and what was too much."""
    if act.kind == Kind.RECOVERY:
        return [(title(act), rupiah_text(act.amount))]
    found = [
        (_capital(PARTS[part]), rupiah_text(act.parts[part])) for part in Part if act.parts[part]
    ]
    if act.left_over:
        where = WENT_TO[act.left_over_to]
        found.append((_capital(where), rupiah_text(act.left_over)))
    return found


def _capital(text: object) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]


def instalments(act: Paid) -> str:
    """`instalment 3` or `instalments 3, 4`."""
    if not act.numbers:
        return ""
    text = ", ".join(str(number) for number in act.numbers)
    count = len(act.numbers)
    return str(ngettext("instalment %(text)s", "instalments %(text)s", count, text=text))


def afterwards(placed: Placed) -> list[str]:
    """What is left of the loan, what is late, what is due next."""
    position = placed.position
    if position.is_settled:
        return [str(_("The loan is paid back. Nothing is left."))]
    found = [_("Principal left: %(amount)s", amount=rupiah_text(position.principal_left))]
    late = position.arrears + position.penalty
    if late:
        found.append(_("Late, still to pay: %(amount)s", amount=rupiah_text(late)))
    row = position.next_row
    if row is not None:
        amount = rupiah_text(row.principal + row.interest)
        found.append(_("Next: %(amount)s on %(day)s", amount=amount, day=day(row.row.due)))
    return [str(line) for line in found]


def left_after(act: Paid, placed: Placed) -> list[str]:
    """The same for a receipt; of a loan that was given up the receipt says nothing."""
    return [] if act.kind == Kind.RECOVERY else afterwards(placed)


def message(shown: "Receipt", verify: str) -> list[str]:
    """The receipt as a short text; no identity number."""
    act = shown.act
    lines = [f"{label}: {amount}" for label, amount in split_lines(act)]
    return [
        letterhead().name,
        f"{title(act)} {shown.loan.label}",
        _("Receipt %(voucher)s", voucher=shown.entry.voucher),
        long_day(act.paid_on),
        _("Name: %(name)s", name=shown.member.name),
        _("Amount: %(amount)s", amount=rupiah_text(act.amount)),
        *lines,
        *left_after(act, shown.placed),
        _("Check: %(address)s", address=verify),
    ]


def reminder(placed: Placed, name: str) -> list[str]:
    """A friendly reminder of what is due next, or late."""
    position = placed.position
    lines = [
        _("Good day %(name)s,", name=name),
        _("a reminder of your loan %(loan)s at %(house)s.", loan=placed.loan.label,
          house=letterhead().name),
    ]  # fmt: skip
    late = position.arrears + position.penalty
    if late:
        lines.append(_("Late, still to pay: %(amount)s", amount=rupiah_text(late)))
    row = position.next_row
    if row is not None:
        amount = rupiah_text(row.principal + row.interest)
        lines.append(_("Next: %(amount)s on %(day)s", amount=amount, day=day(row.row.due)))
    return [*lines, _("If you have paid already, please leave this message aside. Thank you.")]
