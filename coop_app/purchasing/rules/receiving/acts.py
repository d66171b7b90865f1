"""What is asked for at the shed and at the desk: receipts, claims, payments, hand-overs."""

from dataclasses import dataclass
from datetime import date

from coop_app.dates import DateInFuture, plain_date
from coop_app.money import ZERO, Money
from coop_app.purchasing.rules.receiving.landing import Charges, Reason
from coop_app.purchasing.rules.receiving.ways import Ways

NO_CHARGES = Charges()


def check_day(on: date, today: date) -> None:
    """Raises `DateInFuture`."""
    if on > today:
        raise DateInFuture(on=plain_date(on), field="on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One item of a bill, in base units; `amount` for all that was billed."""

    item_id: int
    billed: int
    received: int
    amount: Money
    reason: Reason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Goods with their bill. Without `due_on` the supplier's terms decide."""

    supplier_id: int
    point_id: int
    received_on: date
    bill_number: str
    bill_date: date
    lines: tuple[ReceiptLine, ...]
    charges: Charges = NO_CHARGES
    round_id: int | None = None
    due_on: date | None = None
    carrier_place_id: int | None = None
    #: where the whole bill is paid from at once
    bill_place_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEnd:
    """How a claim ends; `delivered` when the goods came after all."""

    claim_id: int
    on: date
    delivered: bool = False
    credited: Money = ZERO
    refunded: Money = ZERO
    lost: Money = ZERO
    place_id: int | None = None
    note_number: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierMoney:
    """Money to a supplier, or an advance coming back; `bills` are receipts with their part."""

    supplier_id: int
    kind: str
    on: date
    place_id: int | None = None
    cash: Money = ZERO
    from_advance: Money = ZERO
    discount: Money = ZERO
    bills: tuple[tuple[int, Money], ...] = ()
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceMoney:
    """A member's money in advance (`kind` "in"), or back ("back")."""

    member_id: int
    kind: str
    on: date
    place_id: int
    amount: Money
    round_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareMove:
    """Part of a share to somebody else; without a member it is the cooperative's own stock."""

    round_item_id: int
    from_member_id: int | None
    to_member_id: int | None
    quantity: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Goods to a member: pairs of round item and base units, and how they are paid."""

    round_id: int
    member_id: int
    point_id: int
    on: date
    lines: tuple[tuple[int, int], ...]
    ways: Ways
    place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsBack:
    """A wrong delivery that comes back: pairs of round item and base units."""

    delivery_id: int
    on: date
    lines: tuple[tuple[int, int], ...]
    why: str
    place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Surat jalan: pairs of round item and base units, from a point to another."""

    round_id: int
    from_point_id: int
    to_point_id: int
    on: date
    lines: tuple[tuple[int, int], ...]
    carrier: str = ""
