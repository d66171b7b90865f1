"""The pages of interest through a browser without JavaScript."""

import re
import time
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings.queries import interest as queries
from coop_app.savings.rules.interest import NewRate, RateTier
from coop_app.savings.service import interest as service
from tests.make import (
    NOW,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import decide_all, signed_in
from tests.savings.test_views import pdf_text, text_of

JULY = Month(2026, 7)


class House:
    """Two savers of one cooperative, a rate of 6 %, and another cooperative."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            group_id = make_group(self.key)
            joined = date(2026, 1, 5)
            self.sri = make_member(self.key, group_id, "Sri Wahyuni", joined_on=joined)
            self.tuti = make_member(self.key, group_id, "Tuti", joined_on=joined)
            for member, amount in ((self.sri, 1_000_000), (self.tuti, 60_000_000)):
                make_deposit(
                    replace(self.desk, part_of="test"), member.id, amount, paid_on=date(2026, 6, 2)
                )
            self.other = make_cooperative("Koperasi Lain")
            make_savings(self.other)

    def rate(self, mille=6000):
        new = NewRate(
            "sukarela", date(2026, 1, 1), "lowest", 365, Money(0), (RateTier(None, mille),), "RAT"
        )
        with self.app.app_context(), transaction():
            service.set_rate(desk=replace(self.desk, approved_by=2), new=new, request_id="r")

    def run(self):
        with self.app.app_context(), transaction():
            return service.post_interest(desk=self.desk, month=JULY)

    def rows(self):
        with self.app.app_context():
            return queries.of_month(self.key, self.desk.book_id, JULY)

    def slip(self):
        with self.app.app_context():
            return queries.slips_of(self.key, self.desk.book_id, JULY)[-1]


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert ledger.audit(book_id=made.desk.book_id) == []
            assert savings.check(made.desk.book_id) == []


@pytest.fixture
def treasurer(house):
    return signed_in(house.app, house.key)


def wait_until_posted(client, month="2026-07"):
    for _ in range(100):
        answer = client.get(f"/simpanan/jasa/{month}/proses")
        if answer.status_code == 303:
            return answer
        time.sleep(0.05)
    raise AssertionError("still working")


def test_interest_says_when_no_rate_is_decided(house, treasurer):
    assert "belum diputuskan" in text_of(treasurer.get("/simpanan/jasa"))


def test_interest_shows_all_savers_of_the_last_month(house, treasurer):
    house.rate()
    text = text_of(treasurer.get("/simpanan/jasa"))
    assert "Jasa simpanan Juli 2026" in text
    assert "5.096" in text
    assert "305.753" in text
    assert "2 rekening: Rp310.849" in text
    assert "termasuk pajak Rp30.575" in text


def test_post_interest_goes_on_in_the_background_and_only_once(house, treasurer):
    house.rate()
    for _ in range(2):
        answer = treasurer.post("/simpanan/jasa/2026-07/catat", data={"request_id": "x"})
        assert answer.status_code == 303
        assert wait_until_posted(treasurer).location.endswith("/simpanan/jasa?bulan=2026-07")
    assert [(row.revision, row.interest) for row in house.rows()] == [(0, 5_096), (0, 305_753)]
    assert "sudah dicatat" not in text_of(treasurer.get("/simpanan/jasa"))
    assert "Akan dicatat tidak ada" in text_of(treasurer.get("/simpanan/jasa"))


def test_post_interest_of_a_month_that_is_not_over(house, treasurer):
    house.rate()
    treasurer.post("/simpanan/jasa/2026-08/catat", data={"request_id": "x"})
    wait_until_posted(treasurer, "2026-08")
    assert "belum berakhir" in text_of(treasurer.get("/simpanan/jasa?bulan=2026-08"))
    assert house.rows() == []


def test_interest_why_shows_the_balances_and_the_rule(house, treasurer):
    house.rate()
    house.run()
    text = text_of(treasurer.get(f"/simpanan/jasa/2026-07/anggota/{house.tuti.id}"))
    assert "60.000.000" in text
    assert "31 / 365" in text
    assert "Rp30.575" in text
    assert treasurer.get("/simpanan/jasa/2026-07/anggota/999").status_code == 404
    assert treasurer.get(f"/simpanan/jasa/x/anggota/{house.tuti.id}").status_code == 404


def test_interest_as_files(house, treasurer):
    house.rate()
    for kind in ("xlsx", "csv", "pdf"):
        assert treasurer.get(f"/simpanan/jasa?format={kind}").status_code == 200
    csv = treasurer.get("/simpanan/jasa?format=csv").get_data(as_text=True)
    assert re.search(r"Tuti.*305753", csv)


def test_interest_tax_lists_everybody_with_the_day_to_pay(house, treasurer):
    house.rate()
    house.run()
    text = text_of(treasurer.get("/simpanan/jasa/pajak?bulan=2026-07"))
    assert "15 Agu 2026" in text
    assert "Rp30.575" in text
    assert "2026/0001" in text
    assert "2026/0002" in text
    assert treasurer.get("/simpanan/jasa/pajak?bulan=2026-07&format=xlsx").status_code == 200


def test_tax_slip_on_paper_also_at_nothing(house, treasurer, tmp_path):
    house.rate()
    house.run()
    slip = house.slip()
    text = pdf_text(treasurer.get(f"/simpanan/jasa/bukti-potong/{slip.id}"), tmp_path)
    assert "2026/0002" in text
    assert "30.575" in text
    every = pdf_text(treasurer.get("/simpanan/jasa/bukti-potong/bulan/2026-07"), tmp_path)
    assert "2026/0001" in every
    assert "nol rupiah" in every
    assert treasurer.get("/simpanan/jasa/bukti-potong/999").status_code == 404
    assert treasurer.get("/simpanan/jasa/bukti-potong/bulan/2020-01").status_code == 404


def test_another_cooperative_sees_no_slip_and_no_month(house):
    house.rate()
    house.run()
    slip = house.slip()
    stranger = signed_in(house.app, house.other)
    assert stranger.get(f"/simpanan/jasa/bukti-potong/{slip.id}").status_code == 404
    path = f"/simpanan/jasa/2026-07/anggota/{house.tuti.id}"
    assert stranger.get(path).status_code == 404


RATE = {
    "valid_from": "2026-09-01", "method": "average", "percent": "4,5", "minimum": "50.000",
    "day_basis": "365", "below_1": "1.000.000", "percent_1": "3", "decided_by": "RAT 12/3/2026",
    "request_id": "r-7",
}  # fmt: skip


def test_set_interest_rate_asks_a_second_person_and_holds_when_agreed(house, treasurer):
    answer = treasurer.post("/simpanan/jasa/suku", data=RATE)
    assert "orang kedua" in text_of(answer)
    asked = treasurer.post("/simpanan/jasa/suku", data=RATE | {"second_person": "ask"})
    assert asked.status_code == 303
    with house.app.app_context():
        assert queries.list_rates(house.key, "sukarela") == []
    chair = signed_in(house.app, house.key, role="ketua")
    page = text_of(chair.get(asked.location))
    assert "saldo rata-rata harian" in page
    assert "4,5 % setahun" in page
    decide_all(house.app, house.key)
    with house.app.app_context():
        (rate,) = queries.list_rates(house.key, "sukarela")
    assert rate.terms.tiers == (RateTier(Money(1_000_000), 3000), RateTier(None, 4500))
    assert "RAT 12/3/2026" in text_of(treasurer.get("/simpanan/jasa/suku"))


def test_a_rate_above_the_legal_limit_warns(house, treasurer):
    answer = text_of(treasurer.post("/simpanan/jasa/suku", data=RATE | {"percent": "9,5"}))
    assert "9,5 % setahun lebih tinggi dari 9 %" in answer
    again = RATE | {"percent": "9,5", "despite_cap": "y"}
    assert "orang kedua" in text_of(treasurer.post("/simpanan/jasa/suku", data=again))


def test_a_rate_that_cannot_be_read_keeps_what_was_typed(house, treasurer):
    answer = treasurer.post("/simpanan/jasa/suku", data=RATE | {"percent": "lima"})
    assert answer.status_code == 422 or "suku setahun dalam persen" in text_of(answer)
    assert 'value="lima"' in answer.get_data(as_text=True)


def test_the_law_changes_when_a_second_person_agrees(house, treasurer):
    law = {
        "valid_from": "2026-07-01", "free": "300.000", "tax": "7,5", "cap": "8",
        "decided_by": "PP baru", "request_id": "l", "second_person": "ask",
    }  # fmt: skip
    wrong = treasurer.post("/simpanan/jasa/aturan", law | {"valid_from": "2026-07-02"})
    assert wrong.status_code == 422
    asked = treasurer.post("/simpanan/jasa/aturan", law)
    assert asked.status_code == 303, text_of(asked)
    assert "Rp300.000" in text_of(treasurer.get(asked.location))
    decide_all(house.app, house.key)
    with house.app.app_context():
        tax = queries.tax_on(house.key, JULY.last)
        assert (tax.free_per_month, str(tax.percent)) == (300_000, "7.5")
        assert queries.tax_on(house.key, date(2026, 6, 30)).free_per_month == 240_000
        assert queries.cap_on(house.key, JULY.first) == 8


def test_who_may_not(house):
    chair = signed_in(house.app, house.key, role="ketua")
    assert chair.get("/simpanan/jasa").status_code == 403
    assert chair.post("/simpanan/jasa/2026-07/catat").status_code == 403
    assert chair.get("/simpanan/jasa/suku").status_code == 200
