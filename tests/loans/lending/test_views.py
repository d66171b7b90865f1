"""From the simulation to the payout through a browser without JavaScript."""

import re
from decimal import Decimal

import pytest
import time_machine

from coop_app import ledger
from coop_app.loans import queries
from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.products import CollateralKind
from coop_app.money import Money
from tests.make import (
    NOW,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import make_product
from tests.people import signed_in


class House:
    """Two cooperatives; Sri wants a loan, Tuti has savings, the cash box holds Rp10.000.000."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            group = make_group(self.key)
            self.sri = make_member(self.key, group, "Sri Wahyuni", phone="0812-3456-7890")
            self.tuti = make_member(self.key, group, "Tuti Handayani")
            make_deposit(self.desk, self.tuti.id, 10_000_000)
            self.product = make_product(
                self.desk,
                name="Pinjaman usaha",
                fees=Fees(provision_percent=Decimal(1), admin=Money(20_000)),
                collaterals=(CollateralKind.VEHICLE,),
            )
            self.kas = cash_of(self.desk)
        self.bendahara = signed_in(app, self.key)
        self.ketua = signed_in(app, self.key, "ketua")
        self.second = signed_in(app, self.key, "bendahara")
        self.pengawas = signed_in(app, self.key, "pengawas")

    def form(self, **facts):
        known = {
            "member": self.sri.label,
            "product_id": str(self.product),
            "principal": "1.200.000",
            "months": "12",
            "purpose": "Stok warung",
            "applied_on": "2026-08-14",
            "household-business": "3.000.000",
            "household-food": "1.000.000",
            "guarantor_1-member": self.tuti.label,
            "guarantor_1-amount": "500.000",
            "request_id": "r-1",
            "step": "save",
        }
        return known | facts

    def loan(self, loan_id):
        with self.app.app_context():
            return queries.get_loan(self.key, loan_id)

    def waiting(self):
        page = self.ketua.get("/persetujuan").get_data(as_text=True)
        return [int(key) for key in dict.fromkeys(re.findall(r"/persetujuan/(\d+)", page))]

    def decide(self, person, verb="setuju", note="Ya."):
        key = self.waiting()[0]
        page = person.get(f"/persetujuan/{key}").get_data(as_text=True)
        shown = re.search(r'name="shown"[^>]*value="([^"]+)"', page)
        assert shown, page
        return person.post(f"/persetujuan/{key}/{verb}", {"shown": shown[1], "note": note})


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        yield House(bare_app)


def test_from_application_to_money_in_hand(house):
    answer = house.bendahara.post("/pinjaman/ajukan", house.form())
    assert answer.status_code == 303, answer.get_data(as_text=True)
    loan_id = int(answer.location.rpartition("/")[2])
    text = house.bendahara.get(answer.location).get_data(as_text=True)
    assert "Sri Wahyuni" in text
    assert "Rp1.200.000" in text
    answer = house.bendahara.post(
        f"/pinjaman/{loan_id}/rekomendasi", {"text": "Warungnya ramai.", "request_id": "r-2"}
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert house.loan(loan_id).stage == "recommended"
    for person in (house.ketua, house.second):
        answer = house.decide(person)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        if house.loan(loan_id).stage == "approved":
            break
    assert house.loan(loan_id).stage == "approved"
    payout = {"on": "2026-08-14", "place": str(house.kas), "request_id": "r-3"}
    text = house.bendahara.post(
        f"/pinjaman/{loan_id}/cairkan", payout | {"step": "preview"}
    ).get_data(as_text=True)
    assert "Rp1.168.000" in text
    answer = house.bendahara.post(
        f"/pinjaman/{loan_id}/cairkan",
        payout | {"second_person": "ask", "second_reason": "Sudah disetujui."},
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert house.loan(loan_id).stage == "approved"
    answer = house.decide(house.ketua)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert house.loan(loan_id).stage == "disbursed"
    for path in ("", "/bukti-pencairan", "/bukti-pencairan.pdf", "/perjanjian.pdf", "/kartu.pdf"):
        answer = house.bendahara.get(f"/pinjaman/{loan_id}{path}")
        assert answer.status_code == 200, path
    with house.app.app_context():
        assert ledger.audit(book_id=house.desk.book_id) == []
