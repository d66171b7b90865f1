"""What a second person reads of a bill that comes later, and of a paper that is taken back."""

from typing import Any

from flask_babel import gettext as _

from coop_app import ledger
from coop_app.purchasing.forms.receiving.correcting import KINDS, SIDES
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.corrections import LATER, PAYMENT, get_later
from coop_app.purchasing.queries.receiving.payables import get_payment
from coop_app.purchasing.queries.receiving.receipts import get_receipt
from coop_app.purchasing.rules.receiving.later import Kind, Later, Side
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.web.filters import long_day, rupiah_text

Rows = list[tuple[str, str]]


def day_row(act: Any) -> tuple[str, str]:
    """When."""
    return (_("Date"), long_day(act.on))


def supplier_row(coop: int, key: int) -> tuple[str, str]:
    """Whose goods."""
    return (_("Supplier"), rounds.get_supplier(coop, key).name)


def of_later(coop: int, act: Later) -> Rows:
    """A bill that comes after its goods: what, to whom, how much, on which side."""
    receipt = get_receipt(coop, act.receipt_id)
    return [
        supplier_row(coop, receipt.supplier_id),
        (_("Bill"), receipt.bill_number),
        (_("What came later"), str(KINDS[Kind(act.kind)])),
        (_("Number of the bill"), act.bill_number),
        (_("Amount"), rupiah_text(act.amount)),
        _owed(coop, act),
        (_("Goods that are gone went"), str(SIDES[Side(act.side)])),
        (_("Reason"), act.why),
        day_row(act),
    ]


def _owed(coop: int, act: Later) -> tuple[str, str]:
    """To whom it is owed, or from which cash place it is paid."""
    if act.supplier_id is not None:
        return (_("Owed to"), rounds.get_supplier(coop, act.supplier_id).name)
    place = ledger.account(book_id=ledger.main_book(coop), id=act.place_id)
    return (_("Paid from"), place.name)


def of_undoing(coop: int, act: Undoing) -> Rows:
    """A paper that is taken back: whose, which voucher, what it says, how much."""
    rows = [supplier_row(coop, _partner(coop, act))]
    if entry := ledger.find_by_source(book_id=ledger.main_book(coop), source=act.source):
        rows += [
            (_("Voucher"), entry.voucher), (_("What"), entry.memo),
            (_("Amount"), rupiah_text(entry.total)),
        ]  # fmt: skip
    return [*rows, (_("Reason"), act.why), day_row(act)]


def _partner(coop: int, act: Undoing) -> int:
    """Whose paper is taken back."""
    if act.kind == PAYMENT:
        return get_payment(coop, act.key).supplier_id
    if act.kind != LATER:
        return get_receipt(coop, act.key).supplier_id
    bill = get_later(coop, act.key)
    return bill.supplier_id or get_receipt(coop, bill.receipt_id).supplier_id
