"""The pages: what they show, what they refuse, what a second click does."""

import io
from datetime import date

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coop_app import ledger
from coop_app.cashbook import queries
from coop_app.savings.rules.payments import Desk
from tests.cashbook.conftest import Browser, fields, open_office, place, record, sign_in
from tests.make import make_deposit, make_group, make_member
from tests.people import read

TODAY = date(2026, 8, 4)
pytestmark = pytest.mark.usefixtures("august")
PAGES = (
    "/kas/", "/kas/masuk", "/kas/keluar", "/kas/catat", "/kas/pindah", "/kas/hitung", "/kas/opname",
    "/kas/kelengkapan-bukti", "/kas/tempat/baru",
)  # fmt: skip


def typed(office, **facts):
    return {
        "direction": "in", "place_id": place(office), "description": "Sumbangan warga", "category": "grant",
        "amount": "1.250.000", "on": "2026-08-03", "group_id": 0, "step": "save", **facts,
    }  # fmt: skip


def entries(office):
    return len(ledger.journal(book_id=office.book_id).rows)


@pytest.mark.parametrize("address", PAGES)
def test_pages_open(browser, address):
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_nobody_gets_in_without_a_name(app, office, address):
    assert "/masuk" in Browser(app).get(address).headers["Location"]


def test_record_shows_the_journal_before_it_saves(browser, office):
    hidden = fields(browser.get("/kas/masuk"))
    shown = browser.post("/kas/catat", data=typed(office, **hidden, step="preview"))
    assert shown.status_code == 200
    assert "Kas bertambah Rp1.250.000." in shown.text
    assert "3-1400 Hibah" in shown.text
    assert entries(office) == 0
    saved = browser.post("/kas/catat", data=typed(office, **hidden))
    assert saved.status_code == 303
    assert "BKM/2026/08/0001" in browser.get(saved.headers["Location"]).text


def test_record_twice_is_one_entry(browser, office):
    hidden = fields(browser.get("/kas/masuk"))
    first, second = (browser.post("/kas/catat", data=typed(office, **hidden)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert entries(office) == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"amount": "1,5"}, "1,5"),
        ({"amount": ""}, "lebih dari nol"),
        ({"on": "31/02/2026"}, "Tulis tanggal"),
        ({"on": "2199-01-01"}, "belum tiba"),
        ({"category": "x"}, "Pilih untuk apa uangnya."),
        ({"category": "member_receivable"}, "Pilih anggotanya."),
        ({"category": "member_receivable", "member": "9999"}, "Tulis nomor anggotanya."),
        ({"description": "  "}, "Tulis singkat"),
        ({"place_id": "999"}, "Pilih"),
        ({"direction": "out", "category": "office_expense"}, "kurang"),
    ],
)
def test_a_refusal_keeps_what_was_typed(browser, office, facts, sentence):
    hidden = fields(browser.get("/kas/masuk"))
    answer = browser.post("/kas/catat", data=typed(office, **hidden) | facts)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Sumbangan warga" in answer.text or "description" in facts
    assert entries(office) == 0


def test_propose_reads_the_description(browser):
    found = browser.get("/kas/usul?for=token listrik kantor&direction=out").json
    assert found["category"] == "electricity_expense"
    assert found["sentence"].startswith("Usulan: Listrik dan air.")
    assert browser.get("/kas/usul?for=qwerty&direction=out").json == {
        "category": "",
        "sentence": "",
    }


def test_transfer(browser, office):
    record(office, 500_000)
    hidden = fields(browser.get("/kas/pindah"))
    typed_ = {
        **hidden,
        "place_id": place(office),
        "to_id": place(office, "bank"),
        "amount": "200.000",
        "on": "2026-08-04",
    }
    shown = browser.post("/kas/pindah", data={**typed_, "step": "preview"})
    assert "tidak bertambah kaya" in shown.text
    assert browser.post("/kas/pindah", data={**typed_, "step": "save"}).status_code == 303
    assert queries.get_place(office.book_id, place(office, "bank")).balance == 200_000
    same = browser.post(
        "/kas/pindah", data={**typed_, "to_id": place(office), "request_id": "b" * 22}
    )
    assert same.status_code == 422


