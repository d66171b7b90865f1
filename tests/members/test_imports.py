import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from flask import Flask

from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.forms import workbook
from coop_app.members.rules.columns import COLUMNS, HeadingsMissing
from coop_app.members.views import progress
from tests.make import IDENTITY_KEY, TODAY, make_cooperative, make_group, make_member
from tests.people import Browser, signed_in

HEAD = ["No", "Nama", "Kelompok", "L/P", "No HP", "NIK"]
GOOD = [1, "Siti Aminah", "Kuripan", "P", "081234567890", "3307094505850001"]


def book(*rows: list[object], head: list[str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Data")
        sheet.write_row(0, 0, ["DAFTAR ANGGOTA"])
        sheet.write_row(2, 0, head or HEAD)
        for i, row in enumerate(rows, start=3):
            sheet.write_row(i, 0, row)
    return buffer.getvalue()


@pytest.fixture
def coop(app: Flask) -> int:
    coop = make_cooperative()
    make_group(coop, "Kuripan")
    return coop


def send(browser: Browser, content: bytes, name: str = "anggota.xlsx") -> tuple[int, str]:
    data = {"file": (io.BytesIO(content), name)}
    answer = browser.post("/anggota/impor", data=data, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the test client leaves its temporary file open
    if answer.status_code == 303:
        return 303, answer.location
    return answer.status_code, answer.get_data(as_text=True)


def test_rows_are_shown_then_taken_in_once(app, coop) -> None:
    bendahara = signed_in(app, coop)
    _, place = send(bendahara, book(GOOD, [2, "Budi", "Gondang", "L", "", ""]))
    page = bendahara.get(place).get_data(as_text=True)
    assert "Gondang" in page
    assert queries.all_cards(coop) == []
    stopped = bendahara.post(place, data={"take_doubles": ""})
    assert stopped.status_code == 422
    assert queries.all_cards(coop) == []
    for _again in range(2):
        assert (
            bendahara.post(place, data={"make_groups": "y", "take_doubles": ""}).status_code == 303
        )
    cards = queries.all_cards(coop)
    assert [(card.number, card.name, card.status) for card in cards] == [
        (1, "Siti Aminah", "active"),
        (2, "Budi", "active"),
    ]
    assert make_member(coop, cards[0].group_id, "Sesudahnya").number == 3


def test_progress_is_told_to_those_who_ask_meanwhile(app, coop) -> None:
    bendahara = signed_in(app, coop)
    _, place = send(bendahara, book(GOOD))
    assert bendahara.get(f"{place}/kemajuan").json == {"done": 0, "count": 0}
    key = int(place.rsplit("/", 1)[1])
    with progress.told(key) as tell:
        tell(250, 5000)
        assert bendahara.get(f"{place}/kemajuan").json == {"done": 250, "count": 5000}
    assert progress.of(key) == (0, 0)


def test_one_wrong_cell_keeps_all_out(app, coop) -> None:
    bendahara = signed_in(app, coop)
    bad = [2, "=1+1", "Kuripan", "P", "", ""]
    _, place = send(bendahara, book(GOOD, bad, [3, "Ani 🌷", "Kuripan", "P", "12", ""]))
    page = bendahara.get(place).get_data(as_text=True)
    assert "Nama lengkap" in page
    assert "tidak boleh ada dalam nama" in page
    assert "<td>6</td>" in page
    assert bendahara.post(place, data={"take_doubles": ""}).status_code == 422
    assert queries.all_cards(coop) == []


def test_doubles_are_left_out_or_taken_in(app, coop) -> None:
    group = queries.list_groups(coop)[0].id
    make_member(coop, group)
    bendahara = signed_in(app, coop)
    rows = [GOOD, [2, "Ani", "Kuripan", "P", "", ""], [3, "Ani", "Kuripan", "P", "", ""]]
    _, place = send(bendahara, book(*rows))
    page = bendahara.get(place).get_data(as_text=True)
    assert "0001 Siti Aminah" in page
    assert bendahara.post(place, data={"take_doubles": ""}).status_code == 303
    assert [card.name for card in queries.all_cards(coop)] == ["Siti Aminah", "Ani"]
    _, place = send(bendahara, book(*rows))
    assert bendahara.post(place, data={"take_doubles": "1"}).status_code == 303
    assert len(queries.all_cards(coop)) == 5


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", b"0" * 90_000_000)
    return buffer.getvalue()


def entities() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return buffer.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", workbook.NoFile),
        (b"\0" * 20, workbook.NoFile),
        (b"x" * (workbook.MOST_BYTES + 1), workbook.FileTooBig),
        (bomb(), workbook.FileTooBig),
        (OLE + "EncryptedPackage".encode("utf-16-le"), workbook.FileLocked),
        (OLE + b"old", workbook.FileOld),
        (b"PK\x03\x04broken", workbook.FileBroken),
        (book(GOOD)[:2000], workbook.FileBroken),
        (entities(), workbook.FileBroken),
        (b"%PDF-1.7", HeadingsMissing),
        (book(GOOD, head=["No", "Barang"]), HeadingsMissing),
    ],
    ids="empty nulls big bomb password xls broken cut entities pdf headings".split(),
)
def test_what_is_no_register_is_refused(app, coop, content, refusal) -> None:
    with pytest.raises(refusal):
        workbook.read_register(content)
    status, page = send(signed_in(app, coop), content)
    assert status == 422
    assert "Pilih" in page or "Berkas" in page or "berkas" in page or "baris judul" in page


def test_a_file_of_40_mb_is_refused(app, coop) -> None:
    status, page = send(signed_in(app, coop), b"x" * 40_000_000)
    assert status == 413
    assert "10 MB" in page


def test_csv_with_semicolons_is_read() -> None:
    rows = workbook.read_register("Nama;Kelompok;L/P\r\nSiti;Kuripan;P\r\n".encode("utf-8-sig"))
    assert rows[0].cells == {"name": "Siti", "group": "Kuripan", "sex": "P"}


def test_an_export_can_be_imported_elsewhere(app, coop) -> None:
    group = queries.list_groups(coop)[0].id
    make_member(coop, group, phone="(0286) 321456", nik="3307094505850001", birth_year=1985)
    other = make_cooperative("Koperasi Tetangga")
    plain = signed_in(app, coop).post("/anggota/ekspor", data={})
    assert plain.status_code == 200
    rows = workbook.read_register(plain.data)
    assert "nik" not in rows[0].cells
    assert b"3307094505850001" not in plain.data
    who = {"cooperative_id": other, "by": 1, "identity_key": IDENTITY_KEY}
    with transaction():
        key = service.stage(rows, file_name="a.xlsx", **who)
        service.take_in(service.Choices(make_groups=True), import_id=key, today=TODAY, **who)
    card = queries.all_cards(other)[0]
    assert (card.name, card.phone, card.group_name) == ("Siti Aminah", "62286321456", "Kuripan")


def test_the_nik_leaves_only_with_a_reason(app, coop) -> None:
    make_member(coop, queries.list_groups(coop)[0].id, nik="3307094505850001")
    bendahara = signed_in(app, coop)
    assert bendahara.post("/anggota/ekspor", data={"with_nik": "y"}).status_code == 422
    data = {"with_nik": "y", "reason": "pendaftaran BPJS"}
    rows = workbook.read_register(bendahara.post("/anggota/ekspor", data=data).data)
    assert rows[0].cells["nik"] == "3307094505850001"


def test_a_supervisor_exports_without_the_nik_whatever_is_asked(app, coop) -> None:
    make_member(coop, queries.list_groups(coop)[0].id, nik="3307094505850001")
    pengawas = signed_in(app, coop, "pengawas")
    data = {"with_nik": "y", "reason": "ingin tahu"}
    rows = workbook.read_register(pengawas.post("/anggota/ekspor", data=data).data)
    assert "nik" not in rows[0].cells


def test_the_template_has_headings_and_an_example_that_stays_out(app, coop) -> None:
    content = signed_in(app, coop).get("/anggota/impor/contoh.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert len(sheet.data_validations.dataValidation) == 3
    with pytest.raises(HeadingsMissing):
        workbook.read_register(content)


def test_five_thousand_rows_go_in_with_progress(app: Flask, coop: int, tmp_path: Path) -> None:
    rows = [[i, f"Anggota {words(i)}", "Kuripan", "LP"[i % 2], f"08{1234500000 + i}", ""] for i in range(5000)]  # fmt: skip
    read = workbook.read_register(book(*rows))
    told: list[tuple[int, int]] = []
    who = {"cooperative_id": coop, "by": 1, "identity_key": IDENTITY_KEY}
    with transaction():
        key = service.stage(read, file_name="a.xlsx", **who)
    with transaction():
        count = service.take_in(
            service.Choices(), import_id=key, today=TODAY,
            progress=lambda done, all_: told.append((done, all_)), **who,
        )  # fmt: skip
    assert count == 5000
    assert told[-1] == (5000, 5000)
    assert len(told) == 20
    assert [card.number for card in queries.all_cards(coop)] == list(range(1, 5001))


def words(number: int) -> str:
    return "".join("ba ce di fo gu ka le mi no pu".split()[int(digit)] for digit in f"{number:04d}")
