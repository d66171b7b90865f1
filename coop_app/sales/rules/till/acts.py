"""What is asked for at the till, and what the journal calls it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.money import ZERO, Money
from coop_app.refusal import N_


class Way(StrEnum):
    """How a buyer pays."""

    CASH = "cash"
    TRANSFER = "transfer"
    QRIS = "qris"
    CREDIT = "credit"


#: way → its name on the screen (English message id)
WAYS = {
    Way.CASH: N_("In cash"),
    Way.TRANSFER: N_("By bank transfer"),
    Way.QRIS: N_("QRIS"),
    Way.CREDIT: N_("On credit (bon)"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One item in the basket: how many base units, and what is taken off its price."""

    item_id: int
    quantity: int
    discount: Money = ZERO
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys: a member, a known customer, or anybody (with or without a name)."""

    member_id: int | None = None
    customer_id: int | None = None
    name: str = ""

    @property
    def audience(self) -> str:
        """Whose prices hold, and on which side of the books the sale stands."""
        return "other" if self.member_id is None else "member"

    @property
    def subject(self) -> str | None:
        """The debtor's name in the ledger."""
        if self.member_id is not None:
            return f"member:{self.member_id}"
        return None if self.customer_id is None else f"customer:{self.customer_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selling:
    """A sale as it was asked for. `seen_total` is what the buyer was told, if it was shown."""

    point_id: int
    sold_on: date
    way: Way
    wishes: tuple[Wish, ...]
    buyer: Buyer = Buyer()
    received: Money | None = None
    discount: Money = ZERO
    reason: str = ""
    seen_total: Money | None = None
    memo: str = ""


class Refund(StrEnum):
    """How a buyer gets the value of returned goods."""

    MONEY = "money"
    RECEIVABLE = "receivable"


#: refund → its name on the screen (English message id)
REFUNDS = {
    Refund.MONEY: N_("Money back from the till"),
    Refund.RECEIVABLE: N_("Taken off what is owed"),
}


@dataclass(frozen=True, slots=True)
class Back:
    """So many base units of one line of a sale come back; spoiled goods are not sold again."""

    number: int
    quantity: int
    spoiled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """Goods that come back. `void` means all that is left of the sale."""

    sale_id: int
    returned_on: date
    reason: str
    refund: Refund
    lines: tuple[Back, ...] = ()
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A day to be closed: what lay there for change, what was counted, what the page had shown."""

    point_id: int
    closed_on: date
    change_money: Money
    counted: Money
    seen_expected: Money
    reason: str = ""


def sale_memo(way: Way, buyer: str, note: str = "") -> str:
    """What the journal says about a sale; the book is kept in Indonesian."""
    text = f"{_MEMOS[way]}: {buyer}" if buyer else _MEMOS[way]
    return f"{text}. {note.strip()}" if note.strip() else text


_MEMOS = {
    Way.CASH: "Penjualan tunai",
    Way.TRANSFER: "Penjualan lewat transfer",
    Way.QRIS: "Penjualan lewat QRIS",
    Way.CREDIT: "Penjualan dengan bon",
}


def return_memo(voucher: str, reason: str, *, void: bool) -> str:
    """`Retur dari nota BKM/2026/08/0012: pecah`."""
    what = "Pembatalan nota" if void else "Retur dari nota"
    return f"{what} {voucher}: {reason.strip()}"


def close_memo(point: str, reason: str) -> str:
    """`Selisih tutup kasir Kantor: uang kembalian keliru`."""
    return f"Selisih tutup kasir {point}: {reason.strip()}"
