"""The office in which the pages of lending are tried."""

import re
from decimal import Decimal

import pytest
import time_machine

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


class Office:
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

    def applied(self, **facts):
        """An application through the form; returns the loan's key."""
        answer = self.bendahara.post("/pinjaman/ajukan", self.form(**facts))
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return int(answer.location.rpartition("/")[2])

    def recommended(self, **facts):
        loan_id = self.applied(**facts)
        words = {"text": "Warungnya ramai.", "request_id": f"rek-{loan_id}"}
        answer = self.bendahara.post(f"/pinjaman/{loan_id}/rekomendasi", words)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return loan_id

    def approved(self, **facts):
        loan_id = self.recommended(**facts)
        assert self.decide(self.ketua).status_code == 303
        return loan_id

    def ask_payout(self, loan_id, **facts):
        asked = {
            "on": "2026-08-14", "place": str(self.kas), "request_id": f"cair-{loan_id}",
            "second_person": "ask", "second_reason": "Sudah disetujui.",
        }  # fmt: skip
        return self.bendahara.post(f"/pinjaman/{loan_id}/cairkan", asked | facts)

    def text(self, path, person=None):
        answer = (person or self.bendahara).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

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
def office(bare_app):
    with time_machine.travel(NOW, tick=True):
        yield Office(bare_app)
