"""Files that are not taken in, each with its own clear refusal."""

import io
import zipfile
from contextlib import suppress

import pytest

from coop_app.cashbook.excel import read_book, refusals
from coop_app.cashbook.excel.reading import book as book_module
from tests.cashbook.excel.books import HEADER, simple, table, xlsx

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rewritten(content, change):
    """The workbook with its parts changed by `change(name, bytes)`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


GOOD = xlsx(Januari=simple(("2/1/2025", "a", 1, 0)))
PARTS = {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}
CASES = [
    ("empty", b"", refusals.FileEmpty),
    ("blank", b" \r\n\0", refusals.FileEmpty),
    ("large", b"x" * (10 * 1024 * 1024 + 1), refusals.FileTooLarge),
    ("old", OLE + b"Workbook", refusals.OldExcelFile),
    ("locked", OLE + "EncryptedPackage".encode("utf-16-le"), refusals.PasswordProtected),
    ("cut", GOOD[: len(GOOD) // 2], refusals.BrokenFile),
    ("not a workbook inside", zipped(**PARTS), refusals.BrokenFile),
    ("a document", zipped(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), refusals.NotAWorkbook),
    ("a bomb", zipped(**PARTS, **{"xl/a.xml": bytes(90 * 1024 * 1024)}), refusals.FileTooLarge),
    ("a steep bomb", zipped(**PARTS, **{"xl/a.xml": bytes(30 * 1024 * 1024)}), refusals.FileTooLarge),
    ("entities", rewritten(GOOD, lambda n, b: b'<!DOCTYPE a [<!ENTITY x "y">]>' + b if n.endswith("sheet1.xml") else b), refusals.BrokenFile),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(100), refusals.NotAWorkbook),
    ("a web page", b"<html><table><tr><td>No</td></tr></table></html>", refusals.NotAWorkbook),
    ("no cash book", xlsx(Anggota=[["Nama"], ["Siti"]]), book_module.NoCashBookFound),
    ("some text", b"halo\nini bukan buku kas\n", book_module.NoCashBookFound),
    ("nothing below", xlsx(Januari=[HEADER, [1], [2]]), book_module.NoTransactions),
    ("long", table([HEADER, *[[i, 5, "a", "", 1, "", i, ""] for i in range(20_001)]]), refusals.TooManyRows),
]  # fmt: skip


@pytest.mark.parametrize(
    "content,kind", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_refused(content, kind):
    with pytest.raises(kind) as refused:
        read_book(content, "kas.xlsx")
    assert refused.value.field == "file"
    assert "%(" not in str(refused.value)


EXPECTED = (
    refusals.BrokenFile, refusals.FileEmpty, refusals.NotAWorkbook, refusals.PasswordProtected,
    refusals.FileTooLarge, book_module.NoCashBookFound, book_module.NoTransactions,
)  # fmt: skip


def test_every_cut_and_flip_of_a_workbook_is_a_refusal_or_a_book():
    for place in range(0, len(GOOD), 97):
        damaged = bytearray(GOOD)
        damaged[place] ^= 0xFF
        _refused_or_read(bytes(damaged))
        _refused_or_read(GOOD[:place])


def _refused_or_read(content):
    """Anything but a refusal fails the test."""
    with suppress(*EXPECTED):
        read_book(content, "kas.xlsx")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_kind(delimiter, encoding):
    rows = simple(("2/1/2025", 'Iuran "Siti", José; a|b', 1250000, 0))
    rows[-1] = (*rows[-1][:4], "1.250.000", 0, "1.250.000", None)
    (sheet,) = read_book(table(rows, delimiter, encoding), "Kas Januari 2025.csv").sheets
    assert (sheet.lines[0].description, sheet.closing) == ('Iuran "Siti", José; a|b', 1250000)


def test_csv_that_names_its_delimiter():
    content = b"sep=,\r\n" + table(simple(("2/1/2025", "a", 1, 0)), ",")
    assert read_book(content, "Januari.csv").closing == 1


def test_a_csv_called_xls_is_read_by_its_content():
    content = table(simple(("2/1/2025", "a", 1, 0)), "\t")
    assert read_book(content, "Januari.xls").closing == 1


def test_a_macro_workbook_is_read_without_its_macros():
    with_macro = rewritten(
        GOOD,
        lambda n, b: b.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert with_macro != GOOD
    assert read_book(with_macro, "kas.xlsm").closing == 1


def test_formulas_that_go_in_circles_or_grow_do_not_hold_us_up():
    header = [*HEADER, "x"]
    rows = [header, [1, "2/1/2025", "a", None, 1000, None, "=G3+1", None, "=I3+I3"]]
    rows += [
        [i, None, "b", None, 1, None, f"=G{i + 2}+G{i + 2}", None, f"=I{i + 2}+I{i + 2}"]
        for i in range(2, 60)
    ]
    rows += [[60, None, "c", None, 1, None, "=G2+G61", None, "=WEBSERVICE(1)"]]
    (sheet,) = read_book(xlsx(Januari=rows), "x.xlsx").sheets
    assert sum(line.money_in for line in sheet.lines) == 1059
