"""What members saved is written member by member, never as one sum by hand."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.entry import credit, debit
from coop_app.money import Money
from tests.make import make_cooperative, make_deposit, make_group, make_member, make_savings

DAY = date(2024, 1, 31)


@pytest.mark.parametrize("role", ["principal_savings", "mandatory_savings", "voluntary_savings"])
def test_a_sum_of_all_members_is_refused(app, role) -> None:
    desk = make_savings(make_cooperative())
    lines = [debit("cash_on_hand", Money(500_000)), credit(role, Money(500_000))]
    with pytest.raises(manual.KeptByMember), transaction():
        manual.post_opening(desk=desk, request_id="a", on=DAY, lines=lines)
    with pytest.raises(manual.KeptByMember), transaction():
        manual.post_voucher(desk=desk, request_id="b", on=DAY, memo="Simpanan", lines=lines)
    assert not ledger.journal(book_id=desk.book_id).rows


def test_savings_from_before_the_book_belong_to_their_members(app) -> None:
    cooperative = make_cooperative()
    desk = replace(make_savings(cooperative), approved_by=2)
    member = make_member(cooperative, make_group(cooperative))
    lines = [
        debit("cash_on_hand", Money(150_000)),
        credit("opening_balance_equity", Money(150_000)),
    ]
    with transaction():
        manual.post_opening(desk=desk, request_id="a", on=DAY, lines=lines)
    capital = ledger.account(book_id=desk.book_id, role="opening_balance_equity").id
    make_deposit(desk, member.id, 150_000, place=capital)
    assert ledger.balance(book_id=desk.book_id, account="opening_balance_equity") == 0
    assert ledger.balance(book_id=desk.book_id, account="cash_on_hand") == 150_000
    owned = ledger.subject_balances(book_id=desk.book_id, account="voluntary_savings")
    assert owned == {f"member:{member.id}": -150_000}
    assert ledger.audit(book_id=desk.book_id) == []
