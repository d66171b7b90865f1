"""The meeting sheet: many deposits of one group, one act each, all or none."""

from collections.abc import Iterable, Sequence

from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.refusal import Refused, RequestReused
from coop_app.savings import queries
from coop_app.savings.queries import Act, View
from coop_app.savings.rules import payments
from coop_app.savings.rules.payments import Desk, Payment, SheetHasErrors
from coop_app.savings.service.agreement import check_deposits
from coop_app.savings.service.deposits import take
from coop_app.savings.service.recording import Asked, queue


def group_sheet(
    *, desk: Desk, group_id: int, rows: Sequence[Payment], request_id: str
) -> list[Act]:
    """Take the deposits of a meeting; a sheet sent twice is recorded once.

    Raises `SheetHasErrors` with the refusal of each member's row, `RequestReused`, `NothingGiven`, `MemberTwice`,
    `SecondPersonNeeded` for an older day and for opening balances.
    """
    cards = members.members_of_group(desk.cooperative_id, group_id)
    return _sheet(desk, cards, rows, request_id)


def opening_sheet(*, desk: Desk, rows: Sequence[Payment], request_id: str) -> list[Act]:
    """What members of all groups had saved before this book, one act each, all or none.

    Raises as `group_sheet`.
    """
    return _sheet(desk, members.all_cards(desk.cooperative_id), rows, request_id)


def _sheet(
    desk: Desk, known: Iterable[MemberCard], rows: Sequence[Payment], request_id: str
) -> list[Act]:
    payments.check_rows(rows)
    cards = {card.id: card for card in known}
    ordered = sorted(rows, key=lambda row: row.member_id)
    paying = [cards[row.member_id] for row in ordered if row.member_id in cards]
    queue(desk, {card.id for card in paying})
    mark = fingerprint(tuple(ordered))
    if earlier := queries.list_batch(desk.cooperative_id, request_id):
        if any(act.fingerprint != mark for act in earlier):
            raise RequestReused
        return earlier
    view = queries.view_of(desk.cooperative_id, desk.book_id, paying)
    done, wrong = _take_all(desk, ordered, view, (request_id, mark))
    if wrong:
        raise SheetHasErrors(wrong)
    # last, so that whoever agrees is never asked about a sheet with errors
    check_deposits(desk=desk, paid=ordered, view=view)
    return done


def _take_all(
    desk: Desk, rows: Sequence[Payment], view: View, request: tuple[str, str]
) -> tuple[list[Act], dict[int, Refused]]:
    done: list[Act] = []
    wrong: dict[int, Refused] = {}
    request_id, mark = request
    for row in rows:
        asked = Asked(f"{request_id}:{row.member_id}", mark, request_id)
        try:
            if row.member_id not in view.cards:
                raise payments.NotInGroup
            done.append(take(desk=desk, payment=row, asked=asked, view=view))
        except Refused as refusal:
            wrong[row.member_id] = refusal
    return done, wrong
