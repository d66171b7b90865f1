"""The savings pages through a browser without JavaScript."""

import re
import subprocess
from datetime import date

import pytest
import time_machine

from coop_app import ledger
from coop_app.savings import queries, service
from tests.make import (
    NOW,
    TODAY,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import signed_in
from tests.second_person import answer, ask


class House:
    """Two cooperatives; Sri is a member of the first, joined in June 2026."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group_id = make_group(self.key)
            self.sri = self.member("Sri Wahyuni", phone="0812-3456-7890")
            self.kas = cash_of(self.desk)
            self.other = make_cooperative("Koperasi Lain")
            make_savings(self.other)

    def member(self, name, group_id=None, **facts):
        known = {"joined_on": date(2026, 6, 3)} | facts
        with self.app.app_context():
            return make_member(self.key, group_id or self.group_id, name, **known)

    def deposit(self, amount=50000, member=None, **facts):
        with self.app.app_context():
            return make_deposit(self.desk, (member or self.sri).id, amount, **facts)

    def acts(self):
        with self.app.app_context():
            return queries.list_acts(self.key, self.sri.id)

    def form(self, **facts):
        known = {"on": "2026-08-14", "place": str(self.kas), "request_id": "r-9", "step": "save"}
        return known | facts


@pytest.fixture
def house(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = House(bare_app)
        yield made
        with bare_app.app_context():
            assert ledger.audit(book_id=made.desk.book_id) == []
            assert queries.check(made.desk.book_id) == []


@pytest.fixture
def treasurer(house):
    return signed_in(house.app, house.key)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def pdf_text(response, folder) -> str:
    assert response.mimetype == "application/pdf"
    path = folder / "paper.pdf"
    path.write_bytes(response.data)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def test_deposit_form_finds_the_member(house, treasurer) -> None:
    house.member("Sri Utami")
    page = treasurer.get("/simpanan/setor?cari=sri")
    assert "Sri Wahyuni" in text_of(page)
    assert "Sri Utami" in text_of(page)
    one = treasurer.get("/simpanan/setor?cari=wahyuni")
    assert one.location == f"/simpanan/setor/{house.sri.id}"
    assert "Tidak ada yang cocok" in text_of(treasurer.get("/simpanan/setor?cari=zzz"))


def test_member_deposit_form_offers_the_months_in_arrears(house, treasurer) -> None:
    page = treasurer.get(f"/simpanan/setor/{house.sri.id}").get_data(as_text=True)
    ticked = re.findall(r'name="months" value="([^"]+)" data-cost="20000" checked', page)
    assert ticked == ["2026-06", "2026-07", "2026-08"]
    assert 'value="60.000"' in page
    assert 'value="100.000"' in page


def test_deposit_shows_the_journal_before_it_is_saved(house, treasurer) -> None:
    data = house.form(step="preview", months=["2026-06"], sukarela="30.000")
    page = text_of(treasurer.post(f"/simpanan/setor/{house.sri.id}", data))
    assert "Kas bertambah Rp50.000." in page
    assert "Simpanan wajib bertambah Rp20.000." in page
    assert "Simpanan sukarela bertambah Rp30.000." in page
    assert house.acts() == []


def test_deposit_is_saved_once_however_often_it_is_sent(house, treasurer) -> None:
    data = house.form(months=["2026-06", "2026-07"], sukarela="5.000")
    answers = [treasurer.post(f"/simpanan/setor/{house.sri.id}", data) for _click in range(2)]
    (act,) = house.acts()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.location for answer in answers} == {f"/simpanan/bukti/{act.id}"}
    assert act.lines == {"wajib": 40000, "sukarela": 5000}


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"sukarela": "12,5"}, "Tulis jumlahnya tanpa koma"),
        ({"sukarela": "lima"}, "Tulis jumlah rupiah dengan angka"),
        ({"sukarela": ""}, "Tulis jumlah yang lebih dari nol"),
        ({"sukarela": "1000", "on": "2026-08-15"}, "belum tiba"),
        ({"sukarela": "1000", "on": "kemarin"}, "Tulis tanggal"),
        ({"sukarela": "1000", "place": "99"}, "Pilih salah satu"),
        ({"pokok": "150.000"}, "Simpanan pokok Rp100.000"),
        ({"wajib": "10.000", "months": ["2026-06", "2026-07"]}, "Bulan yang dipilih berjumlah"),
        ({"months": ["2025-01"]}, "Tidak ada simpanan wajib untuk Januari 2025"),
        ({"months": ["bulan"]}, "Belum tersimpan"),
    ],
)
def test_deposit_refused_says_why_and_keeps_what_was_typed(
    house, treasurer, facts, sentence
) -> None:
    answer = treasurer.post(
        f"/simpanan/setor/{house.sri.id}", house.form(memo="titip Bu Umi", **facts)
    )
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="titip Bu Umi"' in answer.get_data(as_text=True)
    assert house.acts() == []


def test_deposit_with_other_contents_under_the_same_form(house, treasurer) -> None:
    treasurer.post(f"/simpanan/setor/{house.sri.id}", house.form(sukarela="1000"))
    answer = treasurer.post(f"/simpanan/setor/{house.sri.id}", house.form(sukarela="2000"))
    assert (answer.status_code, len(house.acts())) == (422, 1)


def test_withdraw(house, treasurer) -> None:
    house.deposit(100000)
    path = f"/simpanan/tarik/{house.sri.id}"
    assert "bisa ditarik: Rp100.000" in text_of(treasurer.get(path))
    data = house.form(product="sukarela", amount="80.000")
    page = text_of(treasurer.post(path, data | {"step": "preview"}))
    assert "Kas berkurang Rp80.000." in page
    assert "Simpanan sukarela berkurang Rp80.000." in page
    assert treasurer.post(path, data).status_code == 303
    again = treasurer.post(path, data | {"request_id": "r-10"})
    assert again.status_code == 422
    assert "paling banyak bisa ditarik Rp20.000" in text_of(again)


def test_receipt_shows_everything_and_its_whatsapp_link(house, treasurer) -> None:
    act = house.deposit(40000, product="wajib")
    page = treasurer.get(f"/simpanan/bukti/{act.id}")
    text = text_of(page)
    for part in (
        "Rp40.000",
        "empat puluh ribu rupiah",
        "BKM/2026/08/0001",
        "Juni 2026 – Juli 2026",
    ):
        assert part in text
    share = re.search(
        r'href="(https://wa\.me/6281234567890\?text=[^"]+)"', page.get_data(as_text=True)
    )
    assert share
    assert "Saldo" not in share[1]
    with_balance = treasurer.get(f"/simpanan/bukti/{act.id}?saldo=1").get_data(as_text=True)
    assert "Saldo%3A%20Rp40.000" in with_balance
    token = re.search(r"/cek/([0-9a-f]+)", page.get_data(as_text=True))
    assert token
    assert "BKM/2026/08/0001" in text_of(house.app.test_client().get(f"/buku/cek/{token[1]}"))


def test_receipt_paper_says_the_same_on_a5_and_58_mm(house, treasurer, tmp_path) -> None:
    act = house.deposit(40000, product="wajib")
    big = pdf_text(treasurer.get(f"/simpanan/bukti/{act.id}/cetak"), tmp_path)
    for part in (
        "KUITANSI SIMPANAN", "BKM/2026/08/0001", "Jumat, 14 Agustus 2026", "Sri Wahyuni", "Rp40.000",
        "Empat puluh ribu rupiah", "Juni 2026 – Juli 2026", "Saldo sesudahnya", "Kode periksa",
    ):  # fmt: skip
        assert part in big
    small = pdf_text(treasurer.get(f"/simpanan/bukti/{act.id}/cetak?ukuran=58"), tmp_path)
    for part in (
        "BKM/2026/08/0001",
        "Rp40.000",
        "empat puluh ribu rupiah",
        "Saldo sesudahnya: Rp40.000",
    ):
        assert part in small
    assert "meterai" not in big


def test_receipt_paper_reminds_of_stamp_duty(house, treasurer, tmp_path) -> None:
    act = house.deposit(5_000_001)
    assert "meterai" in pdf_text(treasurer.get(f"/simpanan/bukti/{act.id}/cetak"), tmp_path)


def test_receipt_paper_is_the_same_twice(house, treasurer) -> None:
    act = house.deposit()
    path = f"/simpanan/bukti/{act.id}/cetak"
    assert treasurer.get(path).data == treasurer.get(path).data


def test_reverse_needs_a_reason_and_marks_the_receipt(house, treasurer, tmp_path) -> None:
    act = house.deposit()
    path = f"/simpanan/bukti/{act.id}/batal"
    assert treasurer.get(path).status_code == 200
    assert treasurer.post(path, {"on": "2026-08-14", "why": ""}).status_code == 422
    asked = ask(treasurer, path, {"on": "2026-08-14", "why": "salah orang", "request_id": "b-1"})
    answer(signed_in(house.app, house.key, "ketua"), asked)
    assert "dibatalkan dengan BKK" in text_of(treasurer.get(f"/simpanan/bukti/{act.id}"))
    assert "DIBATALKAN" in pdf_text(treasurer.get(f"/simpanan/bukti/{act.id}/cetak"), tmp_path)
    again = treasurer.post(path, {"on": "2026-08-14", "why": "lagi"})
    assert again.status_code == 422


def test_dues_grid_and_its_files(house, treasurer) -> None:
    house.deposit(50000, product="wajib")
    page = treasurer.get("/simpanan/iuran").get_data(as_text=True)
    assert page.count('class="m paid"><span') == 2
    assert page.count('class="m part"><span') == 1
    csv = treasurer.get("/simpanan/iuran?format=csv").get_data(as_text=True)
    assert "0001;Sri Wahyuni;;;;;;20000;20000;10000;;;;;50000;1;10000;0" in csv
    for kind in ("xlsx", "pdf"):
        assert treasurer.get(f"/simpanan/iuran?format={kind}").status_code == 200
    assert "Semua kelompok" in page


def test_arrears(house, treasurer) -> None:
    page = text_of(treasurer.get("/simpanan/tunggakan"))
    assert "0001 Sri Wahyuni" in page
    assert "Juni 2026" in page
    assert "60.000" in page
    house.deposit(60000, product="wajib")
    assert "Tidak ada tunggakan" in text_of(treasurer.get("/simpanan/tunggakan"))


def test_member_page(house, treasurer) -> None:
    house.deposit(50000)
    page = text_of(treasurer.get(f"/simpanan/anggota/{house.sri.id}"))
    assert "Rp50.000" in page
    assert "menunggak 3 bulan" in page


def test_own_savings(house) -> None:
    house.deposit(50000)
    sri = signed_in(house.app, house.key, "anggota", member_id=house.sri.id)
    assert "Rp50.000" in text_of(sri.get("/simpanan/saya"))
    assert sri.get(f"/simpanan/anggota/{house.sri.id}").status_code == 403


def test_statement_on_paper(house, treasurer, tmp_path) -> None:
    house.deposit(50000, paid_on=date(2026, 7, 1))
    house.deposit(20000, product="wajib")
    path = f"/simpanan/anggota/{house.sri.id}/rekening?dari=2026-08-01&sampai=2026-08-14"
    page = text_of(treasurer.get(path))
    assert "Saldo awal" in page
    paper = pdf_text(treasurer.get(path + "&format=pdf"), tmp_path)
    for part in ("Rekening simpanan", "Sri Wahyuni", "50.000", "70.000", "BKM/2026/08/0002"):
        assert part in paper


def test_passbook_goes_on_after_the_last_print(house, treasurer, tmp_path) -> None:
    for amount in (10000, 20000):
        house.deposit(amount)
    path = f"/simpanan/anggota/{house.sri.id}/buku"
    assert "2 baris belum tercetak" in text_of(treasurer.get(path))
    at = {"line": "2", "lines_a_page": "24"}
    first = pdf_text(treasurer.post(path, at | {"step": "print"}), tmp_path)
    assert "2 14/08/2026 SS+ BKM/2026/08/0001 10.000 10.000" in first
    assert "2 baris belum tercetak" in text_of(treasurer.get(path))
    assert treasurer.post(path, at | {"step": "done"}).status_code == 303
    house.deposit(5000)
    page = treasurer.get(path)
    assert "1 baris belum tercetak" in text_of(page)
    assert 'name="line" required type="number" value="4"' in page.get_data(as_text=True)
    second = pdf_text(treasurer.post(path, at | {"line": "4", "step": "print"}), tmp_path)
    assert "4 14/08/2026 SS+ BKM/2026/08/0003 5.000 35.000" in second
    assert "BKM/2026/08/0001" not in second
    again = treasurer.post(path, at | {"step": "print", "from_start": "y"})
    assert "BKM/2026/08/0001" in pdf_text(again, tmp_path)
    assert treasurer.post(path, at | {"line": "0"}).status_code == 422


def test_sheet_saves_all_rows_or_none(house, treasurer) -> None:
    with house.app.app_context():
        tuti = house.member("Tuti")
    path = f"/simpanan/rapat/{house.group_id}"
    assert "Tuti" in text_of(treasurer.get(f"/simpanan/rapat?kelompok={house.group_id}"))
    wrong = house.form(**{f"wajib-{house.sri.id}": "20.000", f"wajib-{tuti.id}": "20,5"})
    answer = treasurer.post(path, wrong)
    assert answer.status_code == 422
    assert f'id="wajib-{tuti.id}-error"' in answer.get_data(as_text=True)
    too_much = house.form(**{f"wajib-{house.sri.id}": "20.000", f"wajib-{tuti.id}": "90.000.000"})
    answer = treasurer.post(path, too_much).get_data(as_text=True)
    assert f'id="wajib-{tuti.id}-error"' in answer
    assert f'id="wajib-{house.sri.id}-error"' not in answer
    assert 'value="90.000.000"' in answer
    assert house.acts() == []
    right = house.form(**{f"wajib-{house.sri.id}": "20.000", f"sukarela-{tuti.id}": "5.000"})
    done = [treasurer.post(path, right) for _click in range(2)]
    assert [answer.status_code for answer in done] == [303, 303]
    assert "2 kuitansi" in text_of(treasurer.get(done[0].location))
    assert len(house.acts()) == 1


def test_a_coordinator_sees_the_own_group_only(house) -> None:
    with house.app.app_context():
        other_group = make_group(house.key, "Lipursari")
        budi = house.member("Budi", other_group)
    act = house.deposit(1000, budi)
    person = signed_in(house.app, house.key, "koordinator", group_id=house.group_id)
    assert "Sri Wahyuni" in text_of(person.get("/simpanan/iuran"))
    assert "Budi" not in text_of(person.get(f"/simpanan/iuran?kelompok={other_group}"))
    for path in (f"/simpanan/anggota/{budi.id}", f"/simpanan/bukti/{act.id}"):
        assert person.get(path).status_code == 404
    sheet = house.form(**{f"wajib-{budi.id}": "20.000"})
    assert person.post(f"/simpanan/rapat/{other_group}", sheet).status_code == 404
    assert person.get("/simpanan/setor").status_code == 403


def test_products_and_a_new_amount(house, treasurer) -> None:
    assert "saat program dimulai" in text_of(treasurer.get("/simpanan/jenis"))
    new = {"product": "wajib", "amount": "25.000", "valid_from": "2026-09-01"}
    refused = treasurer.post("/simpanan/jenis/besaran", new | {"decided_by": " "})
    assert refused.status_code == 422
    new["decided_by"] = "RAT 12 Maret 2026"
    ketua = signed_in(house.app, house.key, "ketua")
    answer(ketua, ask(treasurer, "/simpanan/jenis/besaran", new | {"request_id": "t-1"}))
    assert "RAT 12 Maret 2026" in text_of(treasurer.get("/simpanan/jenis"))
    low = {"product": "sukarela", "minimum": "10.000"}
    least = ask(treasurer, "/simpanan/jenis/saldo-minimum", low | {"request_id": "m-1"})
    answer(ketua, least)
    bad = treasurer.post("/simpanan/jenis/saldo-minimum", low | {"minimum": "-1"})
    assert bad.status_code == 422


def test_nothing_of_another_cooperative(house) -> None:
    act = house.deposit()
    stranger = signed_in(house.app, house.other)
    sri = house.sri.id
    for path in (
        f"setor/{sri}", f"tarik/{sri}", f"anggota/{sri}", f"anggota/{sri}/rekening",
        f"anggota/{sri}/buku", f"bukti/{act.id}",
        f"bukti/{act.id}/cetak", f"bukti/{act.id}/batal", f"rapat?kelompok={house.group_id}",
        f"iuran?kelompok={house.group_id}", "rapat/selesai/r-1",
    ):  # fmt: skip
        assert stranger.get(f"/simpanan/{path}").status_code == 404, path
    for path in (f"setor/{sri}", f"tarik/{sri}", f"bukti/{act.id}/batal", f"anggota/{sri}/buku"):
        data = {"on": str(TODAY), "why": "x", "line": "1", "lines_a_page": "24"}
        assert stranger.post(f"/simpanan/{path}", data).status_code == 404, path
    assert stranger.post(f"/simpanan/rapat/{house.group_id}", {}).status_code == 404


def test_the_journal_leads_to_the_receipt(house, treasurer) -> None:
    act = house.deposit()
    page = treasurer.get(f"/buku/bukti/{act.entry_seq}").get_data(as_text=True)
    assert f'href="/simpanan/bukti/{act.id}"' in page
    assert "Kuitansi 0001 Sri Wahyuni" in page


def test_the_audit_compares_receipts_and_ledger(house) -> None:
    from coop_app.app.audit import audit_book
    from coop_app.db import transaction

    act = house.deposit(20000, product="wajib")
    book = house.desk.book_id
    with house.app.app_context():
        assert audit_book(house.key, book) == []
        with transaction():
            ledger.reverse(book_id=book, seq=act.entry_seq, on=TODAY, why="salah", by=1)
        assert [found.check for found in audit_book(house.key, book)] == ["savings_documents"]
        with transaction():
            service.note_reversals(desk=house.desk, member_id=house.sri.id)
        assert audit_book(house.key, book) == []
