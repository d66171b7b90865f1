"""Standing instructions and the end of a month, on the screen."""

from datetime import date

import pytest
import time_machine

from coop_app import ledger
from coop_app.auth import rules
from coop_app.closing import queries
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import service as loans
from tests.closing.test_instructions import House
from tests.people import signed_in

DUE = date(2026, 6, 15)


class Office:
    """A borrower whose instalments of May and June are due, and the treasurer."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            self.house = House()
        self.coop, self.key = self.house.cooperative_id, self.house.sri.id
        self.bendahara = signed_in(app, self.coop)

    def text(self, path: str) -> str:
        answer = self.bendahara.get(path)
        assert answer.status_code == 200, path
        return answer.get_data(as_text=True)

    def instruct(self, **facts: str):
        data = {"loan_id": str(self.house.loan_id), "valid_from": "2026-05-01", "request_id": "o"}
        return self.bendahara.post(f"/penutupan/perintah/anggota/{self.key}", data=data | facts)


@pytest.fixture
def office(bare_app):
    with time_machine.travel(f"{DUE}T03:00:00+00:00", tick=True):
        made = Office(bare_app)
        yield made
        with bare_app.app_context():
            assert made.house.is_clean()


def test_allow_run_report_and_end(office) -> None:
    assert "P-0001" in office.text(f"/penutupan/perintah/anggota/{office.key}")
    assert office.instruct().status_code == 303
    listed = office.text("/penutupan/perintah")
    assert "636.000" in listed
    ran = office.bendahara.post("/penutupan/perintah/jalankan", data={"request_id": "run"})
    assert ran.status_code == 303
    report = office.text(ran.location)
    assert "636.000" in report
    assert "Sri Wahyuni" in report
    again = office.bendahara.post("/penutupan/perintah/jalankan", data={"request_id": "run"})
    assert again.location == ran.location
    assert "Tidak ada yang jatuh tempo hari ini" in office.text("/penutupan/perintah")
    ended = office.bendahara.post(
        "/penutupan/perintah/1/akhiri", data={"why": "permintaan anggota"}
    )
    assert ended.status_code == 303
    assert "berakhir" in office.text("/penutupan/perintah")


def test_refusals_stay_in_the_form(office) -> None:
    wrong = office.instruct(until="2026-04-30")
    assert wrong.status_code == 422
    assert "Tanggal akhir tidak boleh sebelum tanggal mulai" in wrong.get_data(as_text=True)
    office.instruct()
    twice = office.instruct(request_id="p")
    assert twice.status_code == 422
    assert office.bendahara.post("/penutupan/perintah/1/akhiri", data={}).status_code == 422


def test_a_member_allows_it_herself(office, bare_app) -> None:
    sri = signed_in(bare_app, office.coop, rules.ANGGOTA, member_id=office.key)
    assert "P-0001" in sri.get("/penutupan/perintah/saya").get_data(as_text=True)
    data = {"loan_id": str(office.house.loan_id), "valid_from": "2026-05-01", "request_id": "me"}
    assert sri.post("/penutupan/perintah/saya", data=data).status_code == 303
    with bare_app.app_context():
        (known,) = queries.list_instructions(office.coop)
    assert (known.member_id, known.made_by) == (office.key, sri.user_id)
    stranger = signed_in(bare_app, office.coop, rules.ANGGOTA)
    assert stranger.get("/penutupan/perintah/saya").status_code == 404
    assert sri.get("/penutupan/perintah").status_code == 403


def test_the_list_of_a_month_tells_how_each_task_stands(office) -> None:
    office.instruct()
    page = office.text("/penutupan/akhir-bulan?bulan=2026-05")
    assert "1 angsuran jatuh tempo" in page
    assert "Belum dikerjakan untuk bulan ini" in page
    assert "Belum dibuat untuk bulan ini" in page
    for path in ("/penutupan/perintah", "/pinjaman/akhir-bulan/2026-05", "/buku/bulan"):
        assert f'href="{path}' in page, path
    office.bendahara.post("/penutupan/perintah/jalankan", data={"request_id": "run"})
    with office.app.app_context(), transaction():
        loans.run_month(desk=office.house.at(DUE), month=Month(2026, 5))
    after = office.text("/penutupan/akhir-bulan?bulan=2026-05")
    assert "1 angsuran jatuh tempo" not in after
    assert "Belum dikerjakan untuk bulan ini" not in after


def test_without_a_month_it_is_the_one_whose_turn_it_is(office) -> None:
    with office.app.app_context():
        turn = ledger.next_to_close(book_id=office.house.desk.book_id)
    assert turn is not None
    assert turn.name in office.text("/penutupan/akhir-bulan")
    running = office.text("/penutupan/akhir-bulan?bulan=2026-06")
    assert running.count("Bulan ini belum berakhir") >= 2
