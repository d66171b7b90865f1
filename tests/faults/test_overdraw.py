"""Eight people take 80 out of 100 at the same moment: one gets it, through the real pages."""

from collections.abc import Iterator

from coop_app import ledger
from tests.faults import forms
from tests.faults.browser import Tab, new_id
from tests.faults.house import RICH, House, books, faults
from tests.faults.processes import Stable
from tests.faults.test_lost_reply import AT_ONCE, send_at_once


def many_ids() -> Iterator[str]:
    while True:
        yield new_id()


def balance(house: House, account: int | str, subject: str | None = None) -> int:
    with books(house):
        assert faults(house) == []
        return int(ledger.balance(book_id=house.book_id, account=account, subject=subject))


def test_eight_withdrawals_of_eighty_from_a_hundred(either_house: House, stable: Stable) -> None:
    house = either_house
    with stable.serving(house.environment) as (_server, address):
        with Tab(address, house.cookie) as tab:
            first = forms.withdrawal(house, RICH - 100_000)
            assert tab.post(first[1], first[2] | {"request_id": new_id()}).status == 303
        form = forms.withdrawal(house, 80_000)
        answers = send_at_once(house, address, form, many_ids())
    assert sorted(answer.status for answer in answers) == [303] + [422] * (AT_ONCE - 1)
    member = f"member:{house.members[0]}"
    assert balance(house, "voluntary_savings", member) == -20_000


def test_the_cash_box_never_falls_below_zero(either_house: House, stable: Stable) -> None:
    house = either_house
    held = balance(house, house.cash)
    with stable.serving(house.environment) as (_server, address):
        form = forms.money_out(house, held * 4 // 5)
        answers = send_at_once(house, address, form, many_ids())
    assert sorted(answer.status for answer in answers) == [303] + [422] * (AT_ONCE - 1)
    assert balance(house, house.cash) == held - held * 4 // 5
