"""The text behind a QRIS code: EMV fields of tag, length and value, ended by a checksum."""

from dataclasses import dataclass

from coop_app.refusal import N_
from coop_app.sales.rules.till.fees import Scale
from coop_app.sales.rules.till.refusals import QrisUnreadable

_LONGEST = 512
_FIRST, _STATIC, _CURRENCY, _COUNTRY, _NAME, _CITY, _CHECK = (
    "00",
    "01",
    "53",
    "58",
    "59",
    "60",
    "63",
)
_NATIONAL = "51"
_RUPIAH = "360"

CHECKSUM_WRONG = N_(
    "The checksum does not fit: perhaps a character is missing. Copy the text again."
)
NOT_STATIC = N_(
    "This code is for one payment only (dynamic). Store the static code of the sticker."
)
NO_RUPIAH = N_("This code does not ask for rupiah.")
NO_NAME = N_("The code names no merchant.")


@dataclass(frozen=True, slots=True)
class Qris:
    """What a code says. `doubts` are message ids: the code is kept all the same."""

    merchant: str
    city: str
    #: the national merchant number (NMID), if it is there
    number: str
    #: the registered size, if it is there
    scale: Scale | None
    doubts: tuple[str, ...] = ()


def read(payload: str) -> Qris:
    """The merchant behind the text, and what looks wrong with it. Raises `QrisUnreadable`."""
    fields = _fields(payload)
    if not payload.startswith("000201") or fields is None:
        raise QrisUnreadable
    national = _fields(fields.get(_NATIONAL, "")) or {}
    name = fields.get(_NAME, "").strip()
    doubts = (
        (
            checksum(payload[:-4]) != payload[-4:].upper() or payload[-8:-4] != "6304",
            CHECKSUM_WRONG,
        ),
        (fields.get(_STATIC, "11") != "11", NOT_STATIC),
        (fields.get(_CURRENCY, "") != _RUPIAH, NO_RUPIAH),
        (not name, NO_NAME),
    )
    return Qris(
        merchant=name, city=fields.get(_CITY, "").strip(), number=national.get("02", ""),
        scale=_scale(national.get("03", "")), doubts=tuple(text for wrong, text in doubts if wrong),
    )  # fmt: skip


def _fields(text: str) -> dict[str, str] | None:
    """Tag → value; None where the lengths do not add up."""
    if len(text) > _LONGEST or not text.isascii() or not text.isprintable():
        return None
    found, at = {}, 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not (tag.isdecimal() and length.isdecimal() and len(length) == 2):
            return None
        value = text[at + 4 : at + 4 + int(length)]
        if len(value) < int(length):
            return None
        found[tag] = value
        at += 4 + int(length)
    return found


def _scale(code: str) -> Scale | None:
    if not code:
        return None
    return Scale.MICRO if code.upper() == "UMI" else Scale.SMALL


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of the text, as four hexadecimal digits."""
    register = 0xFFFF
    for byte in text.encode("ascii"):
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
            register &= 0xFFFF
    return f"{register:04X}"