def test_book_looks_like_hers(browser, office):
    record(office, 500_000, on=date(2026, 7, 31))
    record(office, 25_000, description="=2+3 😀 <b>", evidence="K-12")
    text = read(browser.get(f"/kas/{place(office)}?month=2026-08").text)
    heads = ["No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo", "Keterangan"]
    assert [text.index(f">{head}</th>") for head in heads] == sorted(
        text.index(f">{head}</th>") for head in heads
    )
    assert "Saldo bulan lalu" in text
    assert "=2+3 😀 &lt;b&gt;" in text
    assert "K-12" in text


@pytest.mark.parametrize(
    ("kind", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")]
)
def test_book_as_a_file(browser, office, kind, begins):
    record(office, 25_000, description="=2+3")
    answer = browser.get(f"/kas/{place(office)}?month=2026-08&format={kind}")
    assert answer.data.startswith(begins)
    if kind == "csv":
        assert "'=2+3" in answer.text


def test_voucher_paper(browser, office):
    seq = record(office, 6_000_000, party="Bank Jateng")
    assert browser.get(f"/kas/bukti/{seq}.pdf").data.startswith(b"%PDF")


def photo(size=(3000, 2000), kind="JPEG"):
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telepon Bu Sri"
    exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 21.0, 0.0)})
    Image.effect_noise(size, 90).convert("RGB").save(made, kind, exif=exif)
    return made.getvalue()


def upload(browser, seq, content, name="foto.jpg"):
    hidden = fields(browser.get(f"/kas/bukti/{seq}"))
    sent = FileStorage(io.BytesIO(content), filename=name)
    boundary, body = encode_multipart({**hidden, "file": sent})
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.post(f"/kas/bukti/{seq}", data=body, content_type=kind)


