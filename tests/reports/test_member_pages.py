"""The member's side through a browser: own home, months to confirm, slips, disputes, papers."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
import time_machine

from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.reports import service
from coop_app.reports.queries import member_statements as read
from coop_app.reports.rules.member_statement import State, short
from tests.make import NOW, make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.people import signed_in

JULY = Month(2026, 7)
MONTH = "/laporan/konfirmasi/2026-07"


class House:
    """Sri saved in June and July; Tini has nothing yet; both of Kuripan."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group_id = make_group(self.key)
            self.sri = make_member(
                self.key, self.group_id, "Sri Wahyuni", joined_on=date(2026, 6, 3), phone="0812-3456-7890"
            )  # fmt: skip
            self.tini = make_member(self.key, self.group_id, "Tini", joined_on=date(2026, 6, 20))
            self.deposit(100_000, date(2026, 6, 10))
            self.deposit(50_000, date(2026, 7, 5))

    def deposit(self, amount, on):
        return make_deposit(replace(self.desk, today=on), self.sri.id, amount, paid_on=on)

    def offer(self):
        with self.app.app_context(), transaction():
            service.offer(desk=self.desk, month=JULY)

    def newest(self, member=None):
        with self.app.app_context():
            rows = read.of_month(self.key, JULY)
            return next(row for row in rows if row.member_id == (member or self.sri).id)

    def as_member(self, member=None):
        return signed_in(self.app, self.key, "anggota", member_id=(member or self.sri).id)

    def dispute(self):
        path = f"/laporan/saya/bulan/{self.newest().id}"
        self.as_member().post(path, {"verdict": "disputed", "words": "Saya setor 75.000"})
        return self.newest().answer.id


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


def pdf_text(response, folder) -> str:
    assert response.mimetype == "application/pdf"
    path = folder / "paper.pdf"
    path.write_bytes(response.data)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def pages_of(text: str) -> list[str]:
    return [page for page in text.split("\f") if page.strip()]


def test_a_member_lands_on_the_own_home(house):
    sri = house.as_member()
    assert sri.get("/").headers["Location"] == "/laporan/saya"
    page = text_of(sri.get("/laporan/saya"))
    for words in (
        "Sri Wahyuni",
        "Rp150.000",
        "3 bulan belum dibayar",
        "Rp60.000",
        "5 Jul 2026",
        "0812-3456-7890",
    ):
        assert words in page, words


def test_the_last_ten_acts_and_all_of_them(house):
    with house.app.app_context():
        for day in range(1, 12):
            house.deposit(1_000 + day, date(2026, 8, day))
    sri = house.as_member()
    assert sri.get("/laporan/saya").get_data(as_text=True).count("Rp1.0") == 10
    everything = sri.get("/laporan/saya/riwayat")
    assert everything.get_data(as_text=True).count("1.0") >= 11
    assert sri.get("/laporan/saya/riwayat?format=xlsx").mimetype.endswith("sheet")


def test_nobody_sees_another_members_month(house):
    house.offer()
    tini, month = house.as_member(house.tini), f"/laporan/saya/bulan/{house.newest().id}"
    assert tini.get(month).status_code == 404
    assert tini.post(month, {"verdict": "confirmed"}).status_code == 404
    assert house.newest().state is State.OFFERED
    assert tini.get(f"/laporan/anggota/{house.sri.id}").status_code == 403
    assert tini.get(f"/laporan/anggota/{house.sri.id}/cetak").status_code == 403
    assert "Sri" not in text_of(tini.get("/laporan/saya"))


def test_a_person_who_is_no_member_has_no_own_home(house):
    coordinator = signed_in(house.app, house.key, "koordinator", group_id=house.group_id)
    assert coordinator.get("/laporan/saya").status_code == 404
    assert coordinator.get("/laporan/saya/riwayat").status_code == 404


