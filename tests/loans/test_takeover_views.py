"""Copying an old loan card into the program, and the second person who agrees."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from coop_app import ledger
from coop_app.loans import queries
from tests.make import NOW, make_cooperative, make_group, make_member, make_savings
from tests.make_loans import make_product, rate_of
from tests.people import Browser, signed_in

PAGE = "/pinjaman/berjalan"


class House:
    """A cooperative that lends at 1 % a month, and Sri with her old card."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.sri = make_member(self.key, make_group(self.key), "Sri Wahyuni")
            self.product = make_product(self.desk, name="Pinjaman usaha", rate=rate_of("1"))
        self.bendahara = signed_in(app, self.key)
        self.ketua = signed_in(app, self.key, "ketua")

    def card(self, **changed: str) -> dict[str, Any]:
        known = {
            "member": self.sri.label, "product_id": str(self.product), "principal": "9.000.000",
            "months": "12", "disbursed_on": "2026-02-05", "first_due": "2026-03-05",
            "paid_instalments": "5", "left": "5.250.000", "on": "2026-08-14", "old_number": "PJ-17",
            "request_id": "old-1", "step": "preview",
        }  # fmt: skip
        return known | changed

    def loans(self) -> list[queries.Loan]:
        with self.app.app_context():
            return queries.list_loans(self.key)


@pytest.fixture
def house(bare_app: Flask) -> Iterator[House]:
    with time_machine.travel(NOW, tick=True):
        yield House(bare_app)


def decide(person: Browser, verb: str) -> int:
    listed = person.get("/persetujuan").get_data(as_text=True)
    key = re.findall(r"/persetujuan/(\d+)", listed)[0]
    page = person.get(f"/persetujuan/{key}").get_data(as_text=True)
    shown = re.search(r'name="shown"[^>]*value="([^"]+)"', page)
    assert shown, page
    answer = person.post(f"/persetujuan/{key}/{verb}", {"shown": shown[1], "note": "Cocok."})
    return answer.status_code


def test_the_preview_shows_what_is_still_to_come_and_writes_nothing(house: House) -> None:
    page = house.bendahara.post(PAGE, house.card()).get_data(as_text=True)
    assert page.count("750.000") >= 7
    assert "5 Feb 2027" in page
    assert 'value="PJ-17"' in page
    assert house.loans() == []


def test_it_takes_two_people_and_stands_in_the_book(house: House) -> None:
    ask = house.card(second_person="ask", second_reason="Saldo awal dari kartu lama")
    del ask["step"]
    asked = house.bendahara.post(PAGE, ask)
    assert asked.status_code == 303
    assert house.loans() == []
    assert decide(house.ketua, "setuju") == 303
    (loan,) = house.loans()
    assert (loan.stage, int(loan.principal), loan.months) == ("disbursed", 5_250_000, 7)
    with house.app.app_context():
        assert ledger.audit(book_id=house.desk.book_id) == []
    assert house.bendahara.get(f"/pinjaman/{loan.id}").status_code == 200


def test_saving_alone_asks_for_the_second_person(house: House) -> None:
    answer = house.bendahara.post(PAGE, house.card(step="save"))
    assert answer.status_code == 422
    assert "orang kedua" in answer.get_data(as_text=True)
    assert house.loans() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"left": "5.000.000"}, "sisa pokoknya Rp5.250.000, bukan Rp5.000.000"),
        ({"paid_instalments": "12", "left": "0"}, "tidak ada yang perlu dicatat"),
        ({"paid_instalments": ""}, "Tulis berapa angsuran"),
        ({"member": "Tidak Ada"}, "Tidak Ada"),
        ({"on": "2026-01-01"}, "Pilih tanggal sesudahnya"),
        ({"left": "lima juta"}, "angka"),
    ],
)
def test_a_wrong_card_is_told_at_its_field_and_kept(
    house: House, changed: dict[str, str], said: str
) -> None:
    answer = house.bendahara.post(PAGE, house.card(**changed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert 'value="PJ-17"' in page
    assert house.loans() == []
