"""The ledger's pages: read, search, write a voucher, undo it, close a month and open it again."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from coop_app import ledger
from coop_app.auth import queries as auth_queries
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from tests.make import make_cooperative, make_savings
from tests.people import Browser, decide_all, signed_in


class Site:
    """A cooperative with a few entries, and people to look at it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.cooperative = make_cooperative()
            self.book = make_savings(self.cooperative).book_id
            self.seqs = [
                self.post(
                    date(2024, 1, 5),
                    "Simpanan pokok Siti",
                    100_000,
                    "principal_savings",
                    "member:7",
                ),
                self.post(date(2024, 1, 9), "Jasa fotokopi", 25_000, "other_income", None),
                self.post(
                    date(2024, 2, 2),
                    "Simpanan wajib Aminah",
                    20_000,
                    "mandatory_savings",
                    "member:8",
                ),
            ]
        self.treasurer = signed_in(app, self.cooperative)

    def post(self, on: date, memo: str, amount: int, role: str, subject: str | None) -> int:
        entry = Entry(
            on, memo, f"ledger.voucher:{memo}",
            (debit("cash_on_hand", Money(amount)), credit(role, Money(amount), subject=subject)),
        )  # fmt: skip
        with transaction():
            return ledger.post(entry, book_id=self.book, by=1).seq

    def id_of(self, role: str) -> int:
        with self.app.app_context():
            return ledger.account(book_id=self.book, role=role).id

    def entries(self) -> int:
        with self.app.app_context():
            return len(ledger.journal(book_id=self.book, limit=500).rows)


@pytest.fixture
def site(bare_app: Flask, time_machine: TimeMachineFixture) -> Site:
    time_machine.move_to(datetime(2024, 3, 2, 3, tzinfo=UTC))
    return Site(bare_app)


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("", ["Simpanan pokok Siti", "Jasa fotokopi", "BKM/2024/02/0003"], []),
        ("text=fotokopi", ["Jasa fotokopi"], ["Simpanan"]),
        ("amount=100.000", ["Simpanan pokok Siti"], ["Jasa fotokopi"]),
        ("voucher=BKM/2024/01/0002", ["Jasa fotokopi"], ["Simpanan"]),
        ("subject=member:8", ["Simpanan wajib Aminah"], ["Siti"]),
        ("start=2024-02-01", ["Simpanan wajib Aminah"], ["Siti", "fotokopi"]),
        ("end=2024-01-05", ["Siti"], ["fotokopi", "Aminah"]),
        ("text=tidak+ada", ["Tidak ada catatan yang cocok"], ["Siti"]),
    ],
)
def test_the_journal_finds_by_words_amount_number_member_and_day(
    site: Site, query: str, found: list[str], missing: list[str]
) -> None:
    page = text(site.treasurer, f"/buku/jurnal?{query}").partition("<main")[2]
    for word in found:
        assert word in page
    for word in missing:
        assert word not in page


