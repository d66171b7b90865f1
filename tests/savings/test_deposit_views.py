"""The pages of time deposits through a browser without JavaScript."""

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from coop_app import ledger
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.rules.deposits import NewDepositRate, NewProduct
from coop_app.savings.service import time_deposits as service
from coop_app.savings.service.time_deposits import Placement
from tests.make import NOW, cash_of, make_cooperative, make_group, make_member, make_savings
from tests.people import decide_all, signed_in
from tests.savings.test_views import pdf_text, text_of


class House:
    """A product of three months at 6 %, a member, and another cooperative."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.sri = make_member(
                self.key, make_group(self.key), "Sri Wahyuni", joined_on=date(2025, 6, 3)
            )
            self.kas = cash_of(self.desk)
            with transaction():
                new = NewProduct("Berjangka 3 bulan", 3, Money(500_000), "month")
                self.product = service.add_product(desk=self.desk, new=new, request_id="p")
                rate = NewDepositRate(
                    self.product, date(2025, 1, 1), 6000, "percent", 1000, "RAT 2025"
                )
                service.set_rate(desk=replace(self.desk, approved_by=2), new=rate, request_id="r")
            self.other = make_cooperative("Koperasi Lain")
            make_savings(self.other)

    def place(self, day=date(2026, 8, 14), amount=2_000_000, **facts):
        known = {"place_id": self.kas, "payout": "monthly", "at_maturity": "principal"} | facts
        wanted = Placement(self.sri.id, self.product, Money(amount), day, **known)
        with self.app.app_context(), transaction():
            desk = replace(self.desk, approved_by=2)
            return service.place(desk=desk, placement=wanted, request_id=f"d-{day}-{amount}")

    def held(self, key=1):
        with self.app.app_context():
            return queries.get_deposit(self.key, key)

    def form(self, **facts):
        known = {
            "product": str(self.product), "amount": "2.000.000", "place": str(self.kas),
            "on": "2026-08-14", "payout": "monthly", "at_maturity": "pay", "request_id": "r-9",
            "step": "save",
        }  # fmt: skip
        return known | facts

    def ending(self, kind, **facts):
        known = {
            "kind": kind, "on": "2026-08-14", "place": str(self.kas), "request_id": "e-1",
            "step": "save",
        }  # fmt: skip
        return known | facts


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert ledger.audit(book_id=made.desk.book_id) == []
            assert savings.check(made.desk.book_id) == []
            assert queries.check(made.desk.book_id) == []


@pytest.fixture
def treasurer(house):
    return signed_in(house.app, house.key)


def test_placement_form_offers_what_has_a_rate(house, treasurer):
    text = text_of(treasurer.get(f"/simpanan/berjangka/baru/{house.sri.id}"))
    assert "Berjangka 3 bulan (6 % setahun)" in text
    assert treasurer.get("/simpanan/berjangka/baru/999").status_code == 404


def test_place_deposit_shows_journal_and_interest_first(house, treasurer):
    path = f"/simpanan/berjangka/baru/{house.sri.id}"
    text = text_of(treasurer.post(path, house.form(step="preview")))
    assert "Simpanan berjangka bertambah Rp2.000.000." in text
    assert "Rp30.000" in text
    assert "14 November 2026" in text
    with house.app.app_context():
        assert queries.list_deposits(house.key) == []


def test_place_deposit_once_however_often_it_is_sent(house, treasurer):
    path = f"/simpanan/berjangka/baru/{house.sri.id}"
    answers = [treasurer.post(path, house.form()) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.location for answer in answers} == {"/simpanan/berjangka/1"}
    page = text_of(treasurer.get("/simpanan/berjangka/1"))
    assert "SB-0001" in page
    assert "Rp2.000.000" in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"amount": "499.999"}, "Produk ini mulai dari Rp500.000"),
        ({"amount": "lima"}, "Tulis jumlah rupiah dengan angka"),
        ({"on": "2026-08-15"}, "belum tiba"),
        ({"place": "0"}, "Saldo"),
        ({"on": "2026-08-01"}, "orang kedua"),
    ],
)
def test_place_deposit_refused_says_why(house, treasurer, facts, sentence):
    answer = treasurer.post(f"/simpanan/berjangka/baru/{house.sri.id}", house.form(**facts))
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_an_older_placement_is_made_when_a_second_person_agrees(house, treasurer):
    data = house.form(on="2026-08-01", second_person="ask", second_reason="baru ditemukan")
    asked = treasurer.post(f"/simpanan/berjangka/baru/{house.sri.id}", data)
    assert asked.status_code == 303, text_of(asked)
    assert "Berjangka 3 bulan" in text_of(treasurer.get(asked.location))
    decide_all(house.app, house.key)
    assert house.held().term.begins_on == date(2026, 8, 1)


def test_time_deposits_lists_and_exports(house, treasurer):
    house.place(date(2026, 5, 20))
    house.place(date(2026, 8, 10), 700_000)
    text = text_of(treasurer.get("/simpanan/berjangka"))
    assert "SB-0001" in text
    assert "SB-0002" in text
    soon = text_of(treasurer.get("/simpanan/berjangka?tampil=jatuh-tempo"))
    assert "SB-0001" in soon
    assert "SB-0002" not in soon
    assert "700.000" in text_of(treasurer.get("/simpanan/berjangka?tampil=semua&cari=sri"))
    for kind in ("xlsx", "csv", "pdf"):
        assert treasurer.get(f"/simpanan/berjangka?format={kind}").status_code == 200


def test_do_due_pays_and_extends_what_is_due(house, treasurer):
    house.place(date(2026, 5, 10))
    answer = treasurer.post("/simpanan/berjangka/jatuh-tempo")
    assert answer.status_code == 303
    held = house.held()
    assert (held.extensions, held.term.begins_on) == (1, date(2026, 8, 10))
    assert "diselesaikan: 0" in text_of(
        treasurer.post("/simpanan/berjangka/jatuh-tempo", follow_redirects=True)
    )


def test_end_deposit_shows_the_calculation_then_pays(house, treasurer):
    house.place(date(2026, 7, 10))
    path = "/simpanan/berjangka/1/cairkan"
    assert "cairkan sebelum jatuh tempo" in text_of(treasurer.get(path))
    shown = text_of(treasurer.post(path, house.ending("broken", step="preview")))
    # 10.000 for the month that is over, 4 of 31 days of the next, 1 % of the principal cut
    assert "10.000" in shown
    assert "1.290" in shown
    assert "(20.000)" in shown
    assert "1.991.290" in shown
    done = treasurer.post(path, house.ending("broken"))
    assert done.status_code == 303
    text = text_of(treasurer.get(done.location))
    assert "Rp1.991.290" in text
    assert not house.held().is_open
    refused = treasurer.post(path, house.ending("broken", request_id="e-2"))
    assert refused.status_code == 422
    assert "sudah dicairkan" in text_of(refused)


def test_a_payout_above_the_limit_waits_for_a_second_person(house, treasurer):
    house.place(date(2026, 5, 14), 9_000_000, payout="maturity")
    house.place()
    path = "/simpanan/berjangka/1/cairkan"
    assert "orang kedua" in text_of(treasurer.post(path, house.ending("paid")))
    data = house.ending("paid", second_person="ask", second_reason="sudah jatuh tempo")
    asked = treasurer.post(path, data)
    assert asked.status_code == 303, text_of(asked)
    assert "SB-0001" in text_of(treasurer.get(asked.location))
    decide_all(house.app, house.key)
    assert not house.held().is_open


def test_certificate_and_papers_on_paper(house, treasurer, tmp_path):
    house.place(date(2026, 5, 10))
    treasurer.post("/simpanan/berjangka/jatuh-tempo")
    text = pdf_text(treasurer.get("/simpanan/berjangka/1/bilyet"), tmp_path)
    assert "BILYET SIMPANAN BERJANGKA" in text
    assert "SB-0001 diperpanjang 1 kali" in text
    assert "Dua juta rupiah" in text
    paper = house.held().papers[-1]
    page = text_of(treasurer.get(f"/simpanan/berjangka/bukti/{paper.id}"))
    assert "Perpanjangan" in page
    printed = pdf_text(treasurer.get(f"/simpanan/berjangka/bukti/{paper.id}?cetak=1"), tmp_path)
    assert "SIMPANAN BERJANGKA: Perpanjangan" in printed
    assert "Pokok setelah ini Rp2.000.000" in printed
    assert "30.000" in printed


def test_deposit_products_and_a_rate_for_two_people(house, treasurer):
    new = {
        "name": "Berjangka 12 bulan", "months": "12", "smallest": "1.000.000", "counting": "365",
        "request_id": "p-2",
    }  # fmt: skip
    for _click in range(2):
        assert treasurer.post("/simpanan/berjangka/produk", new).status_code == 303
    with house.app.app_context():
        (_first, second) = queries.list_products(house.key)
    assert treasurer.post("/simpanan/berjangka/produk", new | {"months": "0"}).status_code == 422
    rate = {
        "product": str(second.id), "valid_from": "2026-08-01", "percent": "9,5",
        "break_rule": "percent", "break_percent": "0,5", "decided_by": "RAT 2026",
        "request_id": "q", "second_person": "ask",
    }  # fmt: skip
    warned = treasurer.post("/simpanan/berjangka/produk/suku", rate)
    assert "lebih tinggi dari 9 %" in text_of(warned)
    asked = treasurer.post("/simpanan/berjangka/produk/suku", rate | {"despite_cap": "y"})
    assert asked.status_code == 303
    page = text_of(treasurer.get(asked.location))
    assert "di atas batas aturan 9 % setahun" in page
    assert "0,5 %" in page
    decide_all(house.app, house.key)
    text = text_of(treasurer.get("/simpanan/berjangka/produk"))
    assert "9,5 % setahun" in text
    path = f"/simpanan/berjangka/produk/{second.id}/tawarkan"
    assert treasurer.post(path).status_code == 303
    assert "tawarkan lagi" in text_of(treasurer.get("/simpanan/berjangka/produk"))


def test_the_ledger_names_deposits_and_papers(house, treasurer):
    house.place()
    entry = treasurer.get(f"/buku/bukti/{house.held().papers[0].entry_seq}")
    text = entry.get_data(as_text=True)
    assert "/simpanan/berjangka/1" in text
    assert re.search(r"/simpanan/berjangka/bukti/\d+", text)


def test_the_members_page_shows_running_deposits(house, treasurer):
    house.place()
    text = text_of(treasurer.get(f"/simpanan/anggota/{house.sri.id}"))
    assert "SB-0001 : Rp2.000.000, jatuh tempo 14 Nov 2026" in text


def test_who_may_not(house):
    house.place()
    chair = signed_in(house.app, house.key, role="ketua")
    assert chair.get("/simpanan/berjangka").status_code == 200
    assert chair.get("/simpanan/berjangka/1/cairkan").status_code == 403
    assert chair.post("/simpanan/berjangka/jatuh-tempo").status_code == 403
    stranger = signed_in(house.app, house.other)
    for path in ("1", "1/cairkan", "1/bilyet", "bukti/1"):
        assert stranger.get(f"/simpanan/berjangka/{path}").status_code == 404