def test_a_member_confirms_on_the_phone(house):
    house.offer()
    sri, path = house.as_member(), f"/laporan/saya/bulan/{house.newest().id}"
    assert "Apakah bulan Juli 2026 benar?" in text_of(sri.get("/laporan/saya"))
    shown = text_of(sri.get(path))
    for words in (
        "Simpanan sukarela",
        "100.000",
        "+50.000",
        "150.000",
        short(house.newest().fingerprint),
    ):
        assert words in shown, words
    assert sri.post(path, {"verdict": "confirmed"}).status_code == 303
    assert house.newest().state is State.CONFIRMED
    assert "dinyatakan benar" in text_of(sri.get(path)).lower()
    assert "Apakah bulan Juli 2026 benar?" not in text_of(sri.get("/laporan/saya"))


def test_a_member_says_what_is_wrong(house):
    house.offer()
    sri, path = house.as_member(), f"/laporan/saya/bulan/{house.newest().id}"
    empty = sri.post(path, {"verdict": "disputed", "words": " "})
    assert empty.status_code == 422
    assert "apa yang salah" in text_of(empty)
    assert sri.post(path, {"verdict": "nonsense"}).status_code == 422
    assert sri.post(path, {"verdict": "disputed", "words": "Saya setor 75.000"}).status_code == 303
    assert "Saya setor 75.000" in text_of(sri.get(path))
    assert house.newest().state is State.DISPUTED


def test_changed_figures_cannot_be_confirmed(house):
    house.offer()
    sri, path = house.as_member(), f"/laporan/saya/bulan/{house.newest().id}"
    with house.app.app_context():
        house.deposit(10_000, date(2026, 7, 9))
    assert "Ya, benar" not in text_of(sri.get(path))
    assert sri.post(path, {"verdict": "confirmed"}).status_code == 422
    assert house.newest().state is State.OFFERED


def test_the_treasurer_offers_a_month_and_again_what_changed(house):
    treasurer = signed_in(house.app, house.key)
    assert "Buat laporan Juli 2026" in text_of(treasurer.get("/laporan/konfirmasi"))
    assert treasurer.post("/laporan/konfirmasi", {"month": "2026-07"}).status_code == 303
    page = text_of(treasurer.get("/laporan/konfirmasi"))
    assert "0 dari 2 anggota" in page
    assert "Buat laporan Juli 2026" not in page
    with house.app.app_context():
        house.deposit(10_000, date(2026, 7, 9))
    assert "Angka 1 laporan berubah" in text_of(treasurer.get("/laporan/konfirmasi"))
    treasurer.post("/laporan/konfirmasi", {"month": "2026-07"})
    assert house.newest().edition == 2


def test_a_running_month_is_refused_in_words(house):
    treasurer = signed_in(house.app, house.key)
    answer = treasurer.post("/laporan/konfirmasi", {"month": "2026-08"})
    assert answer.status_code == 422
    assert "belum selesai" in text_of(answer)


def test_only_the_treasurer_offers_and_enters(house):
    house.offer()
    for role in ("ketua", "pengawas"):
        person = signed_in(house.app, house.key, role)
        assert person.get("/laporan/konfirmasi").status_code == 200
        assert person.post("/laporan/konfirmasi", {"month": "2026-07"}).status_code == 403
        village = f"{MONTH}/kelompok/{house.group_id}"
        assert "Simpan lembar" not in text_of(person.get(village))
        assert person.post(village, {"given_on": "2026-08-10"}).status_code == 403


def test_slips_on_paper_are_entered_for_a_village(house):
    house.offer()
    treasurer, path = signed_in(house.app, house.key), f"{MONTH}/kelompok/{house.group_id}"
    sri, tini = house.newest().id, house.newest(house.tini).id
    half = {"given_on": "2026-08-10", f"verdict-{sri}": "confirmed", f"verdict-{tini}": "disputed"}
    refused = treasurer.post(path, half)
    assert refused.status_code == 422
    assert "apa yang salah" in text_of(refused)
    kept = house.newest()
    assert (kept.state, kept.answer.on_paper, kept.answer.made_by) == (
        State.CONFIRMED, True, treasurer.user_id,
    )  # fmt: skip
    assert kept.answer.given_on == date(2026, 8, 10)
    assert "dimasukkan oleh Orang" in text_of(treasurer.get(f"/laporan/bulan/{sri}"))
    assert treasurer.post(path, half | {f"words-{tini}": "Nama saya salah"}).status_code == 303
    assert house.newest(house.tini).answer.words == "Nama saya salah"
    page = text_of(treasurer.get("/laporan/konfirmasi?bulan=2026-07"))
    assert "50%" in page
    assert "1 keberatan menunggu jawaban" in page


