"""Server time of whole pages, from the request to the last byte, without a network.

It is processor time of the thread that answers: what a page takes when nobody else wants the machine. The
databases lie in the page cache, so nothing waits for the disk.
"""

import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from flask.testing import FlaskClient

from bench import office
from coop_app import ledger

Row = tuple[str, ...]
_PERIOD, _DAY = "start=2024-05-01&end=2024-05-31", "on=2024-05-17"
_YEAR = "start=2024-01-01&end=2024-12-31"
#: page → address; `{}` is the account of the cash box
PAGES = {
    "home": "/",
    "trial balance": f"/laporan/neraca-saldo?{_DAY}",
    "balance sheet, beside last year": f"/laporan/neraca?{_DAY}&compare=last_year",
    "result of a month": f"/laporan/hasil-usaha?{_PERIOD}",
    "result of a year, beside last year": f"/laporan/hasil-usaha?{_YEAR}&compare=last_year",
    "changes in equity, a year": f"/laporan/perubahan-ekuitas?{_YEAR}",
    "cash flows of a month": f"/laporan/arus-kas?{_PERIOD}",
    "cash flows of a year": f"/laporan/arus-kas?{_YEAR}",
    "general ledger of a month, 8 accounts": f"/laporan/buku-besar?{_PERIOD}",
    "one account, a month's first 100 lines": "/buku/akun/{}?" + _PERIOD,
    "journal, newest 50 entries": "/buku/jurnal",
    "journal, a month": f"/buku/jurnal?{_PERIOD}",
    "cash book of a month, 150 lines a page": "/kas/{}?month=2024-05",
    "member": "/anggota/17",
    "member's savings": "/simpanan/anggota/17?tahun=2024",
    "member's statement, a quarter": (
        "/simpanan/anggota/17/rekening?dari=2024-04-01&sampai=2024-06-30"
    ),
    "dues grid, 40 of 220 members": "/simpanan/iuran?tahun=2024",
    "dues in arrears": "/simpanan/tunggakan",
    "register of members": "/anggota",
    "chart of accounts": "/buku/akun",
}


def head(sizes: Sequence[int]) -> Row:
    """The first line of the table."""
    return ("page, milliseconds of server time", *(f"{size:,} entries" for size in sizes))


def rows(folder: Path, sizes: Sequence[int]) -> list[Row]:
    """The median time of each page at each size."""
    columns = [_column(office.prepared(folder, size)) for size in sizes]
    return [(name, *(column[name] for column in columns)) for name in PAGES]


def _column(path: Path) -> dict[str, str]:
    with office.opened(path) as app:
        client = office.treasurer(app)
        cash = ledger.account(book_id=ledger.main_book(1), role="cash_on_hand").id
    return {name: f"{_time(client, url.format(cash)):,.1f}" for name, url in PAGES.items()}


def _time(client: FlaskClient, path: str, rounds: int = 15) -> float:
    times = []
    for _ in range(rounds + 2):
        start = time.thread_time()
        answer = client.get(path)
        times.append((time.thread_time() - start) * 1000)
        if answer.status_code != 200:
            raise LookupError(path, answer.status)
    return statistics.median(times[2:])
