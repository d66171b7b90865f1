"""What closes a loan, on paper: every figure of the arithmetic."""

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.loans.forms.words import SETTLEMENTS
from coop_app.loans.rules.settlement import Rule
from coop_app.loans.service import Offer
from coop_app.members.queries import MemberCard
from coop_app.money import terbilang
from coop_app.web import paper, tables
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text
from coop_app.web.tables import Column, Table


def quote_paper(made: Offer, member: MemberCard, head: Letterhead) -> bytes:
    """One A4 sheet to hand over; it holds for its day."""
    title = _("Settling the loan early")
    quote, loan = made.quote, made.placed.loan
    notes = [
        f"{loan.label} · {member.label}, {member.group_name}",
        _("What is paid on %(day)s to be free of this loan.", day=long_day(quote.day)),
        str(_("Rule of this kind of loan: %(rule)s.", rule=SETTLEMENTS[quote.rule])),
    ]
    story: list[Flowable] = [
        *paper.heading(title, notes),
        *paper.table_flowables(arithmetic(made), 180 * mm),
        Spacer(1, 4 * mm),
        Paragraph(paper.escaped(f"{terbilang(made.to_pay).capitalize()}."), paper.BODY),
        *(Paragraph(paper.escaped(line), paper.BODY) for line in explained(made)),
        Spacer(1, 10 * mm),
        paper.signatures([_("Treasurer"), _("Borrower")]),
    ]
    return paper.document(story, head, title=title)


def arithmetic(made: Offer) -> Table:
    """What is added up."""
    quote = made.quote
    rows = [
        {"what": _("Principal left"), "amount": quote.principal},
        {"what": _("Interest of late instalments"), "amount": quote.interest_arrears},
        {"what": _("Interest by the rule"), "amount": quote.interest},
        {"what": _("Penalty"), "amount": quote.penalty},
        {"what": _("Closes the loan"), "amount": quote.total, "_kind": "total"},
    ]
    if made.held:
        rows += [
            {"what": _("Held money used"), "amount": -made.from_held},
            {"what": _("To pay"), "amount": made.to_pay, "_kind": "total"},
        ]
    columns = [
        Column("what", _("What"), width=40),
        Column("amount", _("Amount"), "money", width=20),
    ]
    return tables.Table(_("Settlement"), columns, rows)


def explained(made: Offer) -> list[str]:
    """How the interest was worked out."""
    quote = made.quote
    figures = {
        "ahead": quote.ahead, "all": quote.instalments,
        "unpaid": rupiah_text(quote.interest_ahead), "total": rupiah_text(quote.total_interest),
        "unearned": rupiah_text(quote.unearned), "asked": rupiah_text(quote.interest),
        "waived": rupiah_text(quote.waived), "day": day(quote.day),
    }  # fmt: skip
    text = {
        Rule.RUNNING_MONTH: _(
            "Interest not due yet: %(unpaid)s for %(ahead)s instalments. Of it the running month is"
            " asked, %(asked)s; %(waived)s is let go.",
            **figures,
        ),
        Rule.ALL_INTEREST: _(
            "Interest not due yet: %(unpaid)s for %(ahead)s instalments. By this rule all of it is"
            " asked.",
            **figures,
        ),
        Rule.RULE_OF_78: _(
            "All interest of the loan is %(total)s for %(all)s instalments. %(ahead)s are still ahead:"
            " %(ahead)s × (%(ahead)s + 1) ÷ (%(all)s × (%(all)s + 1)) of it is not earned, %(unearned)s."
            " Unpaid %(unpaid)s less that is %(asked)s; %(waived)s is let go.",
            **figures,
        ),
    }[quote.rule]
    return [str(text)]
