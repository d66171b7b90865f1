"""Her Excel books go in whole, end where the file ends, and can be taken out again."""

import io
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from coop_app import ledger
from coop_app.cashbook import queries, service
from coop_app.cashbook.queries import Filter
from coop_app.cashbook.rules import importing as rules
from coop_app.cashbook.service import Correction, Upload
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.refusal import NotFound
from tests.cashbook.conftest import open_office, place, record
from tests.cashbook.excel.books import book, simple
from tests.make import make_group, make_member

TODAY = date(2026, 11, 21)
FIRST = "Siti Darmi Rukmini Sulastri Wagiyem Partini"
LAST = "Aminah Lestari Rahayu Utami Wulandari Puspita Handayani Astuti"
FIXTURES = Path(__file__).parent / "excel" / "fixtures"


def draft(office, name_or_bytes, tmp_path, *, role="cash_on_hand"):
    """Bring a file in as a draft."""
    content = (
        name_or_bytes
        if isinstance(name_or_bytes, bytes)
        else (FIXTURES / name_or_bytes).read_bytes()
    )
    upload = Upload(name_or_bytes if isinstance(name_or_bytes, str) else "buku.xlsx", content)
    reading = service.read(desk=office, upload=upload)
    with transaction():
        return service.draft(
            desk=office,
            place_id=place(office, role),
            upload=upload,
            reading=reading,
            folder=tmp_path,
        )


def post(office, batch_id, today=TODAY):
    with transaction():
        return service.post_batch(desk=replace(office, today=today), batch_id=batch_id)


def undo(office, batch_id):
    with transaction():
        desk = replace(office, today=TODAY)
        return service.undo_batch(desk=desk, batch_id=batch_id, why="Salah kas", on=TODAY)


def test_two_books_in_one_file_do_not_go_into_one_place(office, tmp_path):
    content = book({
        "Kas Jan 25": simple((2, "Iuran", 100, 0), opening=50),
        "Bank Jan 25": simple((2, "Bunga bank", 10, 0), opening=900),
    })  # fmt: skip
    with pytest.raises(rules.SeveralBooks, match="Kas Jan 25 · Bank Jan 25"):
        draft(office, content, tmp_path)
    assert queries.list_batches(office.cooperative_id) == []


def balances(office):
    found = ledger.trial_balance(book_id=office.book_id, on=TODAY)
    return {each.account.role: int(each.balance) for each in found if each.balance}


