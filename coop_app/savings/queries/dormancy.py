"""When members last moved their savings themselves."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.members.rules.standing import ENDED
from coop_app.money import Money
from coop_app.savings.models import SavingsAct
from coop_app.savings.queries.products import get_product
from coop_app.savings.rules import dormancy
from coop_app.savings.rules.dormancy import Sleep
from coop_app.savings.rules.products import SUKARELA

#: so many of the newest movements decide
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Sleeper:
    """A member whose savings nobody has moved for long."""

    member: MemberCard
    moved_on: date
    balance: Money


def sleep_of(cooperative_id: int, member_id: int, *, on: date, months: int) -> Sleep | None:
    """Whether a member's savings sleep on a day; a receipt that was taken back moved nothing."""
    query = (
        sa.select(SavingsAct.paid_on)
        .where(
            SavingsAct.cooperative_id == cooperative_id,
            SavingsAct.member_id == member_id,
            SavingsAct.reversed_seq.is_(None),
        )
        .order_by(SavingsAct.paid_on.desc())
        .limit(_ENOUGH)
    )
    return dormancy.sleep_of(session.scalars(query).all(), on=on, months=months)


def sleepers(
    cooperative_id: int, book_id: int, *, on: date, months: int, group_id: int | None = None
) -> list[Sleeper]:
    """Members with simpanan sukarela that nobody has moved for so many months, the longest first."""
    product = get_product(cooperative_id, SUKARELA)
    held = ledger.subject_balances(book_id=book_id, account=product.role, group_id=group_id)
    moved = _last_moves(cooperative_id, on)
    found = [
        Sleeper(card, moved.get(card.id, card.joined_on), -held[f"member:{card.id}"])
        for card in members.all_cards(cooperative_id)
        if card.status not in ENDED
        and held.get(f"member:{card.id}")
        and group_id in {None, card.group_id}
    ]
    asleep = [row for row in found if dormancy.is_asleep(row.moved_on, on=on, months=months)]
    return sorted(asleep, key=lambda row: (row.moved_on, row.member.number))


def _last_moves(cooperative_id: int, on: date) -> dict[int, date]:
    query = (
        sa.select(SavingsAct.member_id, sa.func.max(SavingsAct.paid_on))
        .where(
            SavingsAct.cooperative_id == cooperative_id,
            SavingsAct.reversed_seq.is_(None),
            SavingsAct.paid_on <= on,
        )
        .group_by(SavingsAct.member_id)
    )
    return {member_id: _day(moved) for member_id, moved in session.execute(query)}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
