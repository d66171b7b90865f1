"""Finds the person in a description and compares the name with the register."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from coop_app.cashbook.excel.proposing.words import NAME_MARK
from coop_app.cashbook.excel.reading.cells import MONTH_WORD
from coop_app.cashbook.excel.values import Candidate, KnownMember

SURE = 80  # from this score on a name counts as that member
_APART = 6  # the next one must score this much less
_LISTED = 5
_LEAST = 60
_ALIKE = 0.75  # two name parts less alike than this are different names
_I = re.IGNORECASE

_HONORIFICS = frozenset(
    "bu ibu b bpk bapak bp pak p mbak mba mb mas mr mrs sdr sdri saudara saudari hj h haji hajah kh "
    "ust ustadz ustadzah dr drs ir nn ny tn mbah mbok kak dik adik almarhum alm almh".split()
)
_NOT_A_NAME = frozenset(
    "terima penerimaan diterima setor setoran simpanan simp simpan pokok wajib sukarela manasuka iuran anggota baru "
    "bulan bln bulanan tabungan angsuran angs cicilan pinjaman pinjam jasa bunga bayar pembayaran membayar ambil "
    "pengambilan penarikan tarik tunai transfer tf kas bank dari untuk utk uang denda provisi tahun thn th ke cek "
    "ulang rapel lunas pelunasan kekurangan kurang via koperasi kelompok desa masuk keluar rp ket sd s d sampai "
    "dan per bukti no nomor tgl tanggal orang org total jumlah hutang utang piutang kredit pencairan realisasi "
    "modal usaha titip jual penjualan hasil barang sisa cicil adm administrasi pengembalian kembali oleh kepada "
    "kpd yang yg di pada lain lebaran hari raya shu deposito berjangka potong potongan rek rekening bri bni bca "
    "mandiri karena krn dengan dgn pertama kedua ketiga x bl simwa simsuka wjb".split()
)
_STOP = re.compile(
    r"\(|\bbulan\b|\bbln\b|\buntuk\b|\butk\b|\bke\b|\btgl\b|\btahun\b|\bthn?\b|\bcicilan\b|\bangsuran\b|\bsebesar\b"
    r"|\brapel\b|\bvia\b|\btransfer\b|\bjan?\b-|[:;=@]|\brp\b|\d", _I,
)  # fmt: skip
_AND = re.compile(r"\s+(?:dan|serta)\s+|\s*[&+/,]\s*", _I)
_FROM = re.compile(
    r"\b(?:dari|dr|oleh|kepada|kpd|utk|untuk)\s+(?=(?:bu|ibu|bp|bpk|bapak|pak|mbak|mba|mas|sdr|sdri|hj|h)\b)",
    _I,
)
_MONTH = re.compile(rf"(?<![a-z]){MONTH_WORD}", _I)


def names_in(description: str, *, of_member: bool) -> tuple[str, ...]:
    """The persons a description names: after "an", "a.n.", "dari bu"; else the words nobody explains."""
    description = description[:300]
    mark = NAME_MARK.search(description) or _FROM.search(description)
    if mark and (mark.start() > 0 or of_member):
        return _persons(description[mark.end() :])
    return _left_over(description) if of_member else ()


def without_names(description: str, names: Iterable[str]) -> str:
    """The description with its names blanked, so that "Mei Lestari" is no month."""
    for name in names:
        description = description.replace(name, " ")
    return description


def _persons(text: str) -> tuple[str, ...]:
    stop = _STOP.search(text)
    text = text[: stop.start()] if stop else text
    first, _, rest = text.strip().partition(" ")
    month = _MONTH.search(rest)
    rest = _up_to_a_known_word(rest[: month.start()] if month else rest)
    text = f"{first} {rest}".strip(" .-–")
    parts = [" ".join(part.split()).strip(" .-–") for part in _AND.split(text)]
    return tuple(part for part in parts if len(_tokens(part)) > 0)[:10]


def _up_to_a_known_word(text: str) -> str:
    """Cut `Tini iuran wajib` before `iuran`; `dan` goes on to the next person."""
    kept: list[str] = []
    for word in text.split():
        plain = word.lower().strip(".,")
        if len(plain) > 1 and plain in _NOT_A_NAME and plain != "dan":
            break
        kept.append(word)
    return " ".join(kept)


def _left_over(description: str) -> tuple[str, ...]:
    text = _MONTH.sub(" ", re.sub(r"\([^)]*\)", " ", description))
    found: list[str] = []
    for part in _AND.split(text):
        words = re.findall(r"[^\W\d_][\w'.]*", part)
        kept = [word for word in words if word.lower().strip(".") not in _NOT_A_NAME]
        if _tokens(" ".join(kept)) and len(kept) <= 4:
            found.append(" ".join(kept))
    return tuple(found)[:10]


class Register:
    """The members, prepared once so that five thousand names are compared quickly."""

    def __init__(self, members: Sequence[KnownMember]) -> None:
        self._members = members
        self._tokens = [_tokens(member.name) for member in members]
        self._holders: dict[str, set[int]] = {}
        for i, tokens in enumerate(self._tokens):
            for token in tokens:
                self._holders.setdefault(token, set()).add(i)
        self._starting: dict[str, set[str]] = {}
        self._ending: dict[str, set[str]] = {}
        for token in self._holders:
            self._starting.setdefault(token[0], set()).add(token)
            self._ending.setdefault(token[1:], set()).add(token)
        self._near: dict[str, dict[str, float]] = {}
        self._ranked: dict[tuple[str, ...], tuple[Candidate, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._members)

    def rank(self, name: str) -> tuple[Candidate, ...]:
        """Members the written name may mean, best first, with scores from 0 to 100."""
        wanted = tuple(_tokens(name))
        if wanted not in self._ranked:
            scored = [(self._score(wanted, self._tokens[i]), i) for i in self._worth_a_look(wanted)]
            best = sorted(
                (one for one in scored if one[0] >= _LEAST), key=lambda one: (-one[0], one[1])
            )
            self._ranked[wanted] = tuple(
                Candidate(self._members[i].number, self._members[i].name, score)
                for score, i in best[:_LISTED]
            )
        return self._ranked[wanted]

    def _worth_a_look(self, wanted: Sequence[str]) -> list[int]:
        """Members with so many similar name parts that the least score can be reached."""
        parts: Counter[int] = Counter()
        for token in wanted:
            parts.update({i for known in self._similar(token) for i in self._holders[known]})
        return [i for i, count in parts.items() if count * 100 >= _LEAST * len(wanted)]

    def _similar(self, token: str) -> dict[str, float]:
        """Known name parts that may be this one, with their likeness."""
        if token not in self._near:
            compared = self._starting.get(token[0], set()) | self._ending.get(token[1:], set())
            likeness = ((known, _likeness(token, known)) for known in compared)
            self._near[token] = {known: like for known, like in likeness if like >= _ALIKE}
        return self._near[token]

    def _score(self, wanted: Sequence[str], known: Sequence[str]) -> int:
        free = list(known)
        total = 0.0
        for token in wanted:
            similar = self._similar(token)
            best = max(free, key=lambda one: similar.get(one, 0.0), default=None)
            if best is not None and similar.get(best, 0.0) > 0:
                total += similar[best]
                free.remove(best)
        missing = 0.08 if any(len(one) > 1 for one in free) and len(wanted) < len(known) else 0.0
        return round(100 * max(0.0, total / len(wanted) - missing * len(free))) if wanted else 0


def the_one(candidates: Sequence[Candidate]) -> Candidate | None:
    """The member a name means, if one stands out clearly."""
    if not candidates or candidates[0].score < SURE:
        return None
    rivals = [one for one in candidates[1:] if one.score > candidates[0].score - _APART]
    return None if rivals else candidates[0]


def _tokens(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", name.lower())
    plain = [word for word in words if word not in _HONORIFICS]
    return [_spelled(word) for word in (plain or [])]


_OLD = (
    ("oe", "u"),
    ("iy", "i"),
    ("tj", "c"),
    ("dj", "j"),
    ("sj", "sy"),
    ("nj", "ny"),
    ("th", "t"),
    ("dh", "d"),
    ("kh", "k"),
)


def _spelled(word: str) -> str:
    """Old and double spellings become one: Soekirno = Sukirno, Djumiati = Jumiati, Annisa = Anisa."""
    for old, new in _OLD:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=[aiueo])h$", "", word)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.85 if one[0] == other[0] else 0.0
    if abs(len(one) - len(other)) > 3 and not other.startswith(one):
        return 0.0
    if len(one) >= 3 and other.startswith(one):
        return 0.85
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