def test_a_dispute_is_closed_by_a_supervisor_who_did_not_record_it(house):
    house.offer()
    path = f"/laporan/keberatan/{house.dispute()}"
    treasurer, supervisor = (
        signed_in(house.app, house.key),
        signed_in(house.app, house.key, "pengawas"),
    )
    assert treasurer.post(path, {"words": "Salah sendiri"}).status_code == 403
    assert "Saya setor 75.000" in text_of(supervisor.get(path))
    assert supervisor.post(path, {"words": ""}).status_code == 422
    assert supervisor.post(path, {"words": "Kuitansi berkata 50.000"}).status_code == 303
    assert house.newest().state is State.ANSWERED
    me = house.as_member()
    assert "Kuitansi berkata 50.000" in text_of(me.get(f"/laporan/saya/bulan/{house.newest().id}"))
    listed = supervisor.get("/laporan/keberatan?format=csv").get_data(as_text=True)
    assert "Kuitansi berkata 50.000" in listed


@pytest.mark.parametrize(("size", "points"), [("a5", "419.5"), ("a4", "595.2")])
def test_the_summary_on_paper(house, tmp_path, size, points):
    treasurer = signed_in(house.app, house.key)
    path = f"/laporan/anggota/{house.sri.id}/cetak?ukuran={size}"
    paper = treasurer.get(path)
    text = pdf_text(paper, tmp_path)
    for words in ("Sri Wahyuni", "Rp150.000", "Bendahara", "5 Jul 2026"):
        assert words in text, words
    assert len(pages_of(text)) == 1
    assert f"/MediaBox [ 0 0 {points}" in paper.data.decode("latin-1")
    assert treasurer.get(path).data == paper.data


def test_every_members_month_on_one_page_each(house, tmp_path):
    house.offer()
    treasurer = signed_in(house.app, house.key)
    paper = treasurer.get(f"{MONTH}/cetak")
    pages = pages_of(pdf_text(paper, tmp_path))
    assert len(pages) == 2
    sri = next(page for page in pages if "Sri Wahyuni" in page)
    for words in (
        "Juli 2026",
        "100.000",
        "+50.000",
        "150.000",
        "Sobek",
        short(house.newest().fingerprint),
    ):
        assert words in sri, words
    assert treasurer.get(f"{MONTH}/cetak?kelompok=999").status_code == 404
    assert treasurer.get("/laporan/konfirmasi/Juli/cetak").status_code == 404


def test_texts_for_whatsapp(house):
    house.offer()
    treasurer = signed_in(house.app, house.key)
    page = treasurer.get(f"/laporan/anggota/{house.sri.id}").get_data(as_text=True)
    links = [unquote(link) for link in re.findall(r'href="(https://wa.me/[^"]+)"', page)]
    assert all(link.startswith("https://wa.me/6281234567890?text=Koperasi Uji") for link in links)
    summary, reminder = links
    assert "Simpanan sukarela: Rp150.000" in summary
    assert "Rp60.000 (Juni 2026 - Agustus 2026)" in reminder
    month = treasurer.get(f"/laporan/bulan/{house.newest().id}").get_data(as_text=True)
    text = unquote(re.findall(r'href="(https://wa.me/[^"]+)"', month)[0])
    assert f"/laporan/saya/bulan/{house.newest().id}" in text
    tini = treasurer.get(f"/laporan/anggota/{house.tini.id}").get_data(as_text=True)
    assert "wa.me" not in tini


def test_another_cooperatives_statements_do_not_exist(house):
    house.offer()
    answer_id = house.dispute()
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        make_savings(other)
    stranger = signed_in(house.app, other, "ketua")
    for path in (
        f"/laporan/bulan/{house.newest().id}", f"/laporan/keberatan/{answer_id}",
        f"/laporan/anggota/{house.sri.id}", f"{MONTH}/kelompok/{house.group_id}",
    ):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
    assert stranger.post(f"/laporan/keberatan/{answer_id}", {"words": "ya"}).status_code == 404
