"""The columns of a register in Excel: one list for template, import and export."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.members.rules import standing
from coop_app.refusal import N_, Refused

#: rows whose name begins so are the template's example and are left out
EXAMPLE = "CONTOH"


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column: its key here, its heading in the file, other headings people use for it."""

    key: str
    heading: str
    others: tuple[str, ...] = ()
    width: int = 16
    hint: str = ""


COLUMNS = (
    RegisterColumn("name", "Nama lengkap", ("nama", "nama anggota", "name", "full name"), 28,
                   "wajib diisi, seperti di KTP"),
    RegisterColumn("group", "Kelompok", ("kelompok desa", "desa", "group", "village group"), 18,
                   "wajib diisi; nama atau kode kelompok"),
    RegisterColumn("sex", "L/P", ("jenis kelamin", "kelamin", "jk", "p/l", "sex"), 8,
                   "wajib diisi; L laki-laki, P perempuan"),
    RegisterColumn("birth_year", "Tahun lahir", ("thn lahir", "birth year", "tanggal lahir", "tgl lahir"), 12,
                   "empat angka, misalnya 1985"),
    RegisterColumn("nik", "NIK", ("no ktp", "nomor ktp", "no nik"), 20,
                   "16 angka, ketik sebagai teks"),
    RegisterColumn("phone", "No HP", ("hp", "telepon", "no telepon", "telp", "wa", "no wa", "phone", "nomor hp"), 18,
                   "0812…, 62812…, (0286) 321…"),
    RegisterColumn("address", "Alamat", ("address",), 30),
    RegisterColumn("joined_on", "Tanggal masuk", ("tgl masuk", "masuk", "joined", "tanggal bergabung"), 14,
                   "hari/bulan/tahun; kosong berarti hari ini"),
    RegisterColumn("status", "Status", ("status anggota",), 14,
                   "kosong berarti aktif"),
    RegisterColumn("old_number", "No buku lama", ("no anggota", "nomor anggota", "no lama", "member number"), 14,
                   "nomor di buku lama, bila ada"),
    RegisterColumn("programmes", "Program", ("programme", "programmes"), 22,
                   "pisahkan dengan koma: Desbumi, Desmigratif"),
    RegisterColumn("country", "Negara penempatan", ("negara", "country", "negara tujuan"), 18),
    RegisterColumn("work", "Pekerjaan di sana", ("pekerjaan", "work", "sektor"), 20),
    RegisterColumn("from_year", "Dari tahun", ("tahun berangkat", "berangkat", "from year"), 12),
    RegisterColumn("to_year", "Sampai tahun", ("tahun pulang", "to year"), 12),
    RegisterColumn("returned_on", "Tanggal pulang", ("tgl pulang", "pulang", "returned"), 14),
    RegisterColumn("heir", "Ahli waris", ("nama ahli waris", "heir"), 24),
    RegisterColumn("relation", "Hubungan", ("hubungan keluarga", "relation"), 14),
    RegisterColumn("heir_phone", "HP ahli waris", ("no hp ahli waris", "telp ahli waris"), 18),
)  # fmt: skip
HEADINGS = {column.key: column.heading for column in COLUMNS}

_SEXES = {
    **dict.fromkeys(("p", "f", "pr", "perempuan", "wanita", "female", "woman"), "F"),
    **dict.fromkeys(("l", "m", "lk", "laki", "laki-laki", "laki laki", "pria", "male", "man"), "M"),
}
#: status → as the file says it
STATUS_WORDS = {
    standing.ACTIVE: "aktif",
    standing.CANDIDATE: "calon",
    standing.INACTIVE: "tidak aktif",
}
_STATUSES = {word: status for status, word in STATUS_WORDS.items()} | {
    "": standing.ACTIVE, "active": standing.ACTIVE, "anggota": standing.ACTIVE,
    "calon anggota": standing.CANDIDATE, "candidate": standing.CANDIDATE,
    "pasif": standing.INACTIVE, "nonaktif": standing.INACTIVE, "non aktif": standing.INACTIVE,
    "inactive": standing.INACTIVE, "not active": standing.INACTIVE,
}  # fmt: skip


class HeadingsMissing(Refused):
    """No row of the file names the columns."""

    message = N_(
        "No row with the headings Nama lengkap, Kelompok and L/P was found. "
        "Download the template and copy your members into it."
    )
    field = "file"


class SexUnclear(Refused):
    """Neither L nor P."""

    message = N_("Write L or P, not %(typed)s.")
    field = "sex"


class StatusUnclear(Refused):
    """A status that an imported member cannot have."""

    message = N_("Write aktif, calon or tidak aktif, not %(typed)s.")
    field = "status"


class YearUnclear(Refused):
    """Not four digits."""

    message = N_("Write the year with four digits, not %(typed)s.")


def plain(text: str) -> str:
    """A heading without case, dots, stars and doubled spaces."""
    return " ".join(re.sub(r"[.*:_]+", " ", text.casefold()).split())


_KEYS = {plain(name): column.key for column in COLUMNS for name in (column.heading, *column.others)}


def find_columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Column key → place, when the row holds the headings that a register needs."""
    found: dict[str, int] = {}
    for i, cell in enumerate(cells):
        key = _KEYS.get(plain(cell))
        if key is not None:
            found.setdefault(key, i)
    return found if {"name", "group", "sex"} <= found.keys() else None


def sex_of(text: str) -> str:
    """F or M. Raises `SexUnclear`."""
    sex = _SEXES.get(plain(text))
    if sex is None:
        raise SexUnclear(typed=text[:20] or "—")
    return sex


def status_of(text: str) -> str:
    """A status; empty is active. Raises `StatusUnclear`."""
    status = _STATUSES.get(plain(text))
    if status is None:
        raise StatusUnclear(typed=text[:20])
    return status


def year_of(text: str, *, field: str) -> int | None:
    """A year, also out of a whole date. Raises `YearUnclear`."""
    if not text.strip():
        return None
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if len(years) != 1:
        raise YearUnclear(typed=text[:20], field=field)
    return int(years[0])
