"""The pages where loans are paid, through a browser without JavaScript."""

import re
import subprocess
from datetime import date

import pytest
import time_machine

from coop_app.auth import rules
from coop_app.loans import queries
from tests.make import make_cooperative, make_savings
from tests.make_payments import Borrowing
from tests.people import signed_in
from tests.second_person import answer

MAY = date(2026, 5, 15)


class Pages:
    """The borrower's house behind a browser: each look into the books has its own session."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.borrowing = Borrowing()
            self.other = make_cooperative("Koperasi Lain")
            make_savings(self.other)
        self.treasurer = self.person()

    def __getattr__(self, name):
        with self.app.app_context():
            found = getattr(self.borrowing, name)
        return self.within(found) if callable(found) else found

    def within(self, verb):
        def called(*args, **facts):
            with self.app.app_context():
                return verb(*args, **facts)

        return called

    def person(self, role=rules.BENDAHARA, cooperative_id=None):
        with self.app.app_context():
            return signed_in(self.app, cooperative_id or self.borrowing.cooperative_id, role)

    def paid(self):
        with self.app.app_context():
            return queries.list_payments(self.borrowing.cooperative_id, self.borrowing.loan_id)


@pytest.fixture
def house(bare_app):
    with time_machine.travel("2026-05-15T03:00:00Z", tick=False):
        made = Pages(bare_app)
        yield made
        assert made.is_clean()


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)).split())


def pay(house, amount, step="save", **facts):
    sent = {"on": "2026-05-15", "amount": amount, "place": str(house.kas), "left_over_to": "held",
            "step": step, "request_id": "r1", "memo": ""}  # fmt: skip
    return house.treasurer.post(f"/pinjaman/{house.loan_id}/angsuran", sent | facts)


def test_pay_search_finds_the_borrower_and_says_what_is_owed(house) -> None:
    found = house.treasurer.get("/pinjaman/angsuran?q=sri")
    assert found.status_code == 200
    assert "Sri Wahyuni" in text_of(found)
    assert "Rp318.000" in text_of(found)
    assert "Sri Wahyuni" not in text_of(house.treasurer.get("/pinjaman/angsuran?q=zzz"))


def test_pay_form_offers_what_is_owed(house) -> None:
    page = house.treasurer.get(f"/pinjaman/{house.loan_id}/angsuran")
    assert 'value="318.000"' in page.get_data(as_text=True)


def test_pay_shows_split_and_journal_before_saving(house) -> None:
    shown = pay(house, "400.000", step="preview")
    assert shown.status_code == 200
    words = text_of(shown)
    assert "82.000" in words
    assert "Kas bertambah Rp400.000" in words
    assert house.paid() == []


def test_pay_saves_once_and_leads_to_the_receipt(house) -> None:
    for _again in range(2):
        done = pay(house, "318.000")
        assert done.status_code == 303
    (act,) = house.paid()
    assert done.location == f"/pinjaman/bayaran/{act.id}"
    receipt = text_of(house.treasurer.get(done.location))
    assert "Rp318.000" in receipt
    assert "Rp900.000" in receipt
    assert "BKM/2026/05/0002" in receipt


def test_a_refusal_keeps_what_was_typed(house) -> None:
    refused = pay(house, "318.000", on="2026-05-14", memo="titip adik")
    assert refused.status_code == 303
    refused = pay(house, "318.000", on="2026-04-01", request_id="r2", memo="titip adik")
    assert refused.status_code == 422
    assert "titip adik" in refused.get_data(as_text=True)


def test_an_old_date_waits_for_a_second_person(house) -> None:
    pay(house, "1.000", on="2026-05-10")
    assert house.paid() == []
    asked = pay(house, "1.000", on="2026-05-10", second_person="ask", second_reason="Lupa catat")
    assert asked.status_code == 303
    assert house.paid() == []
    ketua = house.person(rules.KETUA)
    words = text_of(ketua.get(asked.location))
    assert "Sri Wahyuni" in words
    answer(ketua, asked.location)
    (act,) = house.paid()
    assert act.paid_on == date(2026, 5, 10)
    assert act.approved_by == ketua.user_id


def pdf_text(response, tmp_path):
    assert response.mimetype == "application/pdf"
    path = tmp_path / "paper.pdf"
    path.write_bytes(response.get_data())
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return said.stdout.decode()


@pytest.mark.parametrize("size", ["", "?ukuran=58"])
def test_payment_paper(house, tmp_path, size) -> None:
    act = house.pay(MAY, 400_000)
    said = pdf_text(house.treasurer.get(f"/pinjaman/bayaran/{act.id}/cetak{size}"), tmp_path)
    assert "ANGSURAN" in said
    assert "300.000" in said
    assert "empat ratus ribu" in said.lower()
    assert "tanggal 15 Jun 2026" in " ".join(said.split())


def test_only_the_last_receipt_offers_a_reversal_and_two_people_do_it(house) -> None:
    first, last = house.pay(MAY, 100_000), house.pay(MAY, 50_000)
    link = "/batal"
    assert f"{first.id}{link}" not in house.treasurer.get(f"/pinjaman/bayaran/{first.id}").get_data(
        as_text=True
    )
    assert f"/pinjaman/bayaran/{last.id}/batal" in house.treasurer.get(
        f"/pinjaman/bayaran/{last.id}"
    ).get_data(as_text=True)
    asked = house.treasurer.post(
        f"/pinjaman/bayaran/{last.id}/batal",
        {"on": "2026-05-15", "why": "Salah orang", "second_person": "ask", "request_id": "x"},
    )
    assert asked.status_code == 303
    ketua = house.person(rules.KETUA)
    answer(ketua, asked.location)
    assert [act.reversed_seq is None for act in house.paid()] == [True, False]
    assert house.balance("loans_to_members") == 1_200_000 - 82_000


def test_settle_quotes_previews_and_closes(house, tmp_path) -> None:
    address = f"/pinjaman/{house.loan_id}/pelunasan"
    assert "Rp1.218.000" in text_of(house.treasurer.get(address))
    assert "1.236.000" in text_of(house.treasurer.get(f"{address}?tanggal=2026-05-16"))
    assert "1.218.000" in pdf_text(house.treasurer.get(f"{address}/cetak"), tmp_path)
    sent = {"on": "2026-05-15", "total": "1.218.000", "place": str(house.kas), "memo": ""}
    shown = house.treasurer.post(address, sent | {"step": "preview", "request_id": "s"})
    assert "Kas bertambah Rp1.218.000" in text_of(shown)
    wrong = house.treasurer.post(address, sent | {"total": "1", "request_id": "s"})
    assert wrong.status_code == 422
    done = house.treasurer.post(address, sent | {"step": "save", "request_id": "s"})
    assert done.status_code == 303
    assert house.loan.stage == "closed"
    assert "54.000" in text_of(house.treasurer.get(done.location))


def test_refund_gives_held_money_back(house) -> None:
    house.pay(MAY, 400_000)
    address = f"/pinjaman/{house.loan_id}/titipan"
    assert "Rp82.000" in text_of(house.treasurer.get(address))
    sent = {"on": "2026-05-15", "amount": "82.000", "place": "savings", "request_id": "t"}
    assert "82.000" in text_of(house.treasurer.post(address, sent | {"step": "preview"}))
    done = house.treasurer.post(address, sent | {"step": "save"})
    assert done.status_code == 303
    assert house.savings() == 5_082_000


def test_loan_card_in_all_forms(house) -> None:
    house.pay(MAY, 318_000)
    address = f"/pinjaman/{house.loan_id}/kartu"
    assert "900.000" in text_of(house.treasurer.get(address))
    for form in ("xlsx", "csv", "pdf"):
        assert house.treasurer.get(f"{address}?format={form}").status_code == 200


def test_the_page_of_the_loan_shows_its_life(house) -> None:
    house.pay(MAY, 100_000)
    words = text_of(house.treasurer.get(f"/pinjaman/{house.loan_id}"))
    assert "100.000" in words
    assert "218.000" in words


@pytest.mark.parametrize("path", ["angsuran", "pelunasan", "pelunasan/cetak", "titipan", "kartu"])
def test_a_loan_of_another_cooperative_is_not_found(house, path) -> None:
    stranger = house.person(cooperative_id=house.other)
    assert stranger.get(f"/pinjaman/{house.loan_id}/{path}").status_code == 404


def test_a_payment_of_another_cooperative_is_not_found(house) -> None:
    act = house.pay(MAY, 1_000)
    stranger = house.person(cooperative_id=house.other)
    for path in ("", "/cetak", "/batal"):
        assert stranger.get(f"/pinjaman/bayaran/{act.id}{path}").status_code == 404
    sent = {"on": "2026-05-15", "why": "x"}
    assert stranger.post(f"/pinjaman/bayaran/{act.id}/batal", sent).status_code == 404