def workbook(rows, title="Agustus"):
    """A small cash book of one month: (day, description, in, out)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(["No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo", "Keterangan"])
    balance = 0
    for number, (day, text, money_in, money_out) in enumerate(rows, start=1):
        balance += money_in - money_out
        sheet.append(
            [number, day, text, f"K-{number}", money_in or None, money_out or None, balance]
        )
    made = io.BytesIO()
    book.save(made)
    book.close()
    return made.getvalue()


@pytest.fixture(autouse=True)
def clean(office):
    yield
    assert ledger.audit(book_id=office.book_id) == []
    assert queries.check(office.book_id) == []


@pytest.fixture
def members(office):
    group = make_group(office.cooperative_id)
    return [
        make_member(office.cooperative_id, group, name)
        for name in ("Siti Aminah", "Darmi", "Rukmini")
    ]


@pytest.mark.parametrize(
    ("name", "role"), [("buku-kas-contoh.xlsx", "cash_on_hand"), ("buku-bank-contoh.xlsx", "bank")]
)
def test_the_program_ends_where_every_sheet_ends(office, tmp_path, name, role):
    batch = draft(office, name, tmp_path, role=role)
    post(office, batch)
    for sheet in queries.get_batch(office.cooperative_id, batch).sheets["sheets"]:
        month = Month.parse(sheet["month"])
        held = ledger.balance(book_id=office.book_id, account=place(office, role), on=month.last)
        assert int(held) == sheet["closing"], sheet["name"]


def test_both_books_tell_a_transfer_once(office, tmp_path):
    post(office, draft(office, "buku-kas-contoh.xlsx", tmp_path))
    bank = draft(office, "buku-bank-contoh.xlsx", tmp_path, role="bank")
    post(office, bank)
    closing = queries.get_batch(office.cooperative_id, bank).closing
    assert ledger.balance(book_id=office.book_id, account="bank") == closing
    cash = queries.list_batches(office.cooperative_id)[-1]
    assert ledger.balance(book_id=office.book_id, account="cash_on_hand") == cash.closing


def test_undo_restores_everything(office, tmp_path):
    batch = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    outcome = post(office, batch)
    assert undo(office, batch) == outcome.entries + 1
    assert balances(office) == {}
    with pytest.raises(rules.BatchNotPosted):
        undo(office, batch)
    again = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    post(office, again)
    assert balances(office)["cash_on_hand"] == 949_167


def test_after_undoing_and_bringing_it_in_again_the_past_is_right(office, tmp_path):
    batch = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    post(office, batch)
    undo(office, batch)
    evening = date(2026, 2, 28)
    assert ledger.balance(book_id=office.book_id, account="cash_on_hand", on=evening) == 0
    post(office, draft(office, "buku-kas-contoh.xlsx", tmp_path))
    assert ledger.balance(book_id=office.book_id, account="cash_on_hand", on=evening) == 965_167


def test_undoing_in_a_closed_month_is_dated_in_the_open_one(office, tmp_path):
    batch = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    post(office, batch)
    with transaction():
        ledger.close_month(book_id=office.book_id, month=Month(2026, 1), by=1)
    undo(office, batch)
    held = [
        ledger.balance(book_id=office.book_id, account="cash_on_hand", on=on)
        for on in (date(2026, 1, 31), TODAY)
    ]
    assert held == [1_507_667, 0]


def test_posting_twice_is_refused(office, tmp_path):
    batch = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    post(office, batch)
    before = balances(office)
    with pytest.raises(rules.BatchSettled):
        post(office, batch)
    assert balances(office) == before


def test_a_second_time_is_marked_and_refused_by_the_opening(office, tmp_path):
    post(office, draft(office, "buku-kas-contoh.xlsx", tmp_path))
    again = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    rows, _total = queries.list_rows(again, Filter(flag="possible_double"), 1)
    assert rows
    with pytest.raises(rules.OpeningDiffers):
        post(office, again)
    found = queries.get_batch(office.cooperative_id, again)
    assert queries.same_file(office.cooperative_id, found).status == "posted"


def test_a_place_that_holds_something_else_is_refused(office, tmp_path):
    record(office, 77_000)
    batch = draft(office, "buku-kas-contoh.xlsx", tmp_path)
    with pytest.raises(rules.OpeningDiffers) as refused:
        post(office, batch)
    assert refused.value.facts["standing"] == 77_000
    assert balances(office)["cash_on_hand"] == 77_000


def test_dues_of_a_member_stand_in_her_grid(office, members, tmp_path):
    from coop_app.savings import queries as savings

    content = workbook([("03/08/2026", "Simpanan wajib a.n. Darmi Agustus", 10_000, 0)])
    batch = draft(office, content, tmp_path)
    [row], _total = queries.list_rows(batch, Filter(), 1)
    assert (row.row.category, row.row.member_id) == ("mandatory_savings", members[1].id)
    with transaction():
        correction = Correction(months="2026-08")
        service.correct(desk=office, batch_id=batch, row_ids=[row.row.id], correction=correction)
    outcome = post(office, batch)
    paid = savings.paid_months(office.cooperative_id, members[1].id)
    if not outcome.unmarked:
        assert {str(month) for month in paid} == {"2026-08"}
    assert balances(office) == {"cash_on_hand": 10_000, "mandatory_savings": -10_000}
    undo(office, batch)
    assert not savings.paid_months(office.cooperative_id, members[1].id)


def test_what_savings_refuse_still_comes_in(office, members, tmp_path):
    content = workbook([("03/08/2026", "Simpanan pokok a.n. Darmi", 7_777_000, 0)])
    batch = draft(office, content, tmp_path)
    assert post(office, batch).unmarked == 1
    [row], _total = queries.list_rows(batch, Filter(), 1)
    assert row.remark is not None
    subjects = ledger.subject_balances(book_id=office.book_id, account="principal_savings")
    assert subjects == {f"member:{members[1].id}": -7_777_000}


def test_unknown_rows_wait_in_suspense_and_corrections_are_remembered(office, tmp_path):
    content = workbook(
        [("03/08/2026", "zzqq blarg", 50_000, 0), ("04/08/2026", "zzqq blarg", 60_000, 0)]
    )
    batch = draft(office, content, tmp_path)
    rows, _total = queries.list_rows(batch, Filter(), 1)
    assert {row.row.category for row in rows} == {"suspense"}
    with transaction():
        correction = Correction(category="grant", alike=True)
        changed = service.correct(
            desk=office, batch_id=batch, row_ids=[rows[0].row.id], correction=correction
        )
    assert changed == 2
    post(office, batch)
    assert balances(office) == {"cash_on_hand": 110_000, "grants": -110_000}
    later = workbook([("03/09/2026", "zzqq blarg", 5_000, 0)], "September")
    reading = service.read(desk=office, upload=Upload("s.xlsx", later))
    assert reading.proposals[0].category == "grant"


def test_rows_left_out_need_a_reason_and_are_counted(office, tmp_path):
    content = workbook(
        [("03/08/2026", "Hibah", 50_000, 0), ("04/08/2026", "Hibah lagi", 60_000, 0)]
    )
    batch = draft(office, content, tmp_path)
    rows, _total = queries.list_rows(batch, Filter(), 1)
    left = {"desk": office, "batch_id": batch, "row_ids": [rows[1].row.id]}
    with pytest.raises(rules.ReasonMissing), transaction():
        service.correct(**left, correction=Correction(included=False))
    with transaction():
        service.correct(**left, correction=Correction(included=False, excluded_why="Sudah dicatat"))
    post(office, batch)
    assert balances(office)["cash_on_hand"] == 50_000


def test_what_a_correction_may_not_do(office, members, tmp_path):
    batch = draft(office, workbook([("03/08/2026", "Hibah", 50_000, 0)]), tmp_path)
    [row], _total = queries.list_rows(batch, Filter(), 1)
    other, _user = open_office("Koperasi Tetangga")
    group = make_group(other.cooperative_id)
    stranger = make_member(other.cooperative_id, group, "Orang Lain")
    for correction, refusal in (
        (Correction(category="electricity"), rules.CategoryUnfit),
        (Correction(months="kapan-kapan"), rules.MonthsUnclear),
        (Correction(member_id=stranger.id), NotFound),
    ):
        with pytest.raises(refusal), transaction():
            service.correct(
                desk=office, batch_id=batch, row_ids=[row.row.id], correction=correction
            )
    for verb in (service.post_batch, service.undo_batch, service.drop_batch):
        facts = {"why": "x", "on": TODAY} if verb is service.undo_batch else {}
        with pytest.raises(rules.BatchUnknown), transaction():
            verb(desk=other, batch_id=batch, **facts)


def test_a_day_to_come_refuses_all(office, tmp_path):
    content = workbook([("03/08/2026", "Hibah", 50_000, 0), ("30/08/2026", "Hibah", 60_000, 0)])
    batch = draft(office, content, tmp_path)
    with pytest.raises(rules.RowUndated):
        post(office, batch, today=date(2026, 8, 20))
    assert balances(office) == {}


def test_evidence_numbers_come_along(office, tmp_path):
    batch = draft(office, workbook([("03/08/2026", "Hibah", 50_000, 0)]), tmp_path)
    post(office, batch)
    assert queries.meter(office.book_id, place(office), Month(2026, 8)).percent == 100


def test_five_thousand_rows_in_a_minute(office, tmp_path):
    group = make_group(office.cooperative_id)
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    for name in names:
        make_member(office.cooperative_id, group, name)
    kinds = ("Simpanan sukarela a.n. {name}", "Beli ATK kantor", "Hibah desa", "Bensin rapat")
    rows = [("01/08/2026", "Hibah pembuka", 90_000_000, 0)]
    for number in range(4_999):
        text, coming = kinds[number % 4].format(name=names[number % len(names)]), number % 2 == 0
        rows.append((f"{number % 28 + 1:02d}/08/2026", text, 5_000 * coming, 5_000 * (not coming)))
    rows.sort(key=lambda row: row[0])
    content = workbook(rows)
    began = time.process_time()  # our own work, whatever else the machine does
    batch = draft(office, content, tmp_path)
    outcome = post(office, batch)
    assert outcome.entries == 5_000
    assert time.process_time() - began < 60
