"""The new treasurer's test: questions made from this cooperative's own figures and rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from coop_app.dates import Month
from coop_app.money import Money, rupiah

#: of so many answers in ten, this many must be right
ENOUGH_OF_TEN = 8
_FEE, _SHORT, _STEP = 100_000, 20_000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the books and the settings say today, rupiah."""

    cash: int
    bank: int
    voluntary: int
    principal: int
    dues: int
    limit: int
    back_days: int
    next_month: str
    waiting: int
    late_loans: int
    suspense: int
    deciders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; without choices a figure in rupiah is typed. `right` is the figure or the place."""

    key: str
    text: str
    right: int
    why: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with what was answered."""

    question: Question
    answer: int | None

    @property
    def is_right(self) -> bool:
        """Whether it was the right one."""
        return self.answer == self.question.right

    @property
    def answered(self) -> str:
        """The answer in words."""
        return _said(self.question, self.answer)

    @property
    def wanted(self) -> str:
        """The right answer in words."""
        return _said(self.question, self.question.right)


def _said(question: Question, answer: int | None) -> str:
    if answer is None:
        return "—"
    if not question.choices:
        return rupiah(Money(answer))
    return question.choices[answer] if 0 <= answer < len(question.choices) else "—"


def questions(known: Known, seed: str) -> list[Question]:
    """About twelve questions; the same seed orders the choices alike."""
    random = Random(seed)  # noqa: S311 - the order of choices
    made = [*_figures(known), *_rules(known), *_open(known)]
    return [_shuffled(one, random) for one in made]


def _figures(known: Known) -> Iterator[Question]:
    yield Question(
        key="kas", text="Berapa saldo kas di buku hari ini?", right=known.cash,
        why="Saldo kas ada di beranda dan di Buku kas. Isi laci harus sama.",
    )  # fmt: skip
    yield Question(
        key="bank", text="Berapa saldo bank di buku hari ini?", right=known.bank,
        why="Saldo bank di buku dicocokkan setiap bulan dengan rekening koran.",
    )  # fmt: skip
    yield Question(
        key="iuran", text="Berapa iuran (simpanan wajib) satu anggota untuk satu bulan?",
        right=known.dues, why="Besarnya diputuskan RAT; lihat Jenis simpanan.",
    )  # fmt: skip
    yield Question(
        key="pokok", text="Berapa simpanan pokok yang dibayar anggota baru?", right=known.principal,
        why="Simpanan pokok sama untuk semua anggota dan dibayar satu kali.",
    )  # fmt: skip
    yield Question(
        key="sukarela", right=known.voluntary,
        text="Berapa simpanan sukarela semua anggota yang harus siap bila diminta?",
        why="Simpanan sukarela adalah utang koperasi kepada anggota; lihat Neraca.",
    )  # fmt: skip


