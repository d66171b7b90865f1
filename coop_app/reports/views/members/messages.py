"""Short texts to send by WhatsApp: a summary, a reminder, a statement."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.members.queries import MemberCard
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.queries.own import OwnPage
from coop_app.reports.rules.member_statement import Pot, owed, saved, short
from coop_app.reports.rules.own_loan import OwnLoan
from coop_app.web import whatsapp
from coop_app.web.access import letterhead
from coop_app.web.filters import day, month_name, rupiah_text


def _greeting(card: MemberCard) -> list[str]:
    return [letterhead().name, f"{card.name} ({card.number_text})"]


def summary(shown: OwnPage) -> str | None:
    """What a member has saved, and the dues."""
    lines = _greeting(shown.member)
    lines.append(_("On %(day)s", day=day(shown.on)))
    lines += [f"{held.product.name}: {rupiah_text(held.amount)}" for held in shown.balances]
    lines += [*_dues(shown), *_loans(shown)]
    return whatsapp.link_to(shown.member.phone, lines)


def reminder(shown: OwnPage) -> str | None:
    """A friendly word about what is due; None when nothing is."""
    asked = [*_arrears(shown), *_due_loans(shown)]
    if not asked:
        return None
    lines = [*_greeting(shown.member), _("A friendly reminder:"), *asked]
    lines.append(_("Already paid? Then please ignore this. Thank you."))
    return whatsapp.link_to(shown.member.phone, lines)


def statement(offered: Offered, card: MemberCard, pots: tuple[Pot, ...]) -> str | None:
    """A month's figures and how to answer."""
    lines = _greeting(card)
    lines.append(_("Statement %(month)s", month=month_name(offered.month)))
    lines.append(_("Savings: %(amount)s", amount=rupiah_text(saved(pots))))
    if debt := owed(pots):
        lines.append(_("Loan left to pay: %(amount)s", amount=rupiah_text(debt)))
    lines.append(_("Check code %(code)s", code=short(offered.fingerprint)))
    address = url_for("reports.own_statement", statement_id=offered.id, _external=True)
    lines.append(_("Is it right? Answer here: %(address)s", address=address))
    return whatsapp.link_to(card.phone, lines)


def _dues(shown: OwnPage) -> list[str]:
    if shown.standing.arrears_months or shown.paid_until is None:
        return _arrears(shown)
    return [_("Dues paid until %(month)s", month=month_name(shown.paid_until))]


def _arrears(shown: OwnPage) -> list[str]:
    unpaid = shown.standing.unpaid
    if not unpaid:
        return []
    first, last = month_name(unpaid[0].month), month_name(unpaid[-1].month)
    months = first if first == last else f"{first} - {last}"
    amount = rupiah_text(shown.standing.arrears)
    return [_("Dues not paid yet: %(amount)s (%(months)s)", amount=amount, months=months)]


def _loans(shown: OwnPage) -> list[str]:
    return [
        _("%(loan)s: %(amount)s left", loan=loan.name, amount=rupiah_text(loan.principal_left))
        for loan in shown.loans
    ]


def _due_loans(shown: OwnPage) -> list[str]:
    return [text for loan in shown.loans if loan.is_near for text in _asked(loan)]


def _asked(loan: OwnLoan) -> list[str]:
    found = []
    if loan.late:
        late = rupiah_text(loan.late)
        found.append(_("%(loan)s, not paid yet: %(amount)s", loan=loan.name, amount=late))
    if loan.next_due:
        following = rupiah_text(loan.next_amount)
        found.append(
            _("%(loan)s, instalment %(amount)s by %(day)s", loan=loan.name, amount=following,
              day=day(loan.next_due))
        )  # fmt: skip
    return found
