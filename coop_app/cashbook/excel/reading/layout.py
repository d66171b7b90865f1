"""Finds the header of a cash book, wherever it stands and whatever the order of its columns."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coop_app.cashbook.excel.reading.cells import text_of
from coop_app.cashbook.excel.values import Cells, CellValue, Layout

# Which heading means which column: it has one of the first words and otherwise only the second ones.
# Read top to bottom; the first line that fits decides.
HEADINGS: tuple[tuple[str, str, str], ...] = (
    ("balance", "saldo sisa balance", "akhir kas bank jumlah uang berjalan total"),
    (
        "voucher",
        "bukti kwitansi kuitansi kwt nota ref reff referensi voucher kode bkm bkk",
        "no nomor nomer transaksi kas",
    ),
    ("date", "tanggal tgl tggl tangal date waktu", "hari bulan bln tahun thn transaksi dan"),
    (
        "debit",
        "debet debit debt masuk penerimaan pemasukan pemasukkan terima diterima tambah plus d in",
        "jumlah mutasi kas uang total transaksi bank dana",
    ),
    (
        "credit",
        "kredit credit keluar pengeluaran dikeluarkan bayar dibayar kurang minus k cr out",
        "jumlah mutasi kas uang total transaksi bank dana",
    ),
    (
        "name",
        "nama penyetor nasabah dari kepada penerima",
        "anggota diterima dibayar terima lengkap",
    ),
    (
        "description",
        "uraian transaksi deskripsi rincian perincian description perihal kegiatan keperluan untuk akun",
        "keterangan ket kas dan jenis nama pembayaran catatan",
    ),
    ("note", "keterangan ket catatan remark remarks note notes penjelasan", "lain tambahan"),
    ("month", "bulan bln", ""),
    ("number", "no nomor nomer urut nr num", ""),
)
_EXACTLY = {
    "no transaksi": "voucher",
    "nomor transaksi": "voucher",
    "no kas": "voucher",
    "s": "balance",
}
_HEADINGS = [(key, set(words.split()), set(more.split())) for key, words, more in HEADINGS]
_SEARCHED = 80
_DEEPEST = 3


def find_layout(rows: Sequence[Cells]) -> Layout | None:
    """The first header of up to three rows that names what happened, in, out and when (or saldo)."""
    for start, row in enumerate(rows[:_SEARCHED]):
        if not _may_begin(row):
            continue
        for depth in range(1, _DEEPEST + 1):
            block = rows[start : start + depth]
            if len(block) < depth or block[-1].number - row.number >= depth + 1:
                break
            layout = _layout_of(block)
            if layout is not None:
                return _past_currency(layout, rows)
    return None


def _past_currency(layout: Layout, rows: Sequence[Cells]) -> Layout:
    """Under a merged heading "Rp" may have a column of its own: the amount then stands beside it."""
    columns = dict(layout.columns)
    below = [row for row in rows if row.number > layout.ends]
    for key in ("debit", "credit", "balance"):
        here = columns.get(key)
        if here is None or here + 1 in columns.values():
            continue
        said = [row.at(here) for row in below if row.at(here) is not None]
        if said and sum(map(_is_currency, said)) * 2 > len(said):
            columns[key] = here + 1
    return replace(layout, columns=columns)


def _is_currency(value: CellValue) -> bool:
    return isinstance(value, str) and value.lower().strip(" .") in {"rp", "idr"}


def repeats(layout: Layout, row: Cells) -> bool:
    """True when a row is the header printed again on the next page."""
    said = [(layout.headings[key], row.at(column)) for key, column in layout.columns.items()]
    same = sum(1 for heading, value in said if heading and _normal(value) == heading)
    return same >= 3 or (same >= 2 and same == sum(1 for _, value in said if value is not None))


def _may_begin(row: Cells) -> bool:
    named = [meaning(_normal(value)) for value in row.values]
    return sum(1 for key in named if key) >= 2


def _layout_of(block: Sequence[Cells]) -> Layout | None:
    width = max(len(row.values) for row in block)
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    for column in range(width):
        texts = [_normal(row.at(column)) for row in block]
        key, heading = _column_meaning([text for text in texts if text])
        if key == "note" and key in columns and "description" not in columns:
            columns["description"], headings["description"] = columns["note"], headings["note"]
            columns[key], headings[key] = column, heading
        elif key and key not in columns:
            columns[key], headings[key] = column, heading
    if "description" not in columns and "note" in columns:
        columns["description"], headings["description"] = columns.pop("note"), headings.pop("note")
    if "description" not in columns and "name" in columns:
        columns["description"], headings["description"] = columns.pop("name"), headings.pop("name")
    needed = {"debit", "credit", "description"} <= columns.keys()
    if not needed or not columns.keys() & {"date", "balance"}:
        return None
    return Layout(block[0].number, block[-1].number, columns, headings)


def _column_meaning(texts: list[str]) -> tuple[str, str]:
    """The lowest heading that means something; otherwise all of them read together."""
    for text in reversed(texts):
        if key := meaning(text):
            return key, text
    whole = " ".join(texts)
    return meaning(whole), whole


def meaning(heading: str) -> str:
    """The column a heading names, empty when none."""
    if heading in _EXACTLY:
        return _EXACTLY[heading]
    words = set(heading.split())
    for key, needed, allowed in _HEADINGS:
        if words & needed and words <= needed | allowed:
            return key
    return ""


def _normal(value: CellValue) -> str:
    if not isinstance(value, str) or len(value) > 40:
        return ""
    text = re.sub(r"\(?\b(rp|idr|rupiah)\b\.?\)?", " ", text_of(value).lower())
    return " ".join(re.sub(r"[^a-z ]+", " ", text).split())
