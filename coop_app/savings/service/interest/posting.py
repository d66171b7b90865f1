"""The monthly run: what is still to be posted is posted in batches, each whole or not at all."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import session
from coop_app.ledger.entry import Entry
from coop_app.money import Money
from coop_app.savings import entries
from coop_app.savings.entries import Paper, Saver
from coop_app.savings.queries import interest as queries
from coop_app.savings.queries.interest import InterestRow
from coop_app.savings.rules.interest import Earning, MonthNotOver
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service.interest.slips import Share, take_turn, write_shares
from coop_app.savings.service.recording import queue

_MOST = 250


@dataclass(frozen=True, slots=True)
class Batch:
    """How many accounts a batch posted, how many wait, and what came to the members."""

    posted: int
    left: int
    interest: Money
    tax: Money


def entry_day(*, desk: Desk, month: Month) -> date:
    """The last day of the month; today when that month is closed already. Raises `MonthNotOver`."""
    if desk.today <= month.last:
        raise MonthNotOver(month=month.name, on=month.last + timedelta(days=1))
    closed = ledger.locked_through(book_id=desk.book_id)
    return desk.today if closed is not None and closed >= month.last else month.last


def post_interest(*, desk: Desk, month: Month, most: int = _MOST) -> Batch:
    """Post interest of a month for at most so many accounts; call it until nothing is left.

    What was posted before is not posted again: only the difference to what the month earned as the
    journal stands now. So a run that was killed goes on where it stopped, and one that is repeated
    changes nothing. Raises `NoRate`, `MonthNotOver`, what `ledger.post` raises.
    """
    on = entry_day(desk=desk, month=month)
    waiting = queries.interest_month(desk.cooperative_id, desk.book_id, month).waiting
    chosen = {row.member.id for row in waiting[:most]}
    # savers first, then the slips' numbers: the same order as everywhere, or two acts wait in a circle
    queue(desk, chosen)
    take_turn(desk)
    # read again: until the line above somebody could still record for these members
    held = queries.interest_month(desk.cooperative_id, desk.book_id, month, only=chosen)
    rows = held.waiting
    _post(desk, rows, on)
    interest = Money(sum(int(row.due.interest) for row in rows))
    tax = Money(sum(int(row.due.tax) for row in rows))
    if rows:
        auth.audit_trail(
            "savings.interest_posted", cooperative_id=desk.cooperative_id, by=desk.user_id,
            object=f"month:{month}",
            after={"accounts": len(rows), "interest": int(interest), "tax": int(tax)},
        )  # fmt: skip
    return Batch(len(rows), len(waiting) - len(chosen), interest, tax)


def _post(desk: Desk, rows: tuple[InterestRow, ...], on: date) -> None:
    shares = [
        Share(
            row.member.id, SUKARELA, row.earned.month, row.due.interest, row.due.tax,
            inputs_of(row.earned, row), row.revision + 1,
        )
        for row in rows
        if row.earned is not None
    ]  # fmt: skip
    written = write_shares(desk=desk, shares=shares, on=on)
    made = [
        _entry(row, share, Paper(on, f"savings_interest:{one.id}", ""))
        for row, share, one in zip(rows, shares, written, strict=True)
    ]
    posted = ledger.post_many(
        made, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
    )
    for one, entry in zip(written, posted, strict=True):
        one.entry_seq = entry.seq
    session.flush()


def _entry(row: InterestRow, share: Share, paper: Paper) -> Entry:
    what = "Koreksi jasa simpanan" if row.is_adjustment else "Jasa simpanan"
    memo = f"{what} {share.month.name}: {row.member.label}"
    saver = Saver(row.member.id, row.member.group_id)
    return entries.interest(Paper(paper.on, paper.source, memo), saver, share.interest, share.tax)


def inputs_of(earned: Earning, row: InterestRow) -> str:
    """The rule and the inputs, as they were when it was posted."""
    terms = earned.terms
    return json.dumps(
        {
            "method": terms.method.value,
            "day_basis": terms.day_basis,
            "minimum": int(terms.minimum),
            "tiers": [[None if t.below is None else int(t.below), t.mille] for t in terms.tiers],
            "days": [
                [span.start.isoformat(), span.end.isoformat(), int(span.balance)]
                for span in earned.days
            ],
            "exact": str(earned.exact),
            "interest": int(earned.interest),
            "posted_before": int(row.standing.account.interest),
            "member_interest_before": int(row.standing.member.interest),
            "member_tax_before": int(row.standing.member.tax),
            "tax_left": int(row.due.tax_left),
        },
        separators=(",", ":"),
    )
