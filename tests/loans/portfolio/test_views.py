"""The reports on loans through a browser without JavaScript."""

import io
import re
import subprocess
from datetime import date

import openpyxl
import pytest
import time_machine

from coop_app import db
from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.loans import queries
from coop_app.loans.views.portfolio import month_end
from tests.app.test_page_costs import counted
from tests.loans.portfolio.lending import House
from tests.make import NOW, make_cooperative, make_savings
from tests.people import signed_in

REPORTS = (
    "/pinjaman/laporan",
    "/pinjaman/laporan/daftar",
    "/pinjaman/laporan/jatuh-tempo",
    "/pinjaman/laporan/umur-tunggakan",
    "/pinjaman/laporan/risiko",
    "/pinjaman/laporan/kolektibilitas",
    "/pinjaman/laporan/tagihan",
    "/pinjaman/laporan/tagihan/2026-07",
    "/pinjaman/laporan/per-kelompok",
    "/pinjaman/laporan/per-petugas",
    "/pinjaman/akhir-bulan/2026-07",
    "/pinjaman/hapus-buku",
    "/pinjaman/kebijakan-risiko",
)
WITH_FILES = [path for path in REPORTS[1:] if "kebijakan" not in path]


@pytest.fixture
def house(bare_app):
    """Sri owes nothing late, Tuti has not paid since January."""
    with time_machine.travel(NOW, tick=True):
        with bare_app.app_context():
            made = House()
            made.app = bare_app
            made.tuti = made.member("Tuti Lestari", phone="0812-3456-7890")
            made.good = made.lend(disbursed_on=date(2026, 7, 10))
            made.bad = made.lend(made.tuti)
        yield made
        with bare_app.app_context():
            assert audit_book(made.cooperative_id, made.desk.book_id) == []


@pytest.fixture
def treasurer(house):
    return signed_in(house.app, house.cooperative_id)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def test_every_report_is_a_page(treasurer) -> None:
    for path in REPORTS:
        response = treasurer.get(path)
        assert response.status_code == 200
        assert "style=" not in response.get_data(as_text=True)


def test_every_report_is_a_file(treasurer, tmp_path) -> None:
    for path in WITH_FILES:
        sheet = treasurer.get(f"{path}?format=xlsx")
        openpyxl.load_workbook(io.BytesIO(sheet.data))
        assert treasurer.get(f"{path}?format=csv").data.startswith(b"\xef\xbb\xbf")
        paper = treasurer.get(f"{path}?format=pdf")
        assert paper.mimetype == "application/pdf"
        (tmp_path / "paper.pdf").write_bytes(paper.data)
        done = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], capture_output=True, check=True
        )
        assert "Koperasi Uji Sejahtera" in done.stdout.decode()


def test_the_loan_book_says_what_is_left_late_and_of_which_class(treasurer) -> None:
    words = text_of(treasurer.get("/pinjaman/laporan/daftar?on=2026-07-31"))
    assert "0001 Sri Wahyuni" in words
    assert re.search(
        r"0002 Tuti Lestari .* 1\.200\.000 1\.200\.000 708\.000 171 Kurang lancar", words
    )
    assert "Jumlah 2.400.000 2.400.000 708.000" in words


def test_the_list_is_narrowed_to_what_a_figure_stands_for(treasurer) -> None:
    for narrowed in ("lebih=30", "kelas=substandard", "umur=91-180", "bermasalah=1"):
        words = text_of(treasurer.get(f"/pinjaman/laporan/daftar?on=2026-07-31&{narrowed}"))
        assert "Tuti Lestari" in words
        assert "Sri Wahyuni" not in words


def test_ageing_leads_to_the_loans(treasurer) -> None:
    page = treasurer.get("/pinjaman/laporan/umur-tunggakan?on=2026-07-31").get_data(as_text=True)
    assert "/pinjaman/laporan/daftar?on=2026-07-31&amp;umur=91-180" in page
    assert 'role="img"' in page


def test_risk_of_the_month(treasurer) -> None:
    words = text_of(treasurer.get("/pinjaman/laporan/risiko?on=2026-07-31"))
    assert "Juli 2026 2 2.400.000 50% 50% 50% 50%" in words


