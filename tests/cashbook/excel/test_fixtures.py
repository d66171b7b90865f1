"""The two books of the shape real treasurers use come back exactly."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po

from coop_app.cashbook.excel import KnownMember, as_json, propose, read_book
from tests.cashbook.excel.books import table

FOLDER = Path(__file__).parent / "fixtures"
RIGHT = json.loads((FOLDER / "balances.json").read_text("utf-8"))
PO = Path(__file__).parents[3] / "coop_app/translations/id/LC_MESSAGES"


def load(name):
    return read_book((FOLDER / name).read_bytes(), name)


def indonesian(text):
    return _catalogue()[text]


def _catalogue():
    texts = {}
    for name in ("chart", "cashbook"):
        with (PO / f"{name}.po").open("rb") as file:
            texts |= {message.id: message.string for message in read_po(file, locale="id")}
    return texts


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_rows_opening_and_closing(name):
    sheets = [
        {"name": s.name, "rows": len(s.lines), "opening": s.opening, "closing": s.closing}
        for s in load(name).sheets
    ]
    assert sheets == RIGHT[name]


def test_orientation_is_proven_by_the_balance():
    kas, bank = load("buku-kas-contoh.xlsx"), load("buku-bank-contoh.xlsx")
    assert {(s.orientation, s.orientation_proven) for s in kas.sheets} == {("debit_in", True)}
    assert {(s.orientation, s.orientation_proven) for s in bank.sheets} == {("credit_in", True)}


def test_the_only_problem_is_the_wrong_year():
    problems = {
        (s.name, p.row, p.code) for name in RIGHT for s in load(name).sheets for p in s.problems
    }
    assert problems == {("Maret", 10, "wrong_year")}


def test_a_stale_sum_in_the_file_is_computed_anew():
    """The file keeps 0 for its SUM formulas; the totals rows would not fit that."""
    sheet = load("buku-kas-contoh.xlsx").sheets[0]
    total = next(one for one in sheet.ignored if one.row == 21)
    assert "891667 | 3709000" in total.text


def test_what_is_left_out_is_said():
    sheet = load("buku-kas-contoh.xlsx").sheets[0]
    assert [(one.row, one.reason.code) for one in sheet.ignored] == [
        (5, "opening"), (18, "empty_numbered"), (19, "empty_numbered"), (20, "empty_numbered"),
        (21, "total"), (22, "total"), (25, "signature"), (26, "signature"),
    ]  # fmt: skip


def test_blank_dates_and_the_wrong_year():
    january, _, march = load("buku-kas-contoh.xlsx").sheets
    days = {line.row: str(line.on) for line in (*january.lines, *march.lines[4:5])}
    assert [days[row] for row in (8, 9, 12)] == ["2026-01-05"] * 3
    assert str(march.lines[4].on) == "2026-03-18"


KAS = {
    ("Januari", 6): ("mandatory_savings", "Sumiati", ["2026-01"]),
    ("Januari", 8): ("goods_purchase", None, []),
    ("Januari", 9): ("principal_savings", "Watini", []),
    ("Januari", 10): ("mandatory_savings", "Watini", ["2025-12"]),
    ("Januari", 12): ("mandatory_savings", "Slamet R", [f"2025-{m:02}" for m in range(6, 13)]),
    ("Januari", 13): ("supplies", None, []),
    ("Januari", 14): ("loan_instalment", "Tukinah", []),
    ("Januari", 15): ("loan_interest", "Tukinah", []),
    ("Januari", 16): ("meeting", None, []),
    ("Januari", 17): ("transfer", None, []),
    ("Pebruari", 6): ("mandatory_savings", "Bp. Sukirno", [f"2025-{m:02}" for m in range(7, 13)]),
    ("Pebruari", 7): (
        "mandatory_savings", "Siti Aminah", ["2025-12", *[f"2026-{m:02}" for m in range(1, 12)]],
    ),
    ("Pebruari", 8): ("goods_sale_members", None, []),
    ("Pebruari", 9): ("goods_sale_nonmembers", None, []),
    ("Pebruari", 10): ("mandatory_savings", "Sumiati", ["2026-02", "2026-03", "2026-04"]),
    ("Pebruari", 11): ("mandatory_savings", "Darmi", [f"2026-{m:02}" for m in range(1, 10)]),
    ("Pebruari", 12): ("loan_disbursement", "Ngatini", []),
    ("Pebruari", 13): ("office", None, []),
    ("Pebruari", 14): ("borrowing", None, []),
    ("Maret", 6): ("mandatory_savings", "Rubiyah", [f"2026-{m:02}" for m in range(3, 13)]),
    ("Maret", 7): ("consignment_sale", "Watini", []),
    ("Maret", 8): ("consignment_payment", "Watini", []),
    ("Maret", 9): ("borrowing_repayment", None, []),
    ("Maret", 10): ("transport", None, []),
    ("Maret", 13): ("voluntary_savings", "Sumiati", []),
    ("Maret", 14): ("voluntary_withdrawal", "Darmi", []),
}  # fmt: skip


def test_proposals_of_the_cash_book():
    found = {
        (p.sheet, p.line.row): (p.category, p.member, [str(month) for month in p.months])
        for p in propose(load("buku-kas-contoh.xlsx"))
    }
    assert {key: found[key] for key in KAS} == KAS
    assert len(found) == 30


def test_proposals_of_the_bank_book():
    categories = [p.category for p in propose(load("buku-bank-contoh.xlsx"))]
    assert categories == [
        "mandatory_savings", "suspense", "bank_fee", "transfer", "mandatory_savings",
        "bank_fee", "goods_purchase", "mandatory_savings", "bank_interest", "interest_tax",
    ]  # fmt: skip


def test_cek_ulang_and_an_uneven_amount_lower_the_confidence():
    proposals = {
        p.line.row: p for p in propose(load("buku-kas-contoh.xlsx")) if p.sheet == "Pebruari"
    }
    doubtful = proposals[11]
    assert set(doubtful.flags) == {"recheck", "months_uneven", "months_again"}
    assert doubtful.confidence < 50 < proposals[10].confidence


def test_members_are_found_by_number_and_new_ones_offered():
    members = [
        KnownMember("A-01", "Sumiyati"), KnownMember("A-02", "Slamet Riyadi"),
        KnownMember("A-03", "Soekirno"),
    ]  # fmt: skip
    rows = {(p.sheet, p.line.row): p for p in propose(load("buku-kas-contoh.xlsx"), members)}
    assert rows["Januari", 6].member == "A-01"
    assert rows["Januari", 11].member == "A-02"
    assert rows["Pebruari", 6].member == "A-03"
    assert rows["Januari", 7].member is None
    assert "new_member" in rows["Januari", 7].flags
    assert rows["Januari", 7].written_name == "Darmi"


def test_the_json_of_the_command_line():
    book = load("buku-kas-contoh.xlsx")
    report = as_json(book, propose(book), indonesian)
    assert list(report) == ["sheets", "proposals", "batch"]
    assert report["sheets"][2] == {
        "name": "Maret", "rows": 9, "opening": 965167, "closing": 949167,
        "orientation": "debit_in",
        "problems": [
            {
                "row": 10, "code": "wrong_year",
                "message": "Tahun pada tanggal 18/03/2028 keliru; dipakai 18/03/2026.",
            }
        ],
    }  # fmt: skip
    assert report["proposals"][6] == {
        "sheet": "Januari", "row": 12, "date": "2026-01-05",
        "description": "Terima Simpanan wajib anggota an Slamet R", "in": 140000, "out": 0,
        "category": "mandatory_savings", "member": "Slamet R",
        "months": [f"2025-{m:02}" for m in range(6, 13)], "confidence": 0.95,
        "why": 'Uang masuk dan uraiannya menyebut "simpanan wajib": Simpanan wajib. '
        '"Juni - Des 25" berarti Juni 2025 – Desember 2025 (7 bulan).',
    }  # fmt: skip
    assert json.loads(json.dumps(report)) == report


def as_excel_exports(sheet):
    """The sheet as Indonesian Excel saves it: semicolons, dotted amounts, day first."""
    shown = {
        datetime: lambda day: f"{day:%d/%m/%Y}",
        int: lambda number: f"{number:,}".replace(",", ".") if number > 31 else str(number),
    }
    return [[shown.get(type(c), lambda c: c)(c) for c in row] for row in sheet.values]


@pytest.mark.parametrize("name", sorted(RIGHT))
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_each_sheet_exported_as_csv(name, encoding):
    workbook = openpyxl.load_workbook(FOLDER / name, data_only=True)
    for sheet, right in zip(workbook.worksheets, RIGHT[name], strict=True):
        content = table(as_excel_exports(sheet), ";", encoding)
        (found,) = read_book(content, f"{name}.csv").sheets
        figures = {"rows": len(found.lines), "opening": found.opening, "closing": found.closing}
        assert figures == {key: right[key] for key in ("rows", "opening", "closing")}
        assert {p.code for p in found.problems} <= {"wrong_year"}
        assert {str(line.on)[:4] for line in found.lines} == {"2026"}
