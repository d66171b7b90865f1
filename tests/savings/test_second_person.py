"""Savings acts that wait for a second person: asked, reserved, shown, agreed, on paper."""

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from coop_app import clock, ledger
from coop_app.auth import SecondPersonNeeded
from coop_app.auth import queries as people
from coop_app.auth.service.limits import limit
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings import queries, service
from coop_app.savings.rules import dormancy
from coop_app.savings.rules.payments import OPENING, Part, Payment, Withdrawal
from tests.make import (
    NOW,
    SECOND,
    TODAY,
    agreed,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import signed_in
from tests.second_person import answer, ask

OLD = date(2026, 8, 10)


class House:
    """A member with Rp8.000.000, her treasurer and the ketua."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group_id = make_group(self.key)
            self.sri = make_member(self.key, self.group_id, "Sri", joined_on=date(2026, 6, 3))
            self.kas = cash_of(self.desk)
            self.deposit = make_deposit(self.desk, self.sri.id, 8_000_000)
        self.treasurer = signed_in(app, self.key)
        self.ketua = signed_in(app, self.key, "ketua", display_name="Ibu Ketua")

    def payment(self, amount=50_000, on=OLD, place=None, months=()):
        part = Part("wajib" if months else "sukarela", Money(amount), months)
        return Payment(self.sri.id, on, place or self.kas, (part,))

    def withdrawal(self, amount, on=TODAY, memo=""):
        return Withdrawal(self.sri.id, on, self.kas, "sukarela", Money(amount), memo)

    def form(self, **facts):
        known = {"on": "2026-08-14", "place": str(self.kas), "request_id": "r-9", "step": "save"}
        return known | facts

    def ask(self, path, data):
        return ask(self.treasurer, path, data)

    def agree(self, page):
        assert answer(self.ketua, page).status_code == 303

    def balance(self, product="sukarela"):
        with self.app.app_context():
            kind = queries.get_product(self.key, product)
            return queries.balance_of(self.desk.book_id, kind, self.sri.id)

    def acts(self):
        with self.app.app_context():
            return queries.list_acts(self.key, self.sri.id)


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert ledger.audit(book_id=made.desk.book_id) == []
            assert queries.check(made.desk.book_id) == []


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def test_a_large_withdrawal_waits_and_its_money_is_reserved(house) -> None:
    path = f"/simpanan/tarik/{house.sri.id}"
    page = house.ask(path, house.form(product="sukarela", amount="6.000.000"))
    assert house.balance() == 8_000_000
    shown = text_of(house.ketua.get(page))
    assert "0001 Sri" in shown
    assert "Rp6.000.000" in shown
    other = house.form(product="sukarela", amount="2.500.000", request_id="r-10")
    held = text_of(house.treasurer.post(path, other))
    assert "Rp6.000.000 ditahan (menunggu persetujuan orang kedua)" in held
    assert "paling banyak Rp2.000.000" in held
    assert "menunggu persetujuan" in text_of(
        house.treasurer.get(f"/simpanan/anggota/{house.sri.id}")
    )
    house.agree(page)
    assert house.balance() == 2_000_000
    act = house.acts()[0]
    receipt = text_of(house.treasurer.get(f"/simpanan/bukti/{act.id}"))
    assert "Disetujui oleh Ibu Ketua" in receipt
    with house.app.app_context():
        entry = ledger.entry_page(book_id=house.desk.book_id, seq=act.entry_seq)
    assert (entry.made_by, entry.approved_by) == (house.treasurer.user_id, house.ketua.user_id)


def test_a_refused_withdrawal_frees_the_money(house) -> None:
    path = f"/simpanan/tarik/{house.sri.id}"
    page = house.ask(path, house.form(product="sukarela", amount="6.000.000"))
    answer(house.ketua, page, agrees=False)
    assert house.balance() == 8_000_000
    done = house.treasurer.post(
        path, house.form(product="sukarela", amount="4.000.000", request_id="r-2")
    )
    assert done.status_code == 303


def test_asking_for_more_than_there_is_says_so_at_once(house) -> None:
    data = house.form(
        product="sukarela", amount="9.000.000", second_person="ask", second_reason="x"
    )
    refused = house.treasurer.post(f"/simpanan/tarik/{house.sri.id}", data)
    assert refused.status_code == 422
    assert "paling banyak bisa ditarik Rp8.000.000" in text_of(refused)


def test_several_withdrawals_of_a_day_count_together(house) -> None:
    def withdraw(amount):
        asked = house.withdrawal(amount)
        with house.app.app_context(), transaction():
            service.withdraw(desk=house.desk, withdrawal=asked, request_id=f"w-{amount}")

    withdraw(3_000_000)
    with pytest.raises(SecondPersonNeeded):
        withdraw(2_000_001)
    withdraw(2_000_000)
    assert house.balance() == 3_000_000


def test_a_reversal_takes_two(house) -> None:
    page = f"/simpanan/bukti/{house.deposit.id}/batal"
    asked = house.ask(page, {"on": "2026-08-14", "why": "salah orang", "request_id": "r-1"})
    shown = text_of(house.ketua.get(asked))
    assert "salah orang" in shown
    assert "BKM/2026" in shown
    house.agree(asked)
    assert house.balance() == 0
    assert house.acts()[0].reversed_seq is not None


@pytest.mark.parametrize("facts", [{"on": "10/08/2026"}, {"opening": True}])
def test_an_old_day_or_an_opening_balance_takes_two(house, facts) -> None:
    with house.app.app_context():
        opening = ledger.account(book_id=house.desk.book_id, role=OPENING).id
    place = {"place": str(opening)} if facts.pop("opening", False) else {}
    path = f"/simpanan/setor/{house.sri.id}"
    page = house.ask(path, house.form(sukarela="75.000", **facts, **place))
    assert "Rp75.000" in text_of(house.ketua.get(page))
    house.agree(page)
    assert house.balance() == 8_075_000
    act = house.acts()[0]
    assert "Disetujui oleh Ibu Ketua" in text_of(house.treasurer.get(f"/simpanan/bukti/{act.id}"))


def test_a_sheet_of_an_old_day_takes_two_as_a_whole(house) -> None:
    path = f"/simpanan/rapat/{house.group_id}"
    data = house.form(on="10/08/2026", **{f"sukarela-{house.sri.id}": "5.000"})
    page = house.ask(path, data)
    assert "Simpanan sukarela Rp5.000" in text_of(house.ketua.get(page))
    house.agree(page)
    assert house.balance() == 8_005_000
    assert "5.000" in text_of(house.treasurer.get("/simpanan/rapat/selesai/r-9"))


def test_a_sheet_with_errors_is_put_before_nobody(house) -> None:
    data = house.form(on="10/08/2026", **{f"pokok-{house.sri.id}": "500.000"})
    refused = house.treasurer.post(f"/simpanan/rapat/{house.group_id}", data)
    assert refused.status_code == 422
    assert "Simpanan pokok adalah" in text_of(refused) or "sudah dibayar" in text_of(refused)
    assert "orang kedua setuju" not in text_of(refused)


def test_a_new_amount_and_a_new_minimum_take_two(house) -> None:
    new = {"product": "wajib", "amount": "25.000", "valid_from": "2026-09-01", "decided_by": "RAT"}
    page = house.ask("/simpanan/jenis/besaran", new | {"request_id": "t-1"})
    house.agree(page)
    least = {"product": "sukarela", "minimum": "10.000", "request_id": "m-1"}
    page = house.ask("/simpanan/jenis/saldo-minimum", least)
    assert "Rp10.000" in text_of(house.ketua.get(page))
    house.agree(page)
    with house.app.app_context():
        assert queries.amount_on(house.key, "wajib", date(2026, 9, 1)) == 25_000
        assert queries.get_product(house.key, "sukarela").minimum_balance == 10_000


def test_a_hold_is_placed_by_one_and_released_by_two(house) -> None:
    path = f"/simpanan/anggota/{house.sri.id}/ditahan"
    hold = {"product": "sukarela", "amount": "7.000.000", "reason": "sengketa waris"}
    too_much = house.treasurer.post(path, hold | {"amount": "8.000.001", "request_id": "h-1"})
    assert (too_much.status_code, "Rp8.000.000" in text_of(too_much)) == (422, True)
    assert house.treasurer.post(path, hold | {"request_id": "h-2"}).status_code == 303
    assert "sengketa waris" in text_of(house.treasurer.get(path))
    form = text_of(house.treasurer.get(f"/simpanan/tarik/{house.sri.id}"))
    assert "ditahan: Rp7.000.000 (sengketa waris)" in form
    asked = house.ask("/simpanan/ditahan/1/lepas", {"why": "waris sepakat", "request_id": "l-1"})
    assert "sengketa waris" in text_of(house.ketua.get(asked))
    house.agree(asked)
    assert "waris sepakat" in text_of(house.treasurer.get(path))
    with house.app.app_context(), transaction():
        assert service.free(desk=house.desk, member_id=house.sri.id) == 8_000_000


ASLEEP = "2027-08-15T05:00:00Z"


def desk_of(house):
    return replace(house.desk, today=clock.today())


def test_sleeping_savings_take_two_and_a_note(house) -> None:
    with time_machine.travel(ASLEEP), house.app.app_context():
        desk = desk_of(house)
        asked = house.withdrawal(100_000, on=desk.today)
        with pytest.raises(dormancy.DormantUnexplained), transaction():
            service.withdraw(desk=agreed(desk), withdrawal=asked, request_id="w-1")
        asked = replace(asked, memo="datang sendiri dengan KTP")
        with pytest.raises(dormancy.AccountDormant), transaction():
            service.withdraw(desk=desk, withdrawal=asked, request_id="w-1")
        with transaction():
            service.withdraw(desk=agreed(desk), withdrawal=asked, request_id="w-1")
        rows = queries.sleepers(house.key, desk.book_id, on=desk.today, months=12)
        assert rows == []


def test_a_small_deposit_does_not_open_sleeping_savings_at_once(house) -> None:
    def withdraw(days):
        with time_machine.travel(date(2027, 8, 15 + days)), house.app.app_context(), transaction():
            desk = desk_of(house)
            asked = house.withdrawal(100_000, on=desk.today, memo="datang sendiri")
            service.withdraw(desk=desk, withdrawal=asked, request_id=f"w-{days}")

    with time_machine.travel(date(2027, 8, 15)), house.app.app_context():
        make_deposit(desk_of(house), house.sri.id, 1000)
    for days in (0, 15):
        with pytest.raises(dormancy.AccountDormant):
            withdraw(days)
    with time_machine.travel(date(2027, 9, 14)), house.app.app_context(), transaction():
        asked = house.withdrawal(100_000, on=clock.today())
        service.withdraw(desk=desk_of(house), withdrawal=asked, request_id="w")
    assert house.balance() == 7_901_000


def test_the_list_of_sleeping_savings(house) -> None:
    with time_machine.travel(ASLEEP):
        treasurer = signed_in(house.app, house.key)
        page = text_of(treasurer.get("/simpanan/pasif"))
        assert "0001 Sri" in page
        assert "14 Agu 2026" in page
        assert treasurer.get("/simpanan/pasif?format=csv").status_code == 200
        assert "0001 Sri" not in text_of(treasurer.get("/simpanan/pasif?bulan=13"))
        form = text_of(treasurer.get(f"/simpanan/tarik/{house.sri.id}"))
        assert "Simpanan ini pasif: tidak bergerak sejak 14 Agu 2026" in form


def test_dormancy_has_bounds() -> None:
    days = [date(2025, 1, 31), date(2025, 8, 31)]
    assert dormancy.sleep_of(days, on=date(2026, 8, 30), months=12).state == "active"
    assert dormancy.sleep_of(days, on=date(2026, 8, 31), months=12).state == "dormant"
    assert dormancy.sleep_of(days, on=date(2025, 9, 15), months=6).state == "waking"
    assert dormancy.sleep_of(days, on=date(2025, 9, 30), months=6).state == "active"
    assert dormancy.sleep_of([], on=date(2025, 9, 15), months=6) is None


def test_a_computed_whole_asks_nobody(house) -> None:
    with house.app.app_context():
        desk = replace(house.desk, part_of="import:1")
        with transaction():
            service.deposit(desk=desk, payment=house.payment(), request_id="i-1")
        assert limit("dormant_months", cooperative_id=house.key, on=TODAY) == 12
        assert people.names_of(house.key, [SECOND]) is not None


def test_a_coordinator_may_ask_too(house) -> None:
    coordinator = signed_in(house.app, house.key, "koordinator", group_id=house.group_id)
    data = house.form(on="10/08/2026", **{f"sukarela-{house.sri.id}": "5.000"})
    extra = {"second_person": "ask", "second_reason": "baru ketemu"}
    answered = coordinator.post(f"/simpanan/rapat/{house.group_id}", data | extra)
    assert (answered.status_code, answered.location) == (303, "/")
    assert "Permintaan tercatat" in text_of(coordinator.get("/"))
    house.agree("/persetujuan/1")
    assert house.balance() == 8_005_000