def test_add_evidence_shrinks_and_strips(browser, office, app):
    seq = record(office, 25_000)
    assert upload(browser, seq, photo()).status_code == 303
    [proof] = queries.list_evidence(office.book_id, [seq])[seq]
    answer = browser.get(f"/kas/lampiran/{proof.id}")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.data) <= 300_000
    kept = Image.open(io.BytesIO(answer.data))
    assert max(kept.size) <= 1_600
    assert not kept.getexif()
    assert b"Telepon" not in answer.data


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "bukan foto dan bukan PDF"),
        (b"\xff\xd8\xff\xe0 not really", "tidak dapat dibuka"),
        (b"%PDF-1.4 /JavaScript (x) %%EOF", "berisi program"),
        (b"%PDF-1.4 torn", "tidak dapat dibuka"),
        (photo()[:5000], "tidak dapat dibuka"),
        (b"x" * (10 * 1024 * 1024 + 1), "lebih dari 10 MB"),
        (b"", "Pilih foto"),
    ],
)  # fmt: skip
def test_add_evidence_refuses_bad_files(browser, office, content, sentence):
    seq = record(office, 25_000)
    answer = upload(browser, seq, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert queries.list_evidence(office.book_id, [seq])[seq] == []


def test_add_evidence_refuses_a_bomb_of_pixels(browser, office):
    seq = record(office, 25_000)
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG")
    assert "terlalu banyak piksel" in upload(browser, seq, made.getvalue(), "bom.png").text


def test_a_40_mb_file_is_turned_away(browser, office):
    seq = record(office, 25_000)
    assert upload(browser, seq, b"x" * 40_000_000).status_code == 413


def test_count(browser, office):
    record(office, 150_000)
    hidden = fields(browser.get(f"/kas/{place(office)}/hitung"))
    assert hidden["book_balance"] == "150000"
    data = {
        **hidden,
        "on": "2026-08-05",
        "witnesses": "Wati, Darmi",
        "pieces-100000": "1",
        "pieces-20000": "2",
    }
    nobody = browser.post(f"/kas/{place(office)}/hitung", data={**data, "witnesses": ""})
    assert (nobody.status_code, "saksi" in nobody.text) == (422, True)
    words = browser.post(f"/kas/{place(office)}/hitung", data={**data, "pieces-100000": "dua"})
    assert "bilangan bulat" in words.text
    kept = browser.post(f"/kas/{place(office)}/hitung", data=data)
    assert kept.status_code == 303
    assert "(10.000)" in browser.get(kept.headers["Location"]).text
    assert browser.get(kept.headers["Location"] + ".pdf").data.startswith(b"%PDF")
    assert browser.get("/kas/opname").text.count("140.000") >= 1


def test_add_place(browser, office):
    hidden = fields(browser.get("/kas/tempat/baru"))
    data = {**hidden, "kind": "group", "name": "Kas Kuripan", "group_id": 0, "keeper": "Bu Wati"}
    answer = browser.post("/kas/tempat/baru", data=data)
    assert "Kas Kuripan" in browser.get(answer.headers["Location"]).text
    again = browser.post("/kas/tempat/baru", data=data)
    assert (again.status_code, "Pilih nama lain" in again.text) == (422, True)


def test_nothing_of_another_cooperative_is_seen(app, office, browser):
    other, user = open_office("Koperasi Tetangga")
    seq = record(other, 25_000)
    theirs = sign_in(app, user)
    assert upload(theirs, seq, photo((300, 200))).status_code == 303
    for address in (f"/kas/{place(other)}", f"/kas/bukti/{seq}", f"/kas/bukti/{seq}.pdf", "/kas/lampiran/1",
                    f"/kas/{place(other)}/hitung", "/kas/opname/1"):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert theirs.get("/kas/lampiran/1").status_code == 200


def test_the_supervisor_reads_and_does_not_write(app):
    office, user = open_office("Koperasi Lain", role="pengawas")
    seq = record(office, 25_000)
    browser = sign_in(app, user)
    assert browser.get("/kas/").status_code == 200
    assert browser.get("/kas/masuk").status_code == 403
    hidden = fields(browser.get(f"/kas/bukti/{seq}"))
    assert browser.post(f"/kas/bukti/{seq}", data=hidden).status_code in (400, 403)


def sent(browser, page, address, **data):
    """The answer to a form after opening its page."""
    return browser.post(address, data={**fields(browser.get(page)), **data})


def test_undoing_money_in_on_the_ledger_page_never_leaves_the_box_short(browser, office):
    seq = record(office, 100_000)
    record(office, 60_000, kind="out", category="office_expense")
    before, page = entries(office), f"/buku/bukti/{seq}"
    answer = sent(browser, page, f"{page}/batal", on="2026-08-03", why="Salah", second_person="ask")
    assert answer.status_code == 422
    assert "akan kurang Rp60.000" in answer.get_data(as_text=True)
    assert entries(office) == before


def test_savings_are_not_paid_out_or_undone_from_an_empty_box(browser, office):
    card = make_member(office.cooperative_id, make_group(office.cooperative_id))
    desk = Desk(office.cooperative_id, office.book_id, office.user_id, TODAY)
    act = make_deposit(desk, card.id, 100_000)
    record(office, 70_000, kind="out", category="office_expense", on=TODAY)
    asked = {"on": str(TODAY), "place": place(office), "product": "sukarela", "amount": "80.000"}
    page, undo = f"/simpanan/tarik/{card.id}", f"/simpanan/bukti/{act.id}/batal"
    paid = sent(browser, page, page, step="save", **asked)
    undone = sent(browser, undo, undo, on=str(TODAY), why="Salah orang", second_person="ask")
    for answer, short in ((paid, "Rp50.000"), (undone, "Rp70.000")):
        assert answer.status_code == 422
        assert f"akan kurang {short}" in answer.get_data(as_text=True)
    assert entries(office) == 2