@pytest.mark.parametrize("form", ["xlsx", "csv", "pdf"])
def test_journal_account_and_chart_come_as_files(site: Site, form: str) -> None:
    for path in ("/buku/jurnal", f"/buku/akun/{site.id_of('cash_on_hand')}", "/buku/akun"):
        answer = site.treasurer.get(f"{path}?format={form}")
        assert answer.status_code == 200
        starts = {"xlsx": b"PK", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF"}
        assert answer.data.startswith(starts[form])


def test_an_account_shows_its_running_balance_from_the_balance_before(site: Site) -> None:
    page = text(
        site.treasurer, f"/buku/akun/{site.id_of('cash_on_hand')}?start=2024-02-01&end=2024-02-29"
    )
    assert "125.000" in page  # carried: 100.000 + 25.000
    assert "145.000" in page
    assert "Jasa fotokopi" not in page


def test_what_members_saved_is_no_figure_in_brackets_as_people_say_it(site: Site) -> None:
    page = text(
        site.treasurer,
        f"/buku/akun/{site.id_of('mandatory_savings')}?start=2024-02-01&end=2024-02-29",
    )
    assert "20.000" in page
    assert "(20.000)" not in page


def test_a_voucher_is_typed_line_by_line_and_posted(site: Site) -> None:
    answer = site.treasurer.post("/buku/memorial", voucher_of(site))
    assert answer.status_code == 303
    page = text(site.treasurer, answer.headers["Location"])
    assert "Hibah timbangan" in page
    assert "BM/2024/03/0001" in page
    assert site.entries() == 4


def voucher_of(site: Site, **other: object) -> dict[str, object]:
    data: dict[str, object] = {
        "request_id": "r1",
        "on": "2024-03-01",
        "memo": "Hibah timbangan",
        "account": ["1-3400 Peralatan", "3-1400 Hibah", ""],
        "debit": ["250.000", "", ""],
        "credit": ["", "250.000", ""],
        "line_memo": ["", "", ""],
    }
    return data | other


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"credit": ["", "240.000", ""]}, "250.000"),
        ({"account": ["9-9999 Entah", "3-1400", ""]}, "Pilih akun dari daftar."),
        ({"debit": ["250.000", "250.000", ""]}, "Isi debet atau kredit"),
        ({"debit": ["1,250", "", ""]}, "Maksud Anda"),
        ({"on": "kemarin"}, "Tulis tanggal"),
        ({"on": "2099-01-01"}, "belum tiba"),
        ({"memo": ""}, "harus diisi"),
    ],
)
def test_a_voucher_that_cannot_be_posted_keeps_what_was_typed(
    site: Site, other: dict[str, object], sentence: str
) -> None:
    answer = site.treasurer.post("/buku/memorial", voucher_of(site, **other))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert "250.000" in page
    assert site.entries() == 3


def test_a_second_click_makes_no_second_voucher(site: Site) -> None:
    first = site.treasurer.post("/buku/memorial", voucher_of(site))
    again = site.treasurer.post("/buku/memorial", voucher_of(site))
    assert first.headers["Location"] == again.headers["Location"]
    assert site.entries() == 4


def test_an_entry_is_undone_once_with_a_reason(site: Site) -> None:
    path = f"/buku/bukti/{site.seqs[1]}"
    nothing = site.treasurer.post(f"{path}/batal", {"on": "2024-02-10", "why": ""})
    assert nothing.status_code == 422
    undo = {"on": "2024-02-10", "why": "tercatat dua kali", "second_person": "ask"}
    asked = site.treasurer.post(f"{path}/batal", undo)
    assert asked.status_code == 303
    assert "tercatat dua kali" in text(site.treasurer, asked.headers["Location"])
    decide_all(site.app, site.cooperative)
    assert "dibatalkan" in text(site.treasurer, path)
    again = site.treasurer.post(f"{path}/batal", undo | {"on": "2024-02-11", "request_id": "r2"})
    assert again.status_code == 422
    assert site.entries() == 4


def test_opening_balances_are_posted_only_when_the_counter_is_zero(site: Site) -> None:
    data = {
        "request_id": "o1", "on": "2023-12-31", "account": ["1-1200 Bank", "3-1400 Hibah"],
        "debit": ["5.000.000", ""], "credit": ["", "4.000.000"], "line_memo": ["", ""],
    }  # fmt: skip
    refused = site.treasurer.post("/buku/saldo-awal", data)
    assert refused.status_code == 422
    assert "Rp1.000.000" in refused.get_data(as_text=True)
    assert "5.000.000" in refused.get_data(as_text=True)
    even = data | {"credit": ["", "5.000.000"]}
    alone = site.treasurer.post("/buku/saldo-awal", even)
    assert alone.status_code == 422
    assert "perlu dua orang" in alone.get_data(as_text=True)
    ask = {"second_person": "ask", "second_reason": "mulai memakai program"}
    assert site.treasurer.post("/buku/saldo-awal", even | ask).status_code == 303
    decide_all(site.app, site.cooperative)


