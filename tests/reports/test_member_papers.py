"""The papers for members: everything on one page, whatever the month was like."""

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from coop_app import ledger
from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.members.queries import MemberCard
from coop_app.money import ZERO, Money
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import Movement, Pot, lines_of
from coop_app.reports.views.papers import month as month_paper
from coop_app.savings import service as savings
from coop_app.web.access import Letterhead
from tests.make import NOW, make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.make_loans import make_loan, rate_of
from tests.people import signed_in

JULY = Month(2026, 7)
HEAD = Letterhead("Koperasi Uji", "KU", ("Wonosobo",))


def text_of(paper: bytes, folder) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(paper)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def month_page(*pots: Pot, handed=None) -> month_paper.MonthPage:
    card = MemberCard(17, 17, "Sri Wahyuni", 1, "Kuripan", "active", None, date(2024, 1, 2))
    when = datetime(2026, 8, 3, 2, tzinfo=UTC)
    offered = Offered(1, 1, 17, JULY, 1, "ab" * 32, "cd" * 32, 9, "ef" * 32, when, None)
    return month_paper.MonthPage(offered, card, pots, handed or {})


def draw(app, *pots: Pot, handed=None) -> bytes:
    with app.test_request_context():
        pages = [month_page(*pots, handed=handed)]
        return month_paper.draw(pages, HEAD, title="Laporan", large=False)


def pot(key: str, *amounts: int, is_debt: bool = False) -> Pot:
    moves = [
        Movement(n + 1, date(2026, 7, 1 + n % 28), f"BKM/2026/07/{n:04d}", "", Money(amount))
        for n, amount in enumerate(amounts)
    ]
    return Pot(key, key, ZERO, lines_of(ZERO, moves), is_debt=is_debt)


def test_an_empty_month_says_so(bare_app, tmp_path) -> None:
    text = text_of(draw(bare_app), tmp_path)
    for words in ("Belum ada simpanan dan pinjaman", "ABAB-ABAB", "CDCD-CDCD", "EFEF-EFEF"):
        assert words in text, words


def test_a_long_month_stays_on_its_page_and_says_what_is_left_out(bare_app, tmp_path) -> None:
    text = text_of(draw(bare_app, pot("Sukarela", *[1_000] * 60)), tmp_path)
    assert len([page for page in text.split("\f") if page.strip()]) == 1
    assert "baris lagi" in text
    assert "60.000" in text
    assert "Sobek di sini" in text


def test_an_instalment_names_all_that_was_paid(bare_app, tmp_path) -> None:
    paper = draw(bare_app, pot("P-0001", -100_000, is_debt=True), handed={1: Money(112_000)})
    text = text_of(paper, tmp_path)
    assert "Sisa pinjaman: P-0001" in text
    assert "(dari 112.000)" in text


def test_the_same_twice(bare_app) -> None:
    assert draw(bare_app, pot("Wajib", 20_000)) == draw(bare_app, pot("Wajib", 20_000))


@pytest.fixture
def borrower(bare_app):
    """Sri paid her dues to August, borrowed on 10 June, paid nothing back; one deposit was cancelled."""
    with time_machine.travel(NOW, tick=True):
        with bare_app.app_context():
            key = make_cooperative()
            desk = make_savings(key)
            sri = make_member(key, make_group(key), joined_on=date(2026, 6, 3))
            early = replace(desk, today=date(2026, 6, 10))
            make_deposit(early, sri.id, 5_000_000, paid_on=early.today)
            wrong = make_deposit(desk, sri.id, 70_000)
            with transaction():
                savings.reverse_act(
                    desk=replace(desk, approved_by=2), act_id=wrong.id, on=desk.today, why="Salah"
                )
            months = tuple(Month(2026, 6).until(Month(2026, 8)))
            make_deposit(desk, sri.id, 60_000, product="wajib", months=months)
            make_loan(early, sri.id, rate=rate_of("1"))
        yield bare_app, key, sri
        with bare_app.app_context():
            assert audit_book(key, ledger.main_book(key)) == []


def test_the_summary_names_dues_loan_and_corrections(borrower, tmp_path) -> None:
    app, key, sri = borrower
    me = signed_in(app, key, "anggota", member_id=sri.id)
    text = text_of(me.get("/laporan/saya/cetak").data, tmp_path)
    for words in (
        "Iuran wajib lunas sampai Agustus 2026", "Terlambat, mohon dibayar sekarang", "Rp224.000",
        "Angsuran berikutnya, 10 Sep 2026", "Rp1.200.000", "-Rp1.200.000",
    ):  # fmt: skip
        assert words in text, words
    history = me.get("/laporan/saya/riwayat?format=csv").get_data(as_text=True)
    assert "Simpanan sukarela (koreksi)" in history
    assert "Simpanan sukarela (dibatalkan)" in history
    page = me.get("/laporan/saya").get_data(as_text=True)
    assert "Lunas sampai Agustus 2026" in page
    assert page.count("Rp70.000") == 2
