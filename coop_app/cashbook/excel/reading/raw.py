"""One row of a sheet with its cells read: amounts exact, in the columns as she headed them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from coop_app.cashbook.excel.reading.cells import (
    Unreadable,
    WrittenDay,
    amount_of,
    text_of,
    written_day,
)
from coop_app.cashbook.excel.values import Cells, Layout

_LABEL = 120  # words beyond this name no row; patterns stay quick on cells full of dots


@dataclass(frozen=True, slots=True)
class RawLine:
    """One row with its cells read: amounts exact, in the columns as she headed them."""

    row: int
    label: str
    number: str
    written: WrittenDay | None
    day_text: str
    description: str
    voucher: str
    note: str
    name: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal | None
    unreadable: str = ""
    hidden: bool = False

    @property
    def moves(self) -> bool:
        return bool(self.debit) or bool(self.credit)

    @property
    def placed(self) -> bool:
        """Dated or numbered as transactions are."""
        return self.written is not None or self.number.rstrip(".").isdigit()


def raw_line(row: Cells, layout: Layout) -> RawLine:
    at = {key: row.at(column) for key, column in layout.columns.items()}
    unreadable = ""
    amounts: dict[str, Decimal | None] = {}
    for key in ("debit", "credit", "balance"):
        try:
            amounts[key] = amount_of(at.get(key))
        except Unreadable:
            amounts[key] = None
            unreadable = text_of(at.get(key)) if key != "balance" else unreadable
    written, day_text = _day(row, layout)
    texts = {
        key: text_of(at.get(key)).strip() for key in ("description", "voucher", "note", "name")
    }
    number = text_of(at.get("number")).strip()
    if not texts["description"]:
        texts["description"] = _beside(row, layout)
    line = RawLine(
        row.number, "", number, written, day_text, **texts, debit=amounts["debit"],
        credit=amounts["credit"], balance=amounts["balance"], unreadable=unreadable, hidden=row.hidden,
    )  # fmt: skip
    return replace(line, label=_label(row, layout, line)[:_LABEL], unreadable=unreadable[:_LABEL])


def _day(row: Cells, layout: Layout) -> tuple[WrittenDay | None, str]:
    value = row.at(layout.column("date"))
    try:
        return written_day(value), ""
    except Unreadable:
        return None, text_of(value)


def _beside(row: Cells, layout: Layout) -> str:
    """Under a merged heading the words may stand one column further right."""
    column = layout.columns["description"] + 1
    value = row.at(column)
    return value if isinstance(value, str) and column not in layout.columns.values() else ""


def _label(row: Cells, layout: Layout, line: RawLine) -> str:
    """The words that name a row: its description, or what a merged cell before it says."""
    if line.description:
        return line.description
    left = [
        text for text in (line.number, line.day_text) if text and not text.rstrip(".").isdigit()
    ]
    if left:
        return left[0]
    money = {layout.columns[key] for key in ("debit", "credit", "balance") if key in layout.columns}
    others = [v for i, v in enumerate(row.values) if isinstance(v, str) and i not in money]
    return others[0] if others else ""
