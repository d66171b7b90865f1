"""A treasurer's book of five thousand rows, from the file to the journal."""

import io
import itertools
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from bench import office
from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import service
from coop_app.cashbook.service import Upload
from coop_app.db import transaction
from coop_app.members import queries as members

Row = tuple[str, ...]
ROWS = 5_000
_HEAD = ["No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo", "Keterangan"]
_COSTS = ("Token listrik kantor", "Fotokopi", "Bensin ke desa", "Konsumsi rapat", "Pulsa kantor")


def rows(folder: Path, count: int = ROWS) -> list[Row]:
    """Seconds of reading with proposals, of keeping the draft, and of posting."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = office.empty(Path(place))
        with office.opened(path):
            taken = _import(Path(place), count)
    names = ("read and propose", "keep as a draft", "post all or none")
    return [(f"import of {count:,} rows: {name}", f"{s:.1f} s", "") for name, s in
            zip(names, taken, strict=True)]  # fmt: skip


def _import(folder: Path, count: int) -> list[float]:
    here = Desk(1, ledger.main_book(1), 1, clock.today())
    place_id = ledger.account(book_id=here.book_id, role="petty_cash").id
    people = [card.name for card in members.all_cards(1)]
    upload = Upload("buku kas.xlsx", _book(people, count))
    marks = [time.process_time()]
    reading = service.read(desk=here, upload=upload)
    marks.append(time.process_time())
    with transaction():
        batch = service.draft(
            desk=here, place_id=place_id, upload=upload, reading=reading, folder=folder
        )
    marks.append(time.process_time())
    with transaction():
        outcome = service.post_batch(desk=here, batch_id=batch)
    marks.append(time.process_time())
    if outcome.entries != count:
        raise ValueError(outcome)
    return [later - earlier for earlier, later in itertools.pairwise(marks)]


def _book(people: list[str], count: int) -> bytes:
    """One sheet a year, dues and costs as she writes them, with a balance on every row."""
    chance, workbook = random.Random(1), openpyxl.Workbook()
    sheet, balance = workbook.active, 0
    sheet.append(_HEAD)
    for n in range(count):
        day = date(2022, 1, 3) + timedelta(days=n * 900 // count)
        if n % 4 < 3:
            text, money_in, money_out = f"Simpanan sukarela {chance.choice(people)}", 10_000, 0
        else:
            text, money_in, money_out = chance.choice(_COSTS), 0, 1_000 * chance.randint(1, 25)
        balance += money_in - money_out
        line = [n + 1, day, text, f"K-{n + 1}", money_in or None, money_out or None, balance, ""]
        sheet.append(line)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
