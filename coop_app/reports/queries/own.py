"""One member's page: what they own and owe, and what happened last."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.ledger.accounts import EntryPage
from coop_app.loans import queries as loans
from coop_app.loans.queries import Placed, Wanted
from coop_app.loans.rules.rate import Rate
from coop_app.loans.rules.stages import DISBURSED
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.reports.queries import member_statements, pots
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules import own as rules
from coop_app.reports.rules.member_statement import Pot, PotLine, State
from coop_app.reports.rules.own import Happening
from coop_app.reports.rules.own_loan import OwnLoan, own_loan
from coop_app.savings import queries as savings
from coop_app.savings.queries import Balance, GoalRow, time_deposits
from coop_app.savings.queries.time_deposits import Certificate
from coop_app.savings.rules.dues import Standing

NEWEST = 10


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything on a member's home."""

    member: MemberCard
    on: date
    balances: tuple[Balance, ...]
    standing: Standing
    paid_until: Month | None
    loans: tuple[OwnLoan, ...]
    deposits: tuple[Certificate, ...]
    goals: tuple[GoalRow, ...]
    history: tuple[Happening, ...]
    statements: tuple[Offered, ...]

    @property
    def saved(self) -> Money:
        """All kinds of savings together, time deposits too."""
        kinds = sum(int(balance.amount) for balance in self.balances)
        return Money(kinds + sum(int(one.principal) for one in self.deposits))

    @property
    def waiting(self) -> Offered | None:
        """The newest statement, while nobody has said anything about it."""
        newest = self.statements[0] if self.statements else None
        return newest if newest and newest.state is State.OFFERED else None


def own_page(cooperative_id: int, book_id: int, member_id: int, *, on: date) -> OwnPage:
    """Raises `NotFound`, also for another cooperative's member."""
    card = members.get_member(cooperative_id, member_id)
    standing = savings.standing_of(cooperative_id, card, on)
    return OwnPage(
        member=card,
        on=on,
        balances=savings.balances(cooperative_id, book_id, member_id),
        standing=standing,
        paid_until=rules.paid_until(standing),
        loans=own_loans(cooperative_id, member_id, on=on),
        deposits=tuple(
            one for one in time_deposits.deposits_of(cooperative_id, member_id) if one.is_open
        ),
        goals=savings.goal_progress(cooperative_id, book_id, member_id, on=on).rows,
        history=history(cooperative_id, book_id, member_id, newest=NEWEST),
        statements=tuple(member_statements.of_member(cooperative_id, member_id, limit=12)),
    )


def card_of(cooperative_id: int, member_id: int) -> MemberCard:
    """Whose page it is. Raises `NotFound`."""
    return members.get_member(cooperative_id, member_id)


def own_loans(cooperative_id: int, member_id: int, *, on: date) -> tuple[OwnLoan, ...]:
    """The loans that are being paid back, the oldest first."""
    mine = Wanted(member_id=member_id, stages=(DISBURSED,))
    placed = loans.positions(cooperative_id, on=on, wanted=mine)
    return tuple(loan_of(one) for one in sorted(placed, key=lambda one: one.loan.number))


def loan_of(placed: Placed) -> OwnLoan:
    """One of them, in the borrower's words."""
    name = f"{placed.loan.product} {placed.loan.label}"
    return own_loan(placed.loan.id, name, placed.position)


def rate_of(placed: Placed) -> Rate:
    """The rate of the schedule in force: a rescheduled loan may have another one than agreed first."""
    track = loans.tracks([placed.loan])[0]
    carried = track.carried.get(placed.version.id)
    return carried.rate if carried else placed.loan.terms.rate


def history(
    cooperative_id: int, book_id: int, member_id: int, *, newest: int | None = None
) -> tuple[Happening, ...]:
    """What a member did, newest first: one row for each voucher."""
    touched: dict[int, list[tuple[Pot, PotLine]]] = defaultdict(list)
    for pot in pots.of_member(cooperative_id, book_id, member_id, None):
        for line in pot.lines:
            touched[line.seq].append((pot, line))
    order = sorted(touched, key=lambda seq: (touched[seq][0][1].on, seq), reverse=True)[:newest]
    pages = {page.seq: page for page in ledger.entry_pages(book_id=book_id, seqs=order)}
    return tuple(_happening(pages[seq], touched[seq]) for seq in order)


def _happening(page: EntryPage, touched: list[tuple[Pot, PotLine]]) -> Happening:
    amounts = [(pot, line.amount) for pot, line in touched]
    return Happening(
        page.seq, page.on, page.voucher, rules.names_of(amounts),
        rules.brought(amounts, page.total),
        is_reversal=page.reverses is not None, is_reversed=page.reversed_by is not None,
    )  # fmt: skip
