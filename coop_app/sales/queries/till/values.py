"""Documents of the till as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from coop_app.money import Money
from coop_app.sales.models import Sale, SaleReturn, TillClose
from coop_app.sales.rules.till.acts import Buyer, Refund, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """One sales note; amounts in rupiah."""

    id: int
    cooperative_id: int
    book_id: int
    point_id: int
    sold_on: date
    way: Way
    place_id: int | None
    buyer: Buyer
    gross: Money
    discount: Money
    reason: str
    total: Money
    consigned: Money
    received: Money
    fee: Money
    fee_mille: int
    due_on: date | None
    memo: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    close_id: int | None

    @property
    def source(self) -> str:
        """As the ledger names it."""
        return f"sales.sale:{self.id}"

    @property
    def change(self) -> Money:
        """What the buyer got back."""
        return self.received - self.total if self.way is Way.CASH else Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One line of a sales note; quantity in base units, price for `factor` of them."""

    number: int
    item_id: int
    name: str
    #: the quantity in the item's usual unit, `2,5 kg`
    text: str
    quantity: int
    unit: str
    factor: int
    price: Money
    amount: Money
    discount: Money
    reason: str
    net: Money
    cost: Money
    consigned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """One document of goods that came back."""

    id: int
    cooperative_id: int
    book_id: int
    sale_id: int
    point_id: int
    kind: str
    returned_on: date
    reason: str
    refund: Refund
    place_id: int | None
    total: Money
    #: of money handed back the part that was kept for what the buyer still owed
    off_debt: Money
    consigned: Money
    cost: Money
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    close_id: int | None

    @property
    def source(self) -> str:
        """As the ledger names it."""
        return f"sales.return:{self.id}"

    @property
    def in_cash(self) -> Money:
        """What the buyer took home."""
        return self.total - self.off_debt if self.refund is Refund.MONEY else Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A day closed at one point; amounts in rupiah."""

    id: int
    cooperative_id: int
    book_id: int
    point_id: int
    place_id: int
    closed_on: date
    change_money: Money
    cash_sales: Money
    cash_returns: Money
    transfer: Money
    qris: Money
    fees: Money
    credit: Money
    other_returns: Money
    sales_count: int
    returns_count: int
    expected: Money
    counted: Money
    difference: Money
    reason: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int | None


def sold_of(row: Sale) -> Sold:
    """The row as a value."""
    return Sold(
        id=row.id, cooperative_id=row.cooperative_id, book_id=row.book_id, point_id=row.point_id,
        sold_on=row.sold_on, way=Way(row.way), place_id=row.place_id,
        buyer=Buyer(row.member_id, row.customer_id, row.buyer_name), gross=Money(row.gross),
        discount=Money(row.discount), reason=row.discount_reason, total=Money(row.total),
        consigned=Money(row.consigned), received=Money(row.received), fee=Money(row.fee),
        fee_mille=row.fee_mille, due_on=row.due_on, memo=row.memo, fingerprint=row.fingerprint,
        made_by=row.made_by, approved_by=row.approved_by, made_at=row.made_at,
        entry_seq=row.entry_seq or 0, close_id=row.close_id,
    )  # fmt: skip


def back_of(row: SaleReturn) -> Back:
    """The row as a value."""
    return Back(
        id=row.id, cooperative_id=row.cooperative_id, book_id=row.book_id, sale_id=row.sale_id,
        point_id=row.point_id, kind=row.kind, returned_on=row.returned_on, reason=row.reason,
        refund=Refund(row.refund), place_id=row.place_id, total=Money(row.total),
        off_debt=Money(row.off_debt), consigned=Money(row.consigned), cost=Money(row.cost), fingerprint=row.fingerprint,
        made_by=row.made_by, approved_by=row.approved_by, made_at=row.made_at,
        entry_seq=row.entry_seq or 0, close_id=row.close_id,
    )  # fmt: skip


_CLOSED_MONEY = (
    "change_money", "cash_sales", "cash_returns", "transfer", "qris", "fees", "credit",
    "other_returns", "expected", "counted", "difference",
)  # fmt: skip


def closed_of(row: TillClose) -> Closed:
    """The row as a value."""
    return Closed(
        id=row.id, cooperative_id=row.cooperative_id, book_id=row.book_id, point_id=row.point_id,
        place_id=row.place_id, closed_on=row.closed_on, sales_count=row.sales_count,
        returns_count=row.returns_count, reason=row.reason, fingerprint=row.fingerprint,
        made_by=row.made_by, approved_by=row.approved_by, made_at=row.made_at,
        entry_seq=row.entry_seq,
        **{name: Money(getattr(row, name)) for name in _CLOSED_MONEY},
    )  # fmt: skip
