"""What a linked member's own account at the cooperative tells the family: goals, what falls due, what was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.enterprises import queries as enterprises
from coop_app.literacy.queries.family.households import Home, Link
from coop_app.literacy.rules.family.envelopes import DUES
from coop_app.loans import queries as loans
from coop_app.loans.rules.stages import DISBURSED
from coop_app.members import queries as members
from coop_app.members.rules.standing import ACTIVE
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings.rules.goals import Progress


@dataclass(frozen=True, slots=True)
class LinkedGoal:
    """A goal at the cooperative that somebody of the family lets the others see."""

    id: int
    person_id: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due at the cooperative in a month."""

    #: "loan:42" or "dues"
    source: str
    label: str
    amount: Money
    on: date
    person_id: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was taken from a business for the household in a month; never what the business has."""

    name: str
    amount: Money
    person_id: int


def goals_of(home: Home, links: Sequence[Link], on: date) -> list[LinkedGoal]:
    """Goals of those who show them."""
    book_id = ledger.main_book(home.cooperative_id)
    return [
        LinkedGoal(row.id, link.person_id, row.progress)
        for link in links
        if link.goals
        for row in savings.goal_progress(
            home.cooperative_id, book_id, link.member_id, on=on
        ).rows
    ]  # fmt: skip


def dues_of(home: Home, links: Sequence[Link], month: Month, on: date) -> list[Due]:
    """Instalments and dues up to the end of a month, of those who show them."""
    found = []
    for link in links:
        if link.payments:
            found += [*_instalments(home, link, month, on), *_dues(home, link, month, on)]
    return found


def _instalments(home: Home, link: Link, month: Month, on: date) -> list[Due]:
    mine = loans.Wanted(stages=[DISBURSED], member_id=link.member_id)
    placed = loans.positions(home.cooperative_id, on=on, wanted=mine)
    found = []
    for one in placed:
        amount, row = one.position.due_until(month.last), one.position.next_row
        if amount:
            day = row.row.due if row else month.last
            found.append(
                Due(one.loan.subject, one.loan.label, amount, min(day, month.last), link.person_id)
            )
    return found


def _dues(home: Home, link: Link, month: Month, on: date) -> list[Due]:
    member = members.get_member(home.cooperative_id, link.member_id)
    if member.status != ACTIVE:
        return []
    states = savings.payable_months(home.cooperative_id, member, on, ahead=1)
    amount = sum(int(one.due) - int(one.paid) for one in states if one.month <= month)
    return [Due(DUES, "", Money(amount), month.last, link.person_id)] if amount > 0 else []


def drawn_of(home: Home, links: Sequence[Link], month: Month) -> list[Drawn]:
    """What those who show it took from their businesses in a month."""
    return [
        Drawn(one.name, drawn, link.person_id)
        for link in links
        if link.business
        for one in enterprises.enterprises_of(home.cooperative_id, link.member_id)
        if (drawn := enterprises.month_figures(one.book_id, month).drawn) > 0
    ]
