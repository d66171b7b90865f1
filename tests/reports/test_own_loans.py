"""The borrower's side: the loan on the own home, on the statement, and the calculator."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
import time_machine

from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import service as loans
from coop_app.loans.rules.paying import Payment, Source
from coop_app.loans.rules.rate import Method
from coop_app.loans.rules.settlement import Rule
from coop_app.money import Money
from coop_app.reports import service
from coop_app.reports.queries import member_statements as read
from coop_app.reports.queries import own
from tests.make import (
    NOW,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import make_loan, rate_of
from tests.people import signed_in

JULY = Month(2026, 7)


class House:
    """Sri borrowed 1.200.000 for 12 months on 10 May; she paid June's and July's instalment."""

    def __init__(self, app, **terms):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group_id = make_group(self.key)
            self.sri = self.member("Sri Wahyuni", phone="0812-3456-7890")
            self.tini = self.member("Tini")
            early = replace(self.desk, today=date(2026, 5, 10))
            make_deposit(early, self.tini.id, 5_000_000, paid_on=date(2026, 5, 10))
            rate = terms.pop("rate", rate_of("1"))
            self.loan_id = make_loan(early, self.sri.id, rate=rate, **terms)
            for month in (6, 7):
                self.pay(date(2026, month, 10), 112_000)

    def member(self, name, **facts):
        return make_member(self.key, self.group_id, name, joined_on=date(2026, 5, 3), **facts)

    def pay(self, on, amount):
        payment = Payment(
            loan_id=self.loan_id, paid_on=on, amount=Money(amount), source=Source.PLACE,
            place_id=cash_of(self.desk),
        )  # fmt: skip
        with transaction():
            loans.repay(desk=replace(self.desk, today=on), payment=payment, request_id=f"pay-{on}")

    def page(self, on):
        with self.app.app_context():
            return own.own_page(self.key, self.desk.book_id, self.sri.id, on=on)

    def as_member(self, member=None):
        return signed_in(self.app, self.key, "anggota", member_id=(member or self.sri).id)


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert audit_book(made.key, made.desk.book_id) == []


def text_of(response) -> str:
    page = response.get_data(as_text=True).split('<main id="isi"', 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_what_is_left_and_what_comes_next(house):
    (loan,) = house.page(date(2026, 8, 1)).loans
    assert (loan.principal_left, loan.total_left) == (1_000_000, 1_120_000)
    assert (loan.paid, loan.instalments) == (2, 12)
    assert (loan.next_due, loan.next_amount) == (date(2026, 8, 10), 112_000)
    assert (loan.late, loan.days_late, loan.is_near) == (0, 0, False)
    assert house.page(date(2026, 8, 3)).loans[0].is_near


def test_what_is_late_is_said(house):
    (loan,) = house.page(date(2026, 8, 14)).loans
    assert (loan.late, loan.days_late, loan.is_near) == (112_000, 4, True)
    assert loan.next_due == date(2026, 9, 10)
    shown = text_of(house.as_member().get("/laporan/saya"))
    for words in ("Terlambat 4 hari", "Mohon bayar Rp112.000", "Rp1.000.000", "2 dari 12"):
        assert words in shown, words


def test_an_instalment_is_one_act_with_all_that_was_paid(house):
    acts = [(row.on, row.amount) for row in house.page(date(2026, 8, 1)).history]
    assert acts == [
        (date(2026, 7, 10), 112_000), (date(2026, 6, 10), 112_000), (date(2026, 5, 10), -1_200_000),
    ]  # fmt: skip


def test_the_month_states_the_loan_too(house):
    with house.app.app_context():
        with transaction():
            service.offer(desk=house.desk, month=JULY)
        row = next(r for r in read.of_month(house.key, JULY) if r.member_id == house.sri.id)
        (pot,) = read.recorded(house.key, row)
    assert pot.is_debt
    assert (pot.key, pot.opening, pot.closing) == (f"loan:{house.loan_id}", 1_100_000, 1_000_000)
    shown = text_of(house.as_member().get(f"/laporan/saya/bulan/{row.id}"))
    assert "Sisa pinjaman" in shown
    assert "1.000.000" in shown


def test_the_reminder_names_what_is_late_and_what_comes(house):
    treasurer = signed_in(house.app, house.key)
    page = treasurer.get(f"/laporan/anggota/{house.sri.id}").get_data(as_text=True)
    reminder = unquote(re.findall(r'href="(https://wa.me/[^"]+)"', page)[1])
    assert "P-0001, belum dibayar: Rp112.000" in reminder
    assert "angsuran Rp112.000 paling lambat 10 Sep 2026" in reminder


def test_the_calculator_tells_flat_loans_honestly(house):
    sri, path = house.as_member(), f"/laporan/saya/pinjaman/{house.loan_id}/hitung"
    assert "Ini hanya hitungan" in text_of(sri.get(path))
    shown = text_of(sri.get(f"{path}?extra=100.000"))
    for words in (
        "Jasa flat tetap sama",
        "bulan lebih awal",
        "Jasa yang dihemat",
        "Bayar dulu yang terlambat",
    ):
        assert words in shown, words
    assert "langsung mengurangi pokok" not in shown


def test_the_calculator_refuses_nonsense_in_words(house):
    sri, path = house.as_member(), f"/laporan/saya/pinjaman/{house.loan_id}/hitung"
    for typed in ("extra=0&lump=0", "extra=-5", "extra=banyak"):
        answer = sri.get(f"{path}?{typed}")
        assert answer.status_code == 422, typed


def test_another_borrowers_loan_does_not_exist(house):
    path = f"/laporan/saya/pinjaman/{house.loan_id}/hitung"
    assert house.as_member(house.tini).get(path).status_code == 404
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        make_savings(other)
    stranger = signed_in(house.app, other)
    assert stranger.get(f"/laporan/pinjaman/{house.loan_id}/hitung").status_code == 404
    treasurer = signed_in(house.app, house.key)
    assert treasurer.get(f"/laporan/pinjaman/{house.loan_id}/hitung").status_code == 200


def test_a_declining_loan_can_get_a_shorter_schedule(bare_app):
    with time_machine.travel(NOW, tick=True):
        house = House(bare_app, rate=rate_of("1", method=Method.DECLINING))
        shown = text_of(
            house.as_member().get(f"/laporan/saya/pinjaman/{house.loan_id}/hitung?lump=400000")
        )
        assert "langsung mengurangi pokok" in shown


def test_when_all_interest_is_asked_it_is_said(bare_app):
    with time_machine.travel(NOW, tick=True):
        house = House(bare_app, settlement=Rule.ALL_INTEREST)
        shown = text_of(
            house.as_member().get(f"/laporan/saya/pinjaman/{house.loan_id}/hitung?lump=400000")
        )
        assert "semua jasa tetap dibayar" in shown
        assert "Jasa yang dihemat Rp0" in shown
