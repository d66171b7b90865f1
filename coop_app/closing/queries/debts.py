"""The loans of a leaving member: what settles each of them today, and what stands in the way."""

from collections.abc import Iterator
from datetime import date

from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Figure, Obstacle
from coop_app.loans import queries as loans
from coop_app.loans.queries import Loan
from coop_app.loans.rules.stages import BEFORE_PAYOUT, CLOSED, DISBURSED
from coop_app.loans.service import Offer, offer
from coop_app.money import Money, rupiah
from coop_app.refusal import Refused

_HELD = "member_deposits_orders"


def offers(cooperative_id: int, member_id: int, on: date) -> list[Offer]:
    """What closes each running loan of a member today, by its product's rule."""
    wanted = loans.Wanted(stages=(DISBURSED,), member_id=member_id)
    return [
        offer(placed=placed) for placed in loans.positions(cooperative_id, on=on, wanted=wanted)
    ]


def loan_figures(cooperative_id: int, member_id: int, on: date) -> list[Figure]:
    """The figures of all running loans, in the order of their numbers."""
    found = sorted(offers(cooperative_id, member_id, on), key=lambda one: one.placed.loan.number)
    return [figure for one in found for figure in _figures(one)]


def _figures(one: Offer) -> Iterator[Figure]:
    loan, quote = one.placed.loan, one.quote
    if one.from_held:
        yield Figure(rules.HELD, loan.label, _HELD, loan.subject, one.from_held)
    for kind, role, amount in (
        (rules.PENALTY, "penalty", quote.penalty),
        (rules.INTEREST, "loan_interest_income", quote.interest_arrears + quote.interest),
        (rules.PRINCIPAL, "loans_to_members", quote.principal),
    ):
        if amount:
            yield Figure(kind, loan.label, role, loan.subject, Money(-amount))


def loan_obstacles(cooperative_id: int, member_id: int, on: date) -> list[Obstacle]:
    """Open applications, guarantees for others, more held than a loan costs, money of closed loans."""
    mine = loans.list_loans(cooperative_id, loans.Wanted(member_id=member_id))
    open_ones = [loan for loan in mine if loan.stage in BEFORE_PAYOUT]
    guaranteed = loans.Wanted(ids=loans.stands_for(cooperative_id, member_id))
    found = [_of(loan, rules.LoanRequestOpen(loan=loan.label)) for loan in open_ones]
    if guaranteed.ids:
        found += [
            _of(loan, rules.StillGuarantor(loan=loan.label))
            for loan in loans.list_loans(cooperative_id, guaranteed)
        ]
    left = {one.placed.loan.id: one.held_left for one in offers(cooperative_id, member_id, on)}
    left |= {loan.id: loans.held_of(loan.book_id, loan) for loan in mine if loan.stage == CLOSED}
    found += [
        _of(loan, rules.MoneyHeld(loan=loan.label, amount=rupiah(left[loan.id])))
        for loan in mine
        if left.get(loan.id)
    ]
    return found


def _of(loan: Loan, why: Refused) -> Obstacle:
    return Obstacle(why, "loans.loan", "loan_id", loan.id)