def test_an_account_is_added_renamed_and_closed_but_never_one_with_a_balance(site: Site) -> None:
    added = site.treasurer.post(
        "/buku/akun/tambah",
        {"code": "5-3777", "name": "Sewa tenda", "kind": "expense", "parent": ""},
    )
    assert added.status_code == 303
    taken = site.treasurer.post(
        "/buku/akun/tambah", {"code": "5-3777", "name": "Lain", "kind": "expense", "parent": ""}
    )
    assert taken.status_code == 422
    cash = site.id_of("cash_on_hand")
    renamed = site.treasurer.post(f"/buku/akun/{cash}/ubah", {"code": "1-1100", "name": "Kas umum"})
    assert renamed.status_code == 303
    assert "Kas umum" in text(site.treasurer, "/buku/akun")
    closed = site.treasurer.post(f"/buku/akun/{cash}/tutup", {"on": "2026-01-01"})
    assert closed.status_code == 422
    again = closed.get_data(as_text=True)
    assert '1-1100 <a class="kata" href="#kata-kas">Kas</a> umum' in again  # the same page
    assert 'value="2026-01-01"' in again
    unclear = site.treasurer.post(f"/buku/akun/{cash}/tutup", {"on": "kemarin"})
    assert unclear.status_code == 422
    assert "kemarin" in unclear.get_data(as_text=True)


def test_a_month_closes_in_turn_and_two_people_open_it_again(site: Site) -> None:
    page = text(site.treasurer, "/buku/bulan")
    assert "Januari 2024" in page
    wrong = site.treasurer.post("/buku/bulan/tutup", {"month": "2024-02", "why": ""})
    assert wrong.status_code == 422
    assert (
        site.treasurer.post("/buku/bulan/tutup", {"month": "2024-01", "why": ""}).status_code == 303
    )
    late = site.treasurer.post("/buku/memorial", voucher_of(site, on="2024-01-31"))
    assert late.status_code == 422
    asked = site.treasurer.post("/buku/bulan/buka", {"reason": "salah tanggal", "request_id": "b1"})
    assert asked.status_code == 303
    with site.app.app_context():
        assert ledger.locked_through(book_id=site.book) == date(2024, 1, 31)
        waiting = auth_queries.approvals(site.cooperative, waiting=True)[0]
    chair = signed_in(site.app, site.cooperative, "ketua")
    agreed = chair.post(
        f"/persetujuan/{waiting.id}/setuju", {"shown": waiting.fingerprint, "note": ""}
    )
    assert agreed.status_code == 303
    with site.app.app_context():
        assert ledger.locked_through(book_id=site.book) == date(2023, 12, 31)
        assert ledger.audit(book_id=site.book) == []
    told = text(site.treasurer, "/buku/bulan")
    for who in (site.treasurer, chair):  # the closing's maker; the reopening's two people
        assert name_of(site, who) in told.split("Yang sudah terjadi")[-1]


def name_of(site: Site, person: Browser) -> str:
    with site.app.app_context():
        return auth_queries.names_of(site.cooperative, [person.user_id])[person.user_id]


def test_an_entry_names_who_made_and_who_approved_it(site: Site) -> None:
    answer = site.treasurer.post("/buku/memorial", voucher_of(site))
    assert name_of(site, site.treasurer) in shown_facts(site.treasurer, answer.headers["Location"])
    chair = signed_in(site.app, site.cooperative, "ketua")
    lines = (debit("cash_on_hand", Money(5)), credit("other_income", Money(5)))
    entry = Entry(date(2024, 3, 1), "Disetujui berdua", "ledger.voucher:dua", lines)
    with site.app.app_context():
        with transaction():
            made = ledger.post(entry, book_id=site.book, by=0, approved_by=chair.user_id)
        page = shown_facts(site.treasurer, f"/buku/bukti/{made.seq}")
    assert f"Disetujui oleh</dt><dd>{name_of(site, chair)}" in page
    assert "program, dari baris perintah" in page


