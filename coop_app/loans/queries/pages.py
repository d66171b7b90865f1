"""What the page of a loan and the list of loans show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.loans.queries.loans import Loan, Version, Wanted, get_loan, list_loans, schedules_of
from coop_app.loans.queries.parameters import Parameters, parameters
from coop_app.loans.queries.positions import place
from coop_app.loans.queries.products import holidays
from coop_app.loans.queries.requests import Details, PastStep, details_of, steps_of
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending.affordability import Verdict, judge
from coop_app.loans.rules.lending.offer import Offer, Wish, offer_of
from coop_app.loans.rules.position import Position
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.refusal import Refused


@dataclass(frozen=True, slots=True)
class OtherLoan:
    """Another running loan of the borrower, or of the village group."""

    loan: Loan
    owed: Money
    #: what should have been paid already, and for how many days
    arrears: Money
    days_late: int


@dataclass(frozen=True, slots=True)
class LoanPage:
    """One loan with everything around it."""

    loan: Loan
    member: MemberCard
    details: Details
    #: keys of guarantors → "0017 Siti Aminah"
    names: dict[int, str]
    #: as agreed, or as it would be if it were paid out on the day it was applied for
    offer: Offer | None
    verdict: Verdict | None
    versions: list[Version]
    steps: list[PastStep]
    others: list[OtherLoan]
    figures: Parameters


def loan_page(cooperative_id: int, loan_id: int, *, on: date) -> LoanPage:
    """One loan, and how the loans around it stand on a day. Raises `NotFound`, also for another cooperative's."""
    loan = get_loan(cooperative_id, loan_id)
    details = details_of(loan_id)
    figures = parameters(cooperative_id, loan.applied_on)
    offer = offer_for(loan, figures)
    verdict = judge(details.budget, offer.largest, share=figures.share) if offer else None
    return LoanPage(
        loan=loan,
        member=members.get_member(cooperative_id, loan.member_id),
        details=details,
        names=members.names(cooperative_id, [each.member_id for each in details.pledges]),
        offer=offer,
        verdict=verdict,
        versions=schedules_of([loan_id]).get(loan_id, []),
        steps=steps_of(loan_id),
        others=other_loans(loan, on=on),
        figures=figures,
    )


def offer_for(loan: Loan, figures: Parameters | None = None) -> Offer | None:
    """The offer with the loan's own terms; None if they cannot be calculated."""
    figures = figures or parameters(loan.cooperative_id, loan.applied_on)
    wish = Wish(
        principal=loan.principal, months=loan.months,
        disbursed_on=loan.disbursed_on or loan.applied_on, first_due=loan.first_due,
    )  # fmt: skip
    try:
        return offer_of(
            loan.terms, wish, ceiling=figures.ceiling, holidays=holidays(loan.cooperative_id)
        )
    except Refused:
        return None


def other_loans(loan: Loan, *, on: date) -> list[OtherLoan]:
    """What the borrower and the village group owe besides this loan, the borrower's first."""
    running = list_loans(loan.cooperative_id, Wanted(stages=stages.RUNNING, group_id=loan.group_id))
    own = list_loans(loan.cooperative_id, Wanted(stages=stages.RUNNING, member_id=loan.member_id))
    owed = owed_by(loan.book_id)
    found = {each.id: each for each in [*own, *running] if each.id != loan.id}
    placed = {each.loan.id: each.position for each in place(list(found.values()), on=on)}
    return [
        OtherLoan(each, owed.get(each.id, ZERO), *_late(placed.get(each.id)))
        for each in found.values()
    ]


def _late(position: Position | None) -> tuple[Money, int]:
    return (position.arrears, position.days_late) if position else (ZERO, 0)


def owed_by(book_id: int) -> dict[int, Money]:
    """Loan → principal that is still owed, from the ledger."""
    found = ledger.subject_balances(book_id=book_id, account="loans_to_members")
    return {
        int(subject.partition(":")[2]): amount
        for subject, amount in found.items()
        if subject.startswith("loan:")
    }


def found_loans(cooperative_id: int, wanted: Wanted, text: str = "") -> list[tuple[Loan, str]]:
    """Loans with their borrowers' names; a text fits the loan's number or the borrower."""
    loans = list_loans(cooperative_id, wanted)
    names = members.names(cooperative_id, sorted({loan.member_id for loan in loans}))
    fitting = _fitting(cooperative_id, loans, text)
    return [(loan, names.get(loan.member_id, "")) for loan in fitting]


def _fitting(cooperative_id: int, loans: Collection[Loan], text: str) -> list[Loan]:
    wanted = text.strip()
    if not wanted:
        return list(loans)
    people = {card.id for card in members.search(cooperative_id, wanted, limit=500)}
    label = wanted.upper()
    return [
        loan
        for loan in loans
        if loan.member_id in people or label == loan.label or wanted.lower() in loan.purpose.lower()
    ]
