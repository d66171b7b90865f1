"""Rows of a table in a form: quantities and rupiah by item, what was typed, what cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.products.queries import Item
from coop_app.products.rules.units import parse_quantity
from coop_app.purchasing.rules.receiving.acts import ReceiptLine
from coop_app.purchasing.rules.receiving.landing import Reason
from coop_app.refusal import Refused
from coop_app.web.forms import say

T = TypeVar("T")
_LONGEST = 40


@dataclass(slots=True)
class Row:
    """One row: which item (None while it is to be chosen), the texts of its cells, their errors."""

    key: str
    item: Item | None
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    #: what helps to fill it in, such as what was ordered
    hint: str = ""

    def name(self, cell: str) -> str:
        """The name of a cell's field: `billed-3`."""
        return f"{cell}-{self.key}"

    def text(self, cell: str) -> str:
        """What stands in a cell."""
        return self.typed.get(cell, "")


def read(row: Row, sent: Mapping[str, str], cell: str, reader: Callable[[str], T]) -> T | None:
    """The value of a cell; None for an empty or unreadable one, which is marked."""
    text = row.typed[cell] = sent.get(row.name(cell), "").strip()[:_LONGEST]
    if not text:
        return None
    try:
        return reader(text)
    except Refused as refusal:
        row.errors[cell] = say(refusal)
        return None


def quantity(row: Row, sent: Mapping[str, str], cell: str, item: Item) -> int:
    """A quantity in base units; zero for an empty cell."""
    return read(row, sent, cell, lambda text: item.base_of(parse_quantity(text))) or 0


def read_receipt(
    rows: Sequence[Row], sent: Mapping[str, str], items: Mapping[int, Item]
) -> list[ReceiptLine]:
    """The lines of a receipt; rows are filled with what was typed."""
    found = []
    for row in rows:
        chosen = sent.get(row.name("item"), "")
        row.typed["item"] = chosen
        item = row.item or items.get(int(chosen) if chosen.isdecimal() else 0)
        if item is not None:
            found.append(_receipt_line(row, sent, item))
    return found


def _receipt_line(row: Row, sent: Mapping[str, str], item: Item) -> ReceiptLine:
    row.typed["reason"] = reason = sent.get(row.name("reason"), "")
    row.typed["note"] = note = sent.get(row.name("note"), "").strip()[:200]
    known: dict[str, Any] = {
        "billed": quantity(row, sent, "billed", item),
        "received": quantity(row, sent, "received", item),
        "amount": read(row, sent, "amount", parse_rupiah) or ZERO,
    }
    given = Reason(reason) if reason in tuple(Reason) else None
    return ReceiptLine(item_id=item.id, reason=given, note=note, **known)


def read_quantities(
    rows: Sequence[Row], sent: Mapping[str, str], items: Mapping[str, Item]
) -> tuple[tuple[int, int], ...]:
    """Pairs of row key and base units, of rows whose key is a number."""
    return tuple((int(row.key), quantity(row, sent, "quantity", items[row.key])) for row in rows)


def blame(rows: Sequence[Row]) -> bool:
    """Whether any cell cannot be read."""
    return any(row.errors for row in rows)


def money_text(amount: Money) -> str:
    """An amount as it is typed."""
    return f"{int(amount):,}".replace(",", ".")
