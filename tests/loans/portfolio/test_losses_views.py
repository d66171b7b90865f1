"""Giving a loan up and taking money for it through the pages, with the second person at another desk."""

import re

import pytest
import time_machine

from coop_app import ledger
from coop_app.app.audit import audit_book
from coop_app.auth import rules
from coop_app.dates import Month
from coop_app.loans import queries
from tests.loans.portfolio.lending import House
from tests.make import NOW
from tests.people import signed_in

FORM = {"on": "2026-08-14", "why": "Usaha tutup", "request_id": "hapus-1"}


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        with bare_app.app_context():
            made = House()
            made.app = bare_app
            made.loan = made.lend()
            made.run(Month(2026, 7))
        yield made
        with bare_app.app_context():
            assert audit_book(made.cooperative_id, made.desk.book_id) == []


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def agree(house, response) -> None:
    """The chairperson reads what is asked and agrees."""
    chair = signed_in(house.app, house.cooperative_id, rules.KETUA)
    html = chair.get(response.location).get_data(as_text=True)
    form = re.search(
        r'action="(/[^"]+)" class="narrow".*?name="shown"[^>]*value="([^"]+)"', html, re.DOTALL
    )
    assert form is not None
    assert chair.post(form[1], {"shown": form[2]}).status_code == 303


def test_a_loan_is_given_up_by_two_and_money_comes_back(house) -> None:
    treasurer = signed_in(house.app, house.cooperative_id)
    path = f"/pinjaman/{house.loan}/hapus-buku"
    words = text_of(treasurer.get(path))
    assert "Rp1.200.000" in words
    assert "Rp600.000" in words
    preview = text_of(treasurer.post(path, FORM | {"step": "preview"}))
    assert "600.000" in preview
    asked = treasurer.post(path, FORM | {"second_person": "ask"})
    assert asked.status_code == 303
    with house.app.app_context():
        assert queries.written_off(house.cooperative_id, house.desk.book_id) == []
    agree(house, asked)
    with house.app.app_context():
        (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
        entry = ledger.entry_page(book_id=house.desk.book_id, seq=lost.entry_seq)
        assert entry.approved_by not in {None, entry.made_by}
    assert "Usaha tutup" in text_of(treasurer.get("/pinjaman/hapus-buku"))
    back = f"/pinjaman/{house.loan}/pemulihan"
    assert "Rp1.416.000" in text_of(treasurer.get(back))
    facts = {"on": "2026-08-14", "place": str(house.kas), "amount": "250.000", "memo": ""}
    shown = treasurer.post(back, facts | {"step": "preview", "request_id": "pulih-1"})
    assert "Pendapatan lain" in text_of(shown)
    saved = treasurer.post(back, facts | {"step": "save", "request_id": "pulih-1"})
    assert saved.status_code == 303
    assert "250.000" in text_of(treasurer.get(saved.location))
    assert "250.000 950.000" in text_of(treasurer.get("/pinjaman/hapus-buku"))


def test_a_write_off_without_reason_is_shown_again(house) -> None:
    treasurer = signed_in(house.app, house.cooperative_id)
    path = f"/pinjaman/{house.loan}/hapus-buku"
    response = treasurer.post(path, FORM | {"why": "", "second_person": "ask"})
    assert response.status_code == 422


def test_a_policy_waits_for_the_second_person(house) -> None:
    treasurer = signed_in(house.app, house.cooperative_id)
    typed = {
        "valid_from": "2026-08-01", "days_current": "30", "days_special_mention": "90",
        "days_substandard": "120", "days_doubtful": "180", "current": "0,5",
        "special_mention": "5", "substandard": "10", "doubtful": "50", "loss": "100",
        "keep_payments": "3", "why": "RAT 12 Maret 2026", "request_id": "k-1",
    }  # fmt: skip
    path = "/pinjaman/kebijakan-risiko"
    wrong = treasurer.post(path, typed | {"loss": "20", "second_person": "ask"})
    assert wrong.status_code == 422
    assert "lebih kecil" in text_of(wrong)
    asked = treasurer.post(path, typed | {"second_person": "ask"})
    assert asked.status_code == 303
    agree(house, asked)
    assert 'value="0,5"' in treasurer.get(path).get_data(as_text=True)
