"""The list for the yearly meeting: everything out of the ordinary, with both names, on paper too."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from coop_app import ledger
from coop_app.auth import rules
from tests.make import make_cooperative, make_savings
from tests.people import Browser, decide_all, signed_in

VOUCHER = {
    "on": "2026-08-13", "memo": "Hibah timbangan", "account": ["1-3400 Peralatan", "3-1400 Hibah"],
    "debit": ["250.000", ""], "credit": ["", "250.000"], "line_memo": ["", ""],
}  # fmt: skip


@pytest.fixture
def office(bare_app: Flask, time_machine: TimeMachineFixture) -> tuple[Flask, int, Browser]:
    time_machine.move_to(datetime(2026, 8, 14, 3, tzinfo=UTC))
    with bare_app.app_context():
        coop = make_cooperative()
        make_savings(coop)
    return bare_app, coop, signed_in(bare_app, coop, display_name="Sri Wahyuni")


def ask(browser: Browser, path: str, **typed: object) -> None:
    words = {"second_person": "ask", "second_reason": "nota baru ketemu", **typed}
    answer = browser.post(path, words)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def listed(browser: Browser, address: str = "/persetujuan/daftar") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_year_of_exceptions(office: tuple[Flask, int, Browser]) -> None:
    app, coop, treasurer = office
    treasurer.post("/buku/memorial", VOUCHER | {"request_id": "plain"})
    ask(treasurer, "/buku/memorial", **VOUCHER | {"on": "2026-03-02", "request_id": "old"})
    decide_all(app, coop)
    ask(treasurer, "/buku/bukti/1/batal", on="2026-08-14", why="tercatat dua kali")
    decide_all(app, coop)
    ask(treasurer, "/buku/memorial", **VOUCHER | {"on": "2026-02-02", "request_id": "refused"})
    decide_all(app, coop, agree=False)
    ask(treasurer, "/buku/memorial", **VOUCHER | {"on": "2026-01-05", "request_id": "waits"})
    treasurer.post(
        "/pengaturan/batas",
        {"name": "back_dating_days", "value": "2", "valid_from": "2026-08-14", "reason": "rapat"},
    )
    decide_all(app, coop)
    page = listed(signed_in(app, coop, rules.PENGAWAS))
    for words in (
        "Masih menunggu orang kedua (0)", "Ditolak atau ditarik (1)", "Disetujui orang kedua (4)",
        "Dicatat lebih lambat dari yang boleh satu orang (2)", "Entri yang dibatalkan (1)",
        "Buku yang diimpor dari Excel (0)", "Bulan yang dibuka kembali (0)", "Batas yang diubah (1)",
        "membatalkan BM/2026/08/0001", "nota baru ketemu", "tercatat dua kali", "Sri Wahyuni",
    ):  # fmt: skip
        assert words in page, words
    assert "/buku/bukti/2" in page
    assert "/persetujuan/1" in page
    with app.app_context():
        assert ledger.audit(book_id=ledger.main_book(coop)) == []


def test_the_list_of_another_year_is_empty_and_prints(office: tuple[Flask, int, Browser]) -> None:
    app, coop, treasurer = office
    ask(treasurer, "/buku/memorial", **VOUCHER | {"on": "2026-03-02", "request_id": "old"})
    decide_all(app, coop)
    assert "Hibah timbangan" in listed(treasurer)
    assert "Hibah timbangan" not in listed(treasurer, "/persetujuan/daftar?tahun=2024")
    paper = treasurer.get("/persetujuan/daftar?format=pdf")
    assert paper.data.startswith(b"%PDF")
    assert treasurer.get("/persetujuan/daftar?format=xlsx").status_code == 200


def test_another_cooperatives_exceptions_are_not_here(office: tuple[Flask, int, Browser]) -> None:
    app, _coop, treasurer = office
    ask(treasurer, "/buku/memorial", **VOUCHER | {"on": "2026-03-02", "request_id": "old"})
    with app.app_context():
        other = make_cooperative("Koperasi Tetangga")
        make_savings(other)
    assert "Hibah timbangan" not in listed(signed_in(app, other))
