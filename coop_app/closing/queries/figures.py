"""What a member has with the cooperative and owes to it, from the ledger and the loans' own rule."""

from datetime import date

from coop_app import auth, ledger
from coop_app.closing.queries.debts import loan_figures, loan_obstacles
from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Figure, Obstacle, Sheet
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import CANDIDATE, ENDED
from coop_app.money import Money, rupiah
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits

_GOODS = "member_goods_receivable"
_FORFEIT = "other_member_income"


def sheet_of(cooperative_id: int, book_id: int, member_id: int, on: date) -> Sheet:
    """The settlement of a member as the books stand now. Raises `NotFound`."""
    card = members.get_member(cooperative_id, member_id)
    figures = [
        *_savings(cooperative_id, book_id, card),
        *loan_figures(cooperative_id, member_id, on),
        *_goods(book_id, card),
        *_dues(cooperative_id, card, on),
    ]
    obstacles = [
        *_holds(cooperative_id, book_id, member_id),
        *_deposits(cooperative_id, member_id),
        *loan_obstacles(cooperative_id, member_id, on),
    ]
    return Sheet(member_id, card.group_id, on, tuple(figures), tuple(obstacles))


def subject_of(member_id: int) -> str:
    """How the ledger names a member."""
    return f"member:{member_id}"


def _savings(cooperative_id: int, book_id: int, card: MemberCard) -> list[Figure]:
    subject = subject_of(card.id)
    found = [
        (kind, -ledger.balance(book_id=book_id, account=kind.role, subject=subject))
        for kind in savings.list_products(cooperative_id)
    ]
    return [
        Figure(rules.SAVINGS, kind.name, kind.role, subject, held) for kind, held in found if held
    ]


def _goods(book_id: int, card: MemberCard) -> list[Figure]:
    subject = subject_of(card.id)
    account = ledger.account(book_id=book_id, role=_GOODS)
    owed = ledger.balance(book_id=book_id, account=account.id, subject=subject)
    return [Figure(rules.GOODS, account.name, _GOODS, subject, -owed)] if owed else []


def _dues(cooperative_id: int, card: MemberCard, on: date) -> list[Figure]:
    """Unpaid dues are not taken, unless the by-laws say so (a dated setting)."""
    setting = auth.setting(rules.DUES_SETTING, cooperative_id=cooperative_id, on=on)
    if not rules.takes_dues(setting) or card.status in {CANDIDATE, *ENDED}:
        return []
    behind = savings.standing_of(cooperative_id, card, on).arrears
    if not behind:
        return []
    return [Figure(rules.DUES, "", _FORFEIT, subject_of(card.id), Money(-behind))]


def _holds(cooperative_id: int, book_id: int, member_id: int) -> list[Obstacle]:
    held = [
        hold
        for kind in savings.list_products(cooperative_id)
        for hold in savings.holds_on(cooperative_id, book_id, member_id, kind)
    ]
    return [
        Obstacle(
            rules.SavingsHeld(amount=rupiah(hold.amount), reason=hold.reason),
            "savings.member",
            "member_id",
            member_id,
        )
        for hold in held
    ]


def _deposits(cooperative_id: int, member_id: int) -> list[Obstacle]:
    return [
        Obstacle(
            rules.DepositRunning(deposit=held.number_text), "savings.deposit", "deposit_id", held.id
        )
        for held in time_deposits.deposits_of(cooperative_id, member_id)
        if held.is_open
    ]
