"""The loan agreement: parties, terms in words, schedule, signatures, and where the meterai goes."""

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from coop_app.loans.forms.words import COLLATERALS, OVERPAID, SETTLEMENTS
from coop_app.loans.queries import LoanPage
from coop_app.loans.rules.lending.offer import Offer
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.views.lending.papers.offer import (
    ceiling_words,
    facts,
    offer_facts,
    schedule_table,
)
from coop_app.loans.views.lending.terms_words import allocation_words, penalty_words
from coop_app.money import Money
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import rupiah_text

#: receipts above this carry a meterai of Rp10.000 (UU 10/2020 art. 3, domain.md); agreements always do
STAMP_DUTY_ABOVE = 5_000_000


def agreement(shown: LoanPage, offer: Offer, head: Letterhead) -> bytes:
    """The whole agreement; before the payout its dates are those of a payout on the day of application."""
    loan = shown.loan
    title = _("Loan agreement")
    story: list[Flowable] = [
        *paper.heading(title, [_("No. %(number)s", number=loan.label)]),
        *_clause(_("The parties"), _parties(shown, head)),
        _head(_("The loan and what it costs")),
        facts(offer_facts(offer)),
        Spacer(1, 2 * mm),
    ]
    if words := ceiling_words(offer):
        story += [Paragraph(paper.escaped(words), paper.BODY), Spacer(1, 2 * mm)]
    for name, text in _clauses(shown):
        story += _clause(name, text)
    story += [_head(_("Schedule of instalments")), *_dates(shown), *schedule_table(offer.rows)]
    story += [Spacer(1, 6 * mm), KeepTogether(_signatures(shown))]
    return paper.document(story, head, title=f"{title} {loan.label}")


def _head(text: str) -> Flowable:
    return Paragraph(paper.escaped(text), paper.STRONG)


def _clause(name: str, text: str) -> list[Flowable]:
    return [_head(name), Paragraph(paper.escaped(text), paper.BODY), Spacer(1, 2 * mm)]


def _parties(shown: LoanPage, head: Letterhead) -> str:
    return str(
        _(
            "%(house)s, called the cooperative, lends; %(member)s, member of the group %(group)s, called the"
            " borrower, borrows. The money is for: %(purpose)s.",
            house=head.name, member=shown.member.label, group=shown.member.group_name,
            purpose=shown.loan.purpose,
        )
    )  # fmt: skip


def _clauses(shown: LoanPage) -> list[tuple[str, str]]:
    terms = shown.loan.terms
    rows = [
        (_("How a payment is counted"), _(
            "Each payment goes in this order: %(order)s. What is too much goes to %(rest)s.",
            order=allocation_words(terms), rest=OVERPAID[terms.overpayment],
        )),
        (_("Penalty for lateness"), penalty_words(terms.penalty) + "."),
        (_("Paying back early"), _(
            "The borrower may pay back early at any time and then pays: %(rule)s.",
            rule=SETTLEMENTS[terms.settlement],
        )),
        (_("Collateral"), _collateral(shown)),
        (_("Guarantors"), _guarantors(shown)),
    ]  # fmt: skip
    return [(str(name), str(text)) for name, text in rows]


def _collateral(shown: LoanPage) -> str:
    things = [
        f"{COLLATERALS[CollateralKind(thing.kind)]}: {thing.description} ({rupiah_text(thing.value)})"
        for thing in shown.details.collaterals
    ]
    return ("; ".join(things) if things else str(_("none"))) + "."


def _guarantors(shown: LoanPage) -> str:
    if not shown.details.pledges:
        return str(_("none")) + "."
    named = ", ".join(
        _stands(shown.names.get(each.member_id, ""), each.amount) for each in shown.details.pledges
    )
    if shown.loan.terms.group_liability:
        return str(
            _("Tanggung renteng: the whole group stands for the loan. %(names)s.", names=named)
        )
    return named + "."


def _stands(name: str, amount: Money) -> str:
    if not amount:
        return name
    return str(_("%(name)s (%(amount)s held)", name=name, amount=rupiah_text(amount)))


def _dates(shown: LoanPage) -> list[Flowable]:
    if shown.loan.disbursed_on:
        return []
    text = _(
        "The due dates count from the day of the payout and are written again on the instalment card."
    )
    return [Paragraph(paper.escaped(text), paper.NOTE), Spacer(1, 2 * mm)]


def _signatures(shown: LoanPage) -> list[Flowable]:
    names = [_("For the cooperative"), _("Borrower"), _("Wife, husband or heir")]
    guarantors = len(shown.details.pledges)
    parts: list[Flowable] = [
        Paragraph(
            _("Put a meterai of Rp10.000 beside the borrower's signature: loan agreements need one whatever the"
              " amount (UU 10/2020 article 3)."),
            paper.NOTE,
        ),
        Spacer(1, 4 * mm),
        paper.signatures(names),
    ]  # fmt: skip
    for start in range(0, guarantors, 3):
        count = min(3, guarantors - start)
        rows = [
            _("Guarantor: %(name)s", name=shown.names.get(each.member_id, ""))
            for each in shown.details.pledges[start : start + count]
        ]
        parts += [Spacer(1, 4 * mm), paper.signatures(rows)]
    return parts
