"""Savings from before this book, from a list in Excel: read, matched, agreed to, recorded once."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine

from coop_app import ledger
from coop_app.money import AmountUnreadable
from coop_app.savings import queries
from coop_app.savings.rules import openings
from coop_app.savings.rules.openings import Known, ListRow
from tests.make import NOW, make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.people import signed_in
from tests.savings.test_second_person import text_of
from tests.second_person import answer

BEFORE = date(2025, 12, 31)
SRI, BUDI = Known(17, 1, "Sri Wahyuni"), Known(18, 2, "Budi, S.Pd.")


@pytest.mark.parametrize(
    "headings, found",
    [
        (["No. anggota", "Nama", "Simpanan pokok", "Simpanan wajib", "Simpanan sukarela"],
         {"number": 0, "name": 1, "pokok": 2, "wajib": 3, "sukarela": 4}),
        (["NAMA ANGGOTA", "S. Wajib", "manasuka"], {"name": 0, "wajib": 1, "sukarela": 2}),
        (["No", "Uraian", "Wajib"], {"number": 0, "wajib": 2}),
        (["Nama", "Alamat"], None),
        (["Simpanan wajib"], None),
        ([], None),
    ],
)  # fmt: skip
def test_headings(headings, found) -> None:
    assert openings.find_columns(headings) == found


PLACES = {"number": 0, "name": 1, "pokok": 2, "sukarela": 3}


@pytest.mark.parametrize(
    "cells, row",
    [
        (["1", "Sri", "100000", "-"], ListRow(5, "1", "Sri", {"pokok": "100000"})),
        (["1", "Sri"], None),
        (["", "Jumlah", "100000", ""], None),
        (["", "", "100000", ""], None),
        (["2", "Budi", "0", "5.000"], ListRow(5, "2", "Budi", {"sukarela": "5.000"})),
    ],
)
def test_rows(cells, row) -> None:
    assert openings.row_of(5, cells, PLACES) == row


def matched(*rows):
    return openings.payments_of(rows, [SRI, BUDI], on=BEFORE, place_id=9)


def test_rows_find_their_members() -> None:
    found, wrong = matched(
        ListRow(2, "1", "sri  wahyuni", {"pokok": "100.000"}), ListRow(3, "", "Budi S.Pd", {"wajib": "20000"})
    )  # fmt: skip
    assert wrong == []
    assert [(row.member_id, row.paid_on, row.place_id) for row in found] == [
        (17, BEFORE, 9), (18, BEFORE, 9)
    ]  # fmt: skip
    assert found[0].parts[0].amount == 100_000


@pytest.mark.parametrize(
    "row, why",
    [
        (ListRow(4, "3", "", {"wajib": "1000"}), openings.MemberUnknown),
        (ListRow(4, "x", "", {"wajib": "1000"}), openings.MemberUnknown),
        (ListRow(4, "", "Tuti", {"wajib": "1000"}), openings.MemberUnknown),
        (ListRow(4, "2", "Sri Wahyuni", {"wajib": "1000"}), openings.NameDiffers),
        (ListRow(4, "2", "", {"wajib": "-1000"}), openings.BelowNothing),
        (ListRow(4, "2", "", {"wajib": "seribu"}), AmountUnreadable),
        (ListRow(4, "1", "", {"wajib": "1000"}), openings.NamedTwice),
    ],
)
def test_rows_that_are_wrong(row, why) -> None:
    found, wrong = matched(ListRow(2, "1", "", {"wajib": "1000"}), row)
    assert len(found) == 1
    assert [(one.line, isinstance(one.why, why)) for one in wrong] == [(4, True)]


class House:
    """Two members of two groups."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.sri = make_member(
                self.key, make_group(self.key), "Sri", joined_on=date(2025, 6, 3)
            )
            other = make_group(self.key, "Lipursari")
            self.budi = make_member(self.key, other, "Budi", joined_on=date(2025, 11, 3))
        self.treasurer = signed_in(app, self.key)
        self.ketua = signed_in(app, self.key, "ketua")

    def send(self, *rows, ask=True, **facts):
        book = openpyxl.Workbook()
        for row in (("No. anggota", "Nama", "Pokok", "Wajib", "Sukarela"), *rows):
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        data = {
            "file": (io.BytesIO(content.getvalue()), "saldo.xlsx"), "on": "31/12/2025",
            "request_id": "o-1", "second_reason": "dari buku lama",
        }  # fmt: skip
        asking = {"second_person": "ask"} if ask else {}
        return self.treasurer.post("/simpanan/saldo-awal", data | asking | facts)

    def balances(self, member):
        with self.app.app_context():
            found = queries.balances(self.key, self.desk.book_id, member.id)
            return [int(balance.amount) for balance in found]


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert ledger.audit(book_id=made.desk.book_id) == []
            assert queries.check(made.desk.book_id) == []


