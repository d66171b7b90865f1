"""The savings acts for two people, done by the same verbs as those for one."""

from typing import Any

from coop_app import auth, ledger
from coop_app.auth import Agreed, Kind
from coop_app.dates import parse_date
from coop_app.money import Money
from coop_app.refusal import N_
from coop_app.savings import queries, service
from coop_app.savings.rules.payments import Payment, Withdrawal
from coop_app.savings.rules.terms import NewTerm
from coop_app.savings.views.agreeing import words


def _deposit(agreed: Agreed) -> None:
    payment = auth.unpacked(Payment, agreed.content["payment"])
    service.deposit(desk=agreed.desk, payment=payment, request_id=agreed.content["request_id"])


def _withdraw(agreed: Agreed) -> None:
    here, content = agreed.desk, agreed.content
    asked = auth.unpacked(Withdrawal, content["withdrawal"])
    act = service.withdraw(desk=here, withdrawal=asked, request_id=content["request_id"])
    ledger.refuse_short(book_id=here.book_id, seq=act.entry_seq)


def _reverse(agreed: Agreed) -> None:
    here, content = agreed.desk, agreed.content
    on = parse_date(content["on"])
    act = service.reverse_act(desk=here, act_id=content["act_id"], on=on, why=content["why"])
    ledger.refuse_short(book_id=here.book_id, seq=act.reversed_seq or 0)


def _sheet(agreed: Agreed) -> None:
    rows = [auth.unpacked(Payment, row) for row in agreed.content["rows"]]
    service.group_sheet(
        desk=agreed.desk, group_id=agreed.content["group_id"], rows=rows,
        request_id=agreed.content["request_id"],
    )  # fmt: skip


def _openings(agreed: Agreed) -> None:
    rows = [auth.unpacked(Payment, row) for row in agreed.content["rows"]]
    service.opening_sheet(desk=agreed.desk, rows=rows, request_id=agreed.content["request_id"])


def _term(agreed: Agreed) -> None:
    service.set_term(desk=agreed.desk, new=auth.unpacked(NewTerm, agreed.content["term"]))


def _minimum(agreed: Agreed) -> None:
    content = agreed.content
    minimum = Money(content["minimum"])
    service.set_minimum(desk=agreed.desk, product=content["product"], minimum=minimum)


def _release(agreed: Agreed) -> None:
    content = agreed.content
    service.release_hold(desk=agreed.desk, hold_id=content["hold_id"], why=content["why"])


def _lock_saver(cooperative_id: int, content: dict[str, Any]) -> None:
    member_id = auth.unpacked(Withdrawal, content["withdrawal"]).member_id
    service.wait_turn(cooperative_id=cooperative_id, member_ids=[member_id])


def _lock_receipt(cooperative_id: int, content: dict[str, Any]) -> None:
    act = queries.get_act(cooperative_id, content["act_id"])
    service.wait_turn(cooperative_id=cooperative_id, member_ids=[act.member_id])


for _kind in (
    Kind(
        "savings.deposit",
        N_("Savings received: older day or opening balance"),
        words.of_deposit,
        _deposit,
    ),
    Kind(
        "savings.withdraw", N_("Savings paid out"), words.of_withdrawal, _withdraw, lock=_lock_saver
    ),
    Kind(
        "savings.reverse", N_("Cancel a receipt"), words.of_reversal, _reverse, lock=_lock_receipt
    ),
    Kind(
        "savings.sheet", N_("Meeting sheet: older day or opening balance"), words.of_sheet, _sheet
    ),
    Kind("savings.openings", N_("Savings from before this book"), words.of_openings, _openings),
    Kind("savings.term", N_("A new amount"), words.of_term, _term),
    Kind("savings.minimum", N_("What must stay in the account"), words.of_minimum, _minimum),
    Kind("savings.release", N_("Release held savings"), words.of_release, _release),
):
    auth.register_kind(_kind)
