"""The account sheet of a round: what came in, what went out, what remained; every residue is zero."""

from dataclasses import asdict, dataclass
from typing import Any

from coop_app.money import ZERO, Money
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.corrections import list_later
from coop_app.purchasing.queries.receiving.deliveries import Delivery, list_deliveries
from coop_app.purchasing.queries.receiving.receipts import Receipt, Wanted, list_receipts
from coop_app.purchasing.queries.receiving.sharings import Shared, sharings_of
from coop_app.purchasing.queries.rounds import Round, items_of, order_paper


@dataclass(frozen=True, slots=True)
class ItemAccount:
    """One item: ordered, billed, received and handed over kept apart, in base units, and its rupiah."""

    name: str
    unit: str
    ordered: int
    billed: int
    received: int
    delivered: int
    left: int
    #: landed cost of what came, what members paid, what it had cost by the stock card
    cost: Money
    sold: Money
    cost_of_sold: Money
    market: Money

    @property
    def residue(self) -> int:
        """What is neither handed over nor left; always 0."""
        return self.received - self.delivered - self.left


@dataclass(frozen=True, slots=True)
class RoundAccount:
    """All of a round."""

    items: tuple[ItemAccount, ...]
    billed: Money
    carriers: Money
    claimed: Money
    claims_open: Money
    cost: Money
    sold: Money
    paid: dict[str, Money]
    saved: Money
    #: bills that came later: all of them, what goods still there cost more, what is on goods that were gone
    later: Money = ZERO
    later_stock: Money = ZERO
    later_gone: Money = ZERO

    @property
    def residue_in(self) -> Money:
        """Bills and carriers, less what became stock or a claim; always 0."""
        into = self.cost + self.claimed + self.later_stock + self.later_gone
        return self.billed + self.carriers + self.later - into

    @property
    def has_later(self) -> bool:
        """Whether later bills changed anything, also where they even out."""
        return bool(self.later or self.later_stock or self.later_gone)

    @property
    def residue_out(self) -> Money:
        """What members took, less how they paid; always 0."""
        return self.sold - Money(sum(int(amount) for amount in self.paid.values()))

    @property
    def cost_of_sold(self) -> Money:
        """What the goods that were handed over had cost."""
        return Money(sum(int(item.cost_of_sold) for item in self.items))

    @property
    def earned(self) -> Money:
        """What the round left for the cooperative."""
        return self.sold - self.cost_of_sold - self.later_gone

    @property
    def is_even(self) -> bool:
        """Whether every residue is zero."""
        return not (self.residue_in or self.residue_out or any(item.residue for item in self.items))

    def as_plain(self) -> dict[str, Any]:
        """For keeping with the settlement."""
        return asdict(self)


def account_of(shown: Round) -> RoundAccount:
    """The sheet as it stands now."""
    coop = shown.cooperative_id
    receipts = list_receipts(coop, Wanted(round_id=shown.id, standing=True))
    later = list_later(coop, round_id=shown.id, standing=True)
    deliveries = list_deliveries(coop, round_id=shown.id)
    claims = list_claims(coop, round_id=shown.id)
    shared = {one.item.id: one for one in sharings_of(shown)}
    items = tuple(_item(known, receipts, deliveries) for known in shared.values())
    return RoundAccount(
        _with_ordered(shown, items, list(shared)),
        Money(sum(int(one.bill_total) for one in receipts)),
        Money(sum(int(one.carrier_paid) for one in receipts)),
        Money(sum(int(one.amount) for one in claims)),
        Money(sum(int(one.amount) for one in claims if one.is_open)),
        Money(sum(int(one.cost) for one in receipts)),
        Money(sum(_sign(one) * int(one.total) for one in deliveries)),
        _paid(deliveries),
        Money(sum(int(one.saved) for one in deliveries)),
        Money(sum(int(one.amount) for one in later)),
        Money(sum(int(one.stock) for one in later)),
        Money(sum(int(one.gone) for one in later)),
    )


def _sign(one: Delivery) -> int:
    return -1 if one.is_return else 1


def _paid(deliveries: list[Delivery]) -> dict[str, Money]:
    return {
        way: Money(sum(_sign(one) * int(getattr(one.ways, way)) for one in deliveries))
        for way in ("advance", "cash", "savings", "set_off", "credit")
    }


def _item(shared: Shared, receipts: list[Receipt], deliveries: list[Delivery]) -> ItemAccount:
    key = shared.item.id
    lines = [line for one in receipts for line in one.lines if line.round_item_id == key]
    gone = [
        (_sign(one), line) for one in deliveries for line in one.lines if line.round_item_id == key
    ]
    return ItemAccount(
        shared.item.name, shared.item.order_unit, 0, sum(line.billed for line in lines),
        shared.received, sum(sign * line.quantity for sign, line in gone),
        shared.received - sum(sign * line.quantity for sign, line in gone), shared.cost,
        Money(sum(sign * int(line.amount) for sign, line in gone)),
        Money(sum(sign * int(line.cost) for sign, line in gone)),
        Money(sum(sign * int(line.market or ZERO) for sign, line in gone)),
    )  # fmt: skip


def _with_ordered(
    shown: Round, items: tuple[ItemAccount, ...], keys: list[int]
) -> tuple[ItemAccount, ...]:
    paper = order_paper(shown.cooperative_id, shown.id)
    ordered = {line.round_item_id: line.quantity for line in paper.lines} if paper else {}
    factors = {item.id: item.unit_factor for item in items_of(shown)}
    return tuple(
        ItemAccount(
            **{**asdict(item), "ordered": ordered.get(key, 0) * factors[key]}
        )
        for key, item in zip(keys, items, strict=True)
    )  # fmt: skip