def test_the_reminder_of_an_instalment(treasurer) -> None:
    page = treasurer.get("/pinjaman/laporan/jatuh-tempo?dari=2026-08-10")
    words = text_of(page)
    assert (
        "0812-3456-7890"
        in treasurer.get("/pinjaman/laporan/jatuh-tempo?dari=2026-08-10&format=csv").data.decode()
    )
    assert "https://wa.me/6281234567890?text=" in page.get_data(as_text=True)
    assert "Yth. Tuti Lestari, angsuran ke-7 pinjaman P-0002" in words
    assert "Tunggakan sebelumnya: Rp708.000." in words


def test_demand_against_collection(house, treasurer) -> None:
    with house.app.app_context():
        house.pay(house.bad, 200_000, on=date(2026, 7, 20))
    words = text_of(treasurer.get("/pinjaman/laporan/tagihan/2026-07"))
    assert re.search(
        r"0002 Tuti Lestari .* 590\.000 118\.000 708\.000 182\.000 526\.000 25,71%", words
    )


def test_collectability_for_the_health_score(house, treasurer) -> None:
    with house.app.app_context():
        house.run(Month(2026, 7))
    words = text_of(treasurer.get("/pinjaman/laporan/kolektibilitas?on=2026-07-31"))
    assert "Kurang lancar 1 1.200.000 50% 50% 600.000" in words
    assert "nilai 1 dari 4" in words
    assert "Rp600.000" in words


def test_the_month_is_shown_with_every_loan_and_why_then_run_once(house, treasurer) -> None:
    words = text_of(treasurer.get("/pinjaman/akhir-bulan/2026-07"))
    assert "Terlambat 171 hari, tunggakan 6 bulan." in words
    assert "600.000" in words
    path = "/pinjaman/akhir-bulan/2026-07"
    assert treasurer.post(path).status_code == 303
    done = text_of(treasurer.get(path))
    assert "Semua pinjaman sudah dinilai" in done
    assert treasurer.post(path).status_code == 303
    with house.app.app_context():
        assert len(queries.runs(house.cooperative_id, house.desk.book_id)) == 1


def test_a_month_to_come_is_refused_at_the_page(treasurer) -> None:
    response = treasurer.post("/pinjaman/akhir-bulan/2026-08")
    assert response.status_code == 422


def test_the_checklist_asks_for_the_months_end_of_loans(house) -> None:
    desk, july = house.desk, Month(2026, 7)
    with house.app.test_request_context():
        (point,) = month_end.points(house.cooperative_id, desk.book_id, july)
        assert (point.ok, point.url) == (False, "/pinjaman/akhir-bulan/2026-07")
        house.run(july)
        (point,) = month_end.points(house.cooperative_id, desk.book_id, july)
        assert (point.ok, point.why) == (True, "")
        assert month_end.points(house.cooperative_id, desk.book_id, Month(2025, 7)) == []


def test_a_month_that_is_none_is_not_here(treasurer) -> None:
    for month in ("2026-13", "x", "2026-7"):
        assert treasurer.get(f"/pinjaman/akhir-bulan/{month}").status_code == 404
        assert treasurer.get(f"/pinjaman/laporan/tagihan/{month}").status_code == 404


def test_a_strange_address_shows_everything(treasurer) -> None:
    strange = "on=gestern&kelas=x&umur=x&kelompok=x&lebih=x"
    assert "Tuti Lestari" in text_of(treasurer.get(f"/pinjaman/laporan/daftar?{strange}"))


def test_another_cooperative_sees_none_of_it(house) -> None:
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        make_savings(other)
    stranger = signed_in(house.app, other)
    for path in REPORTS:
        words = text_of(stranger.get(path))
        assert "Tuti" not in words
        assert "1.200.000" not in words
    assert stranger.get(f"/pinjaman/{house.bad}/hapus-buku").status_code == 404


def test_reports_ask_as_often_for_forty_loans_as_for_two(house, treasurer) -> None:
    def costs() -> dict[str, int]:
        found = {}
        for path in REPORTS:
            treasurer.get(path)
            with house.app.app_context(), counted() as cost:
                treasurer.get(path)
            found[path] = cost.statements
        return found

    with house.app.app_context():
        house.lend(disbursed_on=date(2026, 5, 10))
    before = costs()
    with house.app.app_context():
        for n in range(38):
            house.lend(disbursed_on=date(2026, 2 + n % 5, 3 + n % 20))
        db.session.remove()
    assert costs() == before
