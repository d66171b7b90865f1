"""Who paid: names out of descriptions, and members out of names."""

import pytest

from coop_app.cashbook.excel import KnownMember
from coop_app.cashbook.excel.proposing.people import Register, names_in, the_one

NAMES = [
    ("Terima Simpanan wajib anggota an Sumiati", ["Sumiati"]),
    ("Terima simpanan wajib a.n. Bu Siti Aminah bln Jan", ["Bu Siti Aminah"]),
    ("Simpanan wajib a/n Darmi (cek ulang)", ["Darmi"]),
    ("Iuran atas nama Mei Lestari bulan Maret", ["Mei Lestari"]),
    ("Terima Simpanan Wajib an Slamet R", ["Slamet R"]),
    ("Iuran Siti dan Aminah", ["Siti", "Aminah"]),
    ("Simp. wajib Darmi, Watini & Tukinah", ["Darmi", "Watini", "Tukinah"]),
    ("Simpanan wajib Bu Darmi Jan-Mar 25", ["Bu Darmi"]),
    ("Terima dari Bu Tini iuran wajib", ["Bu Tini"]),
    ("Terima simpanan wajib anggota", []),
    ("Setoran anggota", []),
    ("Angsuran ke 3 Tukinah", ["Tukinah"]),
    ("Simpanan wajib 5 orang", []),
    ("Terima Simpanan Wajib an Bp. Sukirno", ["Bp. Sukirno"]),
]  # fmt: skip


@pytest.mark.parametrize("text,names", NAMES, ids=[case[0] for case in NAMES])
def test_names(text, names):
    assert list(names_in(text, of_member=True)) == names


def test_a_cost_has_no_member():
    assert names_in("Beli kertas dan tinta", of_member=False) == ()


MEMBERS = Register([
    KnownMember("001", "Siti Aminah"), KnownMember("002", "Siti Rubiyah"), KnownMember("003", "Soekirno"),
    KnownMember("004", "Hj. Djumiati"), KnownMember("005", "Slamet Riyadi"),
    KnownMember("006", "Annisa Rahmawati"), KnownMember("007", "Sumiyati"), KnownMember("008", "Darmi"),
    KnownMember("009", "Slamet Widodo"),
])  # fmt: skip

FOUND = [
    ("Siti Aminah", "001"), ("Bu Siti Aminah", "001"), ("Aminah", "001"), ("SITI AMINAH", "001"),
    ("Sukirno", "003"), ("Bp. Sukirno", "003"), ("Jumiati", "004"), ("Ibu Hj Jumiyati", "004"),
    ("Slamet R", "005"), ("Anisa Rahmawati", "006"), ("Anisa R.", "006"), ("Sumiati", "007"),
    ("S. Aminah", "001"), ("Rubiah", "002"), ("Darmi", "008"), ("Aminah Siti", "001"),
    ("Siti Aminnah", "001"), ("Slamet W", "009"),
]  # fmt: skip


@pytest.mark.parametrize("written,number", FOUND)
def test_a_written_name_means_a_member(written, number):
    chosen = the_one(MEMBERS.rank(written))
    assert chosen is not None
    assert chosen.number == number


@pytest.mark.parametrize("written", ["Siti", "Slamet", "Siti A R", "Partini", "Bu", ""])
def test_an_unclear_name_means_nobody(written):
    assert the_one(MEMBERS.rank(written)) is None


def test_the_others_are_offered():
    assert {one.number for one in MEMBERS.rank("Siti")} == {"001", "002"}
    assert {one.number for one in MEMBERS.rank("Slamet")} == {"005", "009"}
    assert MEMBERS.rank("Partini") == ()
