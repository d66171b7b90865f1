"""The accountant's page of the cash book: each event and its debits and credits."""

from datetime import date

from coop_app.cashbook.rules.importing import Row
from coop_app.cashbook.rules.recording import Move
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money


def money_in(move: Move, *, source: str, place_group: int | None = None) -> Entry:
    """Cash rises; what it came for is credited."""
    place = debit(move.place_id, move.amount, group_id=place_group, memo=move.note)
    other = credit(move.account, move.amount, subject=move.subject, group_id=move.group_id)
    return Entry(move.on, move.description, source, (place, other))


def money_out(move: Move, *, source: str, place_group: int | None = None) -> Entry:
    """What it went for is debited; cash falls."""
    other = debit(move.account, move.amount, subject=move.subject, group_id=move.group_id)
    place = credit(move.place_id, move.amount, group_id=place_group, memo=move.note)
    return Entry(move.on, move.description, source, (other, place))


def transfer(
    move: Move, *, source: str, place_group: int | None = None, to_group: int | None = None
) -> Entry:
    """The place that receives is debited, the place that gives is credited; nobody is richer."""
    into = debit(move.account, move.amount, group_id=to_group, memo=move.note)
    out_of = credit(move.place_id, move.amount, group_id=place_group, memo=move.note)
    return Entry(move.on, move.description, source, (into, out_of))


def count_difference(
    *, place_id: int, difference: Money, on: date, memo: str, source: str
) -> Entry:
    """More in the box than in the book is income; less is a cost."""
    if difference > 0:
        lines = (debit(place_id, difference), credit("cash_over", difference))
    else:
        lines = (debit("cash_short", Money(-difference)), credit(place_id, Money(-difference)))
    return Entry(on, memo, source, lines)


def opening(*, place_id: int, amount: Money, on: date, memo: str, source: str) -> Entry:
    """What a place held before the books began, against the opening balances."""
    other = "opening_balance_equity"
    if amount > 0:
        lines = (debit(place_id, amount), credit(other, amount))
    else:
        lines = (debit(other, Money(-amount)), credit(place_id, Money(-amount)))
    return Entry(on, memo, source, lines)


def imported(
    row: Row, *, place_id: int, account: str | int, group_id: int | None, source: str
) -> Entry:
    """A row of her book: cash by what came in and went out, the other account by the rest."""
    lines = []
    if row.money_in:
        lines.append(debit(place_id, row.money_in, group_id=group_id, memo=row.note))
    if row.money_out:
        lines.append(credit(place_id, row.money_out, group_id=group_id, memo=row.note))
    subject = f"member:{row.member_id}" if row.member_id else None
    if row.net > 0:
        lines.append(credit(account, Money(row.net), subject=subject))
    elif row.net < 0:
        lines.append(debit(account, Money(-row.net), subject=subject))
    memo = row.description or f"{row.sheet} {row.number}"
    return Entry(row.on or date.min, memo, source, tuple(lines))
