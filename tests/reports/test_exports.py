"""The real programs accept our files strictly and come to the same balances, account by account."""

import csv
import io
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from coop_app import ledger
from coop_app.db import transaction
from coop_app.ledger import NewAccount, credit, debit
from coop_app.money import Money
from coop_app.reports.queries.books import exported
from coop_app.reports.rules.exports import sheets
from coop_app.reports.rules.exports.book import one_line
from coop_app.reports.rules.exports.writing import UnknownFormat, write
from tests.reports.conftest import move, post

# what people write, and what a parser might take for its own
NASTY = [
    '=HYPERLINK("http://a.b";"klik")',
    "date:besok; tag: [2020-13-45] | (x) * ! \"kutip\" 'petik' \\ akhir\\",
    "Setoran 💰 Bu Siti — ½ bulan\nbaris dua\ttab",
    "@jumlah -1 + 2,  dua  spasi",
    "2025-01-01 open Assets:Palsu IDR",
]


def run(*command: object) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def beside_python(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is missing: run python3 run.py test, which installs it"
    return found


@pytest.fixture
def full_book(book):
    """The story, with a reversal, an account of a wild name, and every nasty text."""
    with transaction():
        plan = NewAccount(
            code="5-3999", name='Beban: lain; [uji]  "x" / é', kind="expense",
            statement_line="other_operating_expenses", cash_flow="operating", parent="5-3000",
        )  # fmt: skip
        wild = ledger.add_account(book_id=book.id, plan=plan)
    for n, text in enumerate(NASTY):
        move(book.id, "2025-04-01", wild.id, "cash_on_hand", n + 1, f"nasty:{n}", memo=text)
    for n, text in enumerate(NASTY):
        whose = {"subject": f"member:{n}", "group_id": n + 1, "memo": text}
        lines = (debit("cash_on_hand", Money(500), **whose), credit("suspense", Money(500)))
        post(book.id, "2025-04-01", f"whose:{n}", *lines)
    posted = move(book.id, "2025-04-02", "cash_on_hand", "grants", 77, "grant:1")
    with transaction():
        ledger.reverse(book_id=book.id, seq=posted.seq, on=posted.on, why="salah", by=1)
    return book


def our_balances(book) -> dict[str, int]:
    last = ledger.days(book_id=book.id)[1]
    rows = ledger.trial_balance(book_id=book.id, on=last)
    return {row.account.code: int(row.balance) for row in rows if row.balance}


def written(book, file_format: str, path: Path) -> Path:
    with path.open("wb") as file:
        write(exported(book), file_format, file)
    return path


def test_hledger(full_book, tmp_path):
    hledger = beside_python("hledger")
    path = written(full_book, "hledger", tmp_path / "buku.journal")
    run(hledger, "check", "--strict", "-f", path)
    table = run(hledger, "balance", "-f", path, "--flat", "-O", "csv", "--no-total")
    theirs = {}
    for name, amount in list(csv.reader(io.StringIO(table)))[1:]:
        code = name.split(":")[-1].split(" ")[0]
        theirs[code] = int(amount.removesuffix(" IDR"))
    assert theirs == our_balances(full_book)


def test_hledger_statements_need_no_settings(full_book, tmp_path):
    path = written(full_book, "hledger", tmp_path / "buku.journal")
    sheet = run(beside_python("hledger"), "balancesheetequity", "-f", path, "-e", "2025-04-01")
    assert "5840000" in sheet.replace(" IDR", "")


def test_beancount(full_book, tmp_path):
    path = written(full_book, "beancount", tmp_path / "buku.beancount")
    run(beside_python("bean-check"), path)
    from beancount import loader
    from beancount.core import data

    entries, errors, _options = loader.load_file(str(path))
    assert errors == []
    codes = {e.account: e.meta["code"] for e in entries if isinstance(e, data.Open)}
    theirs: dict[str, int] = defaultdict(int)
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            theirs[codes[posting.account]] += int(posting.units.number)
    assert {code: amount for code, amount in theirs.items() if amount} == our_balances(full_book)
    memos = [e.narration for e in entries if isinstance(e, data.Transaction)]
    assert {one_line(text) for text in NASTY} <= set(memos)


@pytest.mark.parametrize("file_format", ["hledger", "beancount"])
def test_a_changed_amount_is_found(full_book, tmp_path, file_format):
    """The files assert their own balances: whoever edits one is contradicted."""
    path = written(full_book, file_format, tmp_path / "buku.journal")
    text = path.read_text()
    changed = re.sub(r"(\s)250000 IDR", r"\g<1>260000 IDR", text, count=1)
    changed = re.sub(r"(\s)-250000 IDR", r"\g<1>-260000 IDR", changed, count=1)
    assert changed != text
    path.write_text(changed)
    command = {"hledger": ["hledger", "check", "-f"], "beancount": ["bean-check"]}[file_format]
    words = [beside_python(command[0]), *command[1:], str(path)]
    assert subprocess.run(words, capture_output=True, check=False).returncode != 0


def test_whose_money_it_is_stands_beside_the_amount(full_book, tmp_path):
    path = written(full_book, "hledger", tmp_path / "buku.journal")
    assert path.read_text().count("subject:member/3, group:4, ") == 1
    path = written(full_book, "beancount", tmp_path / "buku.beancount")
    assert '    subject: "member:3"\n    group: 4\n    memo: "@jumlah' in path.read_text()


def test_csv(full_book, tmp_path):
    path = written(full_book, "csv", tmp_path / "buku.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfseq;date;")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    theirs: dict[str, int] = defaultdict(int)
    for row in rows:
        theirs[row["account"]] += int(row["debit"]) - int(row["credit"])
        assert row["memo"][:1] not in set("=+-@")
    assert {code: amount for code, amount in theirs.items() if amount} == our_balances(full_book)
    assert "'" + NASTY[0] in {row["memo"] for row in rows}


def test_xlsx(full_book, tmp_path):
    path = written(full_book, "xlsx", tmp_path / "buku.xlsx")
    workbook = openpyxl.load_workbook(path)
    journal, accounts = workbook["Jurnal"], workbook["Akun"]
    head = [cell.value for cell in journal[1]]
    theirs: dict[str, int] = defaultdict(int)
    for row in journal.iter_rows(min_row=2):
        cells = dict(zip(head, row, strict=True))
        theirs[cells["account"].value] += cells["debit"].value - cells["credit"].value
        assert cells["memo"].data_type != "f"
    ours = our_balances(full_book)
    assert {code: amount for code, amount in theirs.items() if amount} == ours
    shown = {row[0].value: row[6].value for row in accounts.iter_rows(min_row=2)}
    assert {code: amount for code, amount in shown.items() if amount} == ours


@pytest.mark.parametrize("file_format", ["hledger", "beancount"])
def test_an_empty_book_is_accepted(empty_book, tmp_path, file_format):
    path = written(empty_book, file_format, tmp_path / "buku.journal")
    if file_format == "hledger":
        run(beside_python("hledger"), "check", "--strict", "-f", path)
    else:
        run(beside_python("bean-check"), path)


def test_a_long_book_takes_several_sheets(book, tmp_path, monkeypatch):
    from coop_app.reports.rules.exports import tables

    monkeypatch.setattr(tables, "_ROWS_A_SHEET", 10)
    workbook = openpyxl.load_workbook(written(book, "xlsx", tmp_path / "buku.xlsx"))
    assert workbook.sheetnames == ["Jurnal", "Jurnal 2", "Jurnal 3", "Akun"]
    assert sum(sheet.max_row - 1 for sheet in workbook.worksheets[:3]) == 27


def test_an_unknown_format_is_refused(book, tmp_path):
    with pytest.raises(UnknownFormat):
        written(book, "lotus", tmp_path / "buku")


def test_the_workbook_keeps_every_character(full_book, tmp_path):
    journal = openpyxl.load_workbook(written(full_book, "xlsx", tmp_path / "buku.xlsx"))["Jurnal"]
    head = [cell.value for cell in journal[1]]
    rows = [dict(zip(head, row, strict=True)) for row in journal.iter_rows(min_row=2)]
    assert set(NASTY) <= {row["memo"].value for row in rows}
    assert {row["debit"].number_format for row in rows} == {"#,##0;[Red](#,##0)"}
    assert journal["A1"].font.b
    assert journal.freeze_panes == "A2"


def test_what_xml_cannot_carry_is_spelled():
    book = sheets.Workbook(file := io.BytesIO())
    book.add("Uji", ("memo",), [("a\x01b\rc<d>&_x0041_",), ("x" * 40_000,)])
    book.close()
    sheet = openpyxl.load_workbook(file)["Uji"]
    assert unescape(sheet["A2"].value) == "a\x01b\rc<d>&_x0041_"
    assert len(sheet["A3"].value) == 32_767