def shown_facts(browser: Browser, path: str) -> str:
    return text(browser, path).split('<dl class="facts">')[1].split("</dl>")[0]


def test_a_receipt_is_checked_by_anyone_without_names(site: Site) -> None:
    with site.app.app_context():
        entry = ledger.entry_page(book_id=site.book, seq=site.seqs[0])
    stranger = site.app.test_client()
    page = stranger.get(f"/buku/cek/{entry.token}").get_data(as_text=True)
    assert "Asli dan tercatat" in page
    assert "Rp100.000" in page
    assert "Siti" not in page
    undo = {"on": "2024-02-10", "why": "salah", "second_person": "ask"}
    site.treasurer.post(f"/buku/bukti/{entry.seq}/batal", undo)
    decide_all(site.app, site.cooperative)
    assert "kemudian dibatalkan" in stranger.get(f"/buku/cek/{entry.token}").get_data(as_text=True)
    unknown = stranger.get("/buku/cek/" + "x" * 26)
    assert unknown.status_code == 404
    assert "tidak dikenal" in unknown.get_data(as_text=True)


def test_unknown_receipts_are_logged_and_guessing_is_slowed(
    site: Site, caplog: pytest.LogCaptureFixture, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 21, 8, tzinfo=UTC), tick=False)
    guesser, member = site.app.test_client(), site.app.test_client()
    path = "/buku/cek/" + "x" * 26
    seen = [guesser.get(path).status_code for _try in range(31)]
    assert seen == [404] * 30 + [429]
    assert "x" * 26 in caplog.text
    assert "127.0.0.1" in caplog.text
    elsewhere = {"REMOTE_ADDR": "10.0.0.7"}
    assert member.get(path, environ_overrides=elsewhere).status_code == 404
    time_machine.shift(61)
    assert guesser.get(path).status_code == 404


def test_another_cooperatives_entries_and_accounts_are_not_here(site: Site) -> None:
    with site.app.app_context():
        other = make_cooperative("Koperasi Tetangga")
        make_savings(other)
    stranger = signed_in(site.app, other)
    assert stranger.get(f"/buku/bukti/{site.seqs[0]}").status_code == 404
    assert stranger.get(f"/buku/akun/{site.id_of('cash_on_hand')}").status_code == 404
    assert "Siti" not in text(stranger, "/buku/jurnal")
    undo = stranger.post(f"/buku/bukti/{site.seqs[0]}/batal", {"on": "2024-02-10", "why": "x"})
    assert undo.status_code == 404


def test_a_member_may_not_read_the_books(site: Site) -> None:
    member = signed_in(site.app, site.cooperative, "anggota")
    assert member.get("/buku/jurnal").status_code == 403
    assert site.app.test_client().get("/buku/jurnal").status_code == 302


def test_the_days_list_has_what_was_recorded_that_day_and_both_names(site: Site) -> None:
    ask = {"second_person": "ask", "second_reason": "nota terselip"}
    site.treasurer.post("/buku/memorial", voucher_of(site, on="2024-02-01", **ask))
    chair = decide_all(site.app, site.cooperative)
    page = text(site.treasurer, "/buku/harian?tanggal=2024-03-02")
    assert "Hibah timbangan" in page
    assert "Simpanan pokok Siti" in page
    assert "100.000" in page
    with site.app.app_context():
        assert auth_queries.names_of(site.cooperative, [chair])[chair] in page
    assert "Hibah timbangan" not in text(site.treasurer, "/buku/harian?tanggal=2024-03-01")
    assert "Hibah timbangan" in text(site.treasurer, "/buku/harian?tanggal=bukan-tanggal")
    paper = site.treasurer.get("/buku/harian?tanggal=2024-03-02&format=pdf")
    assert paper.data.startswith(b"%PDF")
