"""A link that opens WhatsApp with a text to send; nothing is sent by this program."""

from collections.abc import Iterable
from urllib.parse import quote

#: signs that some phones cannot show lie beyond this
_PLAIN = 0xFFFF
#: a message that arrives over a weak signal, and whose link every phone opens
LONGEST = 900


def plain(lines: Iterable[str]) -> str:
    """The lines that say something, without signs that break on an old phone."""
    kept = ("".join(c for c in line if ord(c) <= _PLAIN and c.isprintable()) for line in lines)
    return "\n".join(line.strip() for line in kept if line.strip())[:LONGEST]


def link_to(phone: str | None, lines: Iterable[str]) -> str | None:
    """`https://wa.me/62812…?text=…`, or None when there is no number."""
    return _link(phone, lines) if phone else None


def link_to_anyone(lines: Iterable[str]) -> str:
    """`https://wa.me/?text=…`: WhatsApp asks to whom."""
    return _link("", lines)


def _link(phone: str, lines: Iterable[str]) -> str:
    return f"https://wa.me/{phone}?text={quote(plain(lines), safe='')}"