def _rules(known: Known) -> Iterator[Question]:
    others = " atau ".join(known.deciders) or "ketua atau pengawas"
    large, small = rupiah(Money(known.limit + _STEP)), rupiah(Money(max(known.limit // 2, 1)))
    yield _chosen(
        "tarik-besar", f"Siapa yang harus menyetujui penarikan {large}?",
        (f"Orang kedua: {others}", "Cukup saya sendiri", "Anggota yang menarik", "Pegawai bank"),
        f"Satu orang boleh membayar sampai {rupiah(Money(known.limit))}. Lebih dari itu perlu dua orang.",
    )  # fmt: skip
    if known.limit:
        yield _chosen(
            "tarik-kecil", f"Anggota menarik {small} dari simpanan sukarela. Siapa yang menyetujui?",
            ("Cukup saya sendiri, dengan slip bertanda tangan", "Harus ketua", "Harus rapat pengurus"),
            f"Sampai {rupiah(Money(known.limit))} sehari, satu orang boleh membayar.",
        )  # fmt: skip
    yield _chosen(
        "laci-kurang", f"Apa yang Anda lakukan bila laci kurang {rupiah(Money(_SHORT))}?",
        ("Catat hasil hitungan dengan saksi; selisihnya terlihat di buku",
         "Tambah dari uang saya sendiri supaya cocok", "Tunggu, mungkin besok cocok lagi",
         "Kurangi satu setoran anggota"),
        "Selisih yang dicatat dapat dicari. Selisih yang ditutupi merusak kepercayaan.",
    )  # fmt: skip
    yield _chosen(
        "tanggal-lama", f"Sebuah nota berumur {known.back_days + 2} hari belum dicatat. Apa yang benar?",
        ("Catat dengan tanggal nota; orang kedua menyetujui", "Catat dengan tanggal hari ini saja",
         "Buang notanya", "Catat di bulan depan"),
        f"Satu orang boleh mencatat sampai {known.back_days} hari ke belakang; lebih dari itu dua orang.",
    )  # fmt: skip
    yield _chosen(
        "salah-catat", "Kemarin Anda salah memilih akun. Apa yang Anda lakukan?",
        ("Batalkan bukti itu dengan alasan, lalu catat yang benar", "Hapus catatannya",
         "Biarkan sampai akhir tahun", "Ubah jumlahnya"),
        "Tidak ada catatan yang dihapus atau diubah. Pembatalan tetap terbaca oleh pengawas.",
    )  # fmt: skip


def _open(known: Known) -> Iterator[Question]:
    if known.next_month:
        month = Month.parse(known.next_month)
        yield _chosen(
            "tutup-bulan", "Bulan mana yang berikutnya harus ditutup?",
            (month.name, month.plus(-1).name, month.plus(1).name, month.plus(2).name),
            "Bulan ditutup berurutan. Lihat Tutup bulan.",
        )  # fmt: skip
    yield _counted(
        "menunggu", "Berapa hal yang sekarang menunggu orang kedua?", known.waiting,
        "Lihat Menunggu orang kedua. Yang menunggu belum tercatat di buku.",
    )  # fmt: skip
    yield _counted(
        "menunggak", "Berapa pinjaman yang angsurannya terlambat hari ini?", known.late_loans,
        "Lihat laporan pinjaman. Bendahara baru menyapa mereka lebih dulu.",
    )  # fmt: skip
    yield _chosen(
        "belum-jelas", "Apakah ada uang di pos sementara (belum jelas)?",
        _suspense(known.suspense),
        "Pos sementara harus kosong sebelum bulan ditutup.",
    )  # fmt: skip


def _suspense(held: int) -> tuple[str, ...]:
    empty, full = "Tidak, pos sementara kosong", "Ya, masih ada yang belum jelas"
    return (full, empty) if held else (empty, full)


def _counted(key: str, text: str, right: int, why: str) -> Question:
    choices = (right, right + 1, right + 3, max(right - 1, 0) if right else 5)
    return _chosen(key, text, tuple(str(one) for one in dict.fromkeys(choices)), why)


def _chosen(key: str, text: str, choices: Sequence[str], why: str) -> Question:
    """A question whose first choice is the right one, until they are shuffled."""
    return Question(key=key, text=text, right=0, why=why, choices=tuple(choices))


def _shuffled(one: Question, random: Random) -> Question:
    if not one.choices:
        return one
    order = list(range(len(one.choices)))
    random.shuffle(order)
    return Question(
        key=one.key, text=one.text, right=order.index(one.right), why=one.why,
        choices=tuple(one.choices[place] for place in order),
    )  # fmt: skip


def marked(asked: Sequence[Question], answers: Mapping[str, int | None]) -> list[Marked]:
    """Each question with its answer."""
    return [Marked(one, answers.get(one.key)) for one in asked]


def passes(right: int, asked: int) -> bool:
    """Whether enough was right: eight in ten."""
    return asked > 0 and right * 10 >= asked * ENOUGH_OF_TEN


def packed(asked: Sequence[Question]) -> list[dict[str, Any]]:
    """The questions for keeping."""
    return [asdict(one) for one in asked]


def unpacked(kept: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions as kept."""
    return [Question(**{**row, "choices": tuple(row["choices"])}) for row in kept]
