"""Descriptions brought to one spelling, so that equal things compare equal."""

import re
from datetime import date
from functools import lru_cache
from hashlib import sha256

from coop_app.cashbook.excel.reading.cells import MONTH_WORD

# Short and old spellings → the usual one. Order matters: longer before shorter.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"\b(?:simp|simpan|smpn|sp|simpnan|simpenan)\b\.?", "simpanan"),
    (r"\b(?:wjb|wajb|wjib)\b", "wajib"),
    (r"\b(?:pkk|pok)\b", "pokok"),
    (r"\b(?:skrl|suka rela|sukarelah)\b", "sukarela"),
    (r"\b(?:angs|angsur|ansuran|angsurn|cicil)\b", "angsuran"),
    (r"\b(?:pinj|pjm|pinjam)\b", "pinjaman"),
    (r"\b(?:adm|admin|adminstrasi|administasi)\b", "administrasi"),
    (r"\b(?:trf|tf|tranfer|trsf|trans?fer)\b", "transfer"),
    (r"\b(?:pembeli|pmb|pembl|blnj|belanja|beli)\b", "beli"),
    (r"\b(?:by|byr|bayarkan|pembayaran|dibayar)\b", "bayar"),
    (r"\b(?:trm|terim|diterima|penerimaan)\b", "terima"),
    (r"\b(?:bng)\b", "bunga"),
    (r"\b(?:pjk)\b", "pajak"),
    (r"\b(?:foto copy|foto kopi|fotokopi|photocopy|fc)\b", "fotocopy"),
    (r"\b(?:bensin|bbm|pertalite)\b", "bensin"),
    (r"\b(?:transpot|tranport|transportasi|transpor)\b", "transport"),
    (r"\b(?:agt|agg|anggt)\b", "anggota"),
    (r"\b(?:rpt)\b", "rapat"),
    (r"\bke ?3\b|\bke ?tiga\b|\biii\b", "ketiga"),
)
_SPELLED = [(re.compile(pattern), usual) for pattern, usual in _SPELLINGS]
_MONTHS = re.compile(rf"(?<![a-z]){MONTH_WORD}", re.IGNORECASE)
_LONGEST = 300  # of a description; what follows decides nothing
NAME_MARK = re.compile(r"(?<![a-z])(?:a\.?\s?/?n\.?|atas nama)(?![a-z])[.:]?\s*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Lower case, one spelling, words only: "Simp. Wajib, a.n. Siti" → "simpanan wajib an siti"."""
    text = NAME_MARK.sub(" an ", text[:_LONGEST].lower())
    text = " ".join(re.sub(r"[^\w\s]|_", " ", text).split())
    for pattern, usual in _SPELLED:
        text = pattern.sub(usual, text)
    return text


def memory_key(text: str) -> str:
    """How a correction is remembered: without numbers and months, which change every time."""
    without_months = _MONTHS.sub(" ", normal(text))
    return " ".join(re.sub(r"\d+", " ", without_months).split())


def general_key(text: str) -> str:
    """The same without the person: what "simpanan wajib an Siti" and "… an Darmi" have in common."""
    return memory_key(text).partition(" an ")[0].strip()


def fingerprint(on: date | None, money_in: int, money_out: int, *, text: str, nth: int) -> str:
    """Equal for the nth row of the same day, amounts and words, in whichever file it stands."""
    facts = f"{on}|{money_in}|{money_out}|{normal(text)}|{nth}"
    return sha256(facts.encode()).hexdigest()[:32]
