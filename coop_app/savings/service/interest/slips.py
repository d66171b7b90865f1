"""Interest is written once per account and month, taxed over the member's whole month, slips numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.savings.models import SavingsInterest, SavingsProduct, SavingsTaxSlip
from coop_app.savings.queries import interest as queries
from coop_app.savings.rules.interest import Paid, Standing, difference
from coop_app.savings.rules.products import SUKARELA


@dataclass(frozen=True, slots=True)
class Share:
    """Interest of an account for one month, with its tax and the rule and inputs as JSON."""

    member_id: int
    account: str
    month: Month
    interest: Money
    tax: Money
    why: str
    revision: int = 0


def take_turn(desk: Desk) -> None:
    """Whoever posts interest waits here, so that slips are numbered without gaps (PostgreSQL)."""
    mine = SavingsProduct.cooperative_id == desk.cooperative_id, SavingsProduct.key == SUKARELA
    session.execute(sa.select(SavingsProduct.id).where(*mine).with_for_update())


def taxed(
    *, desk: Desk, member_id: int, account: str, shares: Sequence[tuple[Month, Money]], why: str
) -> list[Share]:
    """The tax of interest that is paid now, each month by itself with all the member earned in it.

    What is withheld never exceeds what is paid; the rest follows with the month's own interest.
    """
    rows = queries.of_member(
        desk.cooperative_id, desk.book_id, member_id, [month for month, _interest in shares]
    )
    found = []
    for month, interest in shares:
        paid = queries.by_member(row for row in rows if row.month == month)
        standing = Standing(member=paid.get(member_id, Paid()), balance=ZERO)
        tax = difference(interest, standing, queries.tax_on(desk.cooperative_id, month.last)).tax
        revision = 1 + queries.newest_revision(desk.cooperative_id, member_id, account, month)
        found.append(Share(member_id, account, month, interest, tax, why, revision))
    return found


def write_shares(*, desk: Desk, shares: Iterable[Share], on: date) -> list[SavingsInterest]:
    """Their rows, without an entry yet, and a slip number for each member who has none this month."""
    now = clock.now()
    rows = [
        SavingsInterest(
            cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=share.member_id,
            account=share.account, month=str(share.month), revision=share.revision, on_date=on,
            interest=int(share.interest), tax=int(share.tax), why=share.why,
            made_by=desk.user_id, made_at=now,
        )
        for share in shares
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    _number_slips(desk, sorted({row.member_id for row in rows}), Month.of(on))
    return rows


def _number_slips(desk: Desk, member_ids: Sequence[int], month: Month) -> None:
    here = SavingsTaxSlip.cooperative_id == desk.cooperative_id
    year = month.first.year
    have = sa.select(SavingsTaxSlip.member_id).where(here, SavingsTaxSlip.month == str(month))
    known = set(session.scalars(have))
    newest = sa.select(sa.func.max(SavingsTaxSlip.number)).where(here, SavingsTaxSlip.year == year)
    number = int(session.scalar(newest) or 0)
    missing = [key for key in member_ids if key not in known]
    session.add_all(
        SavingsTaxSlip(
            cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=member_id,
            month=str(month), year=year, number=number + n, issued_by=desk.user_id,
            issued_at=clock.now(),
        )
        for n, member_id in enumerate(missing, start=1)
    )  # fmt: skip
    session.flush()