ROWS = ((1, "Sri", 100_000, 140_000, 75_000), (2, "Budi", 100_000, None, None))


def test_all_members_are_opened_by_two(house) -> None:
    asked = house.send(*ROWS)
    assert asked.status_code == 303, text_of(asked)
    assert house.balances(house.sri) == [0, 0, 0]
    shown = text_of(house.ketua.get(asked.location))
    assert "Jumlah Simpanan pokok Rp200.000" in shown
    assert "0002 Budi" in shown
    answer(house.ketua, asked.location)
    assert house.balances(house.sri) == [100_000, 140_000, 75_000]
    assert house.balances(house.budi) == [100_000, 0, 0]
    with house.app.app_context():
        role = ledger.account(book_id=house.desk.book_id, role="opening_balance_equity")
        assert ledger.balance(book_id=house.desk.book_id, account=role.id) == 415_000
        cash = ledger.account(book_id=house.desk.book_id, role="cash_on_hand")
        assert ledger.balance(book_id=house.desk.book_id, account=cash.id) == 0


def test_the_same_list_twice_is_recorded_once(house) -> None:
    first = house.send(*ROWS)
    answer(house.ketua, first.location)
    again = house.send(*ROWS)
    assert again.status_code in {303, 422}
    assert house.balances(house.sri) == [100_000, 140_000, 75_000]
    other = house.send(*ROWS, request_id="o-2")
    assert other.status_code == 422
    assert "Simpanan pokok Rp100.000" in text_of(other)


def test_one_person_alone_opens_nothing(house) -> None:
    assert house.send(*ROWS, ask=False).status_code == 422
    assert house.balances(house.sri) == [0, 0, 0]


def test_what_is_wrong_is_said_row_by_row(house) -> None:
    refused = house.send(*ROWS, (9, "Tuti", 1000, None, None), (2, "Sri", 5, None, None))
    assert refused.status_code == 422
    shown = text_of(refused)
    assert "4 9 Tuti Anggota ini tidak ada" in shown
    assert "Nomor 2 di daftar anggota adalah Budi" in shown
    assert house.balances(house.sri) == [0, 0, 0]


@pytest.mark.parametrize(
    "facts, sentence",
    [
        (
            {"file": (io.BytesIO(b"Nama;Alamat\nSri;RT 1\n"), "x.csv")},
            "Judul kolom tidak ditemukan",
        ),
        ({"file": (io.BytesIO(b"Nama;Wajib\nSri;\n"), "x.csv")}, "Tidak ada jumlah di berkas"),
        ({"on": ""}, "Belum tersimpan"),
        ({"second_reason": " "}, "Tulis"),
    ],
)
def test_lists_that_cannot_be_taken(house, facts, sentence) -> None:
    refused = house.send(*ROWS, **facts)
    assert refused.status_code == 422
    assert sentence in text_of(refused)


def test_the_list_of_members_to_fill_in(house) -> None:
    assert "Unduh daftar anggota" in text_of(house.treasurer.get("/simpanan/saldo-awal"))
    csv = house.treasurer.get("/simpanan/saldo-awal?format=csv").get_data(as_text=True)
    assert "1;Sri" in csv
    with house.app.app_context():
        make_deposit(house.desk, house.sri.id, 1000)
    assert house.ketua.get("/simpanan/saldo-awal").status_code == 403
