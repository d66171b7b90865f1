"""What is typed when goods come, move, are reported, and when their owner is paid."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money
from coop_app.products.forms import QuantityField
from coop_app.products.queries import Item
from coop_app.sales.rules.trade.consignment import (
    WHOLE,
    Delivery,
    GoodsLine,
    NewRate,
    OwnerCost,
    ReportLine,
    ShopReport,
    Step,
)
from coop_app.sales.rules.trade.settling import Settlement, Way
from coop_app.web.forms import ChoiceField, CoopForm, DayField, PercentField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_NOTE = Length(max=200)
SAVINGS, NOWHERE = "savings", ""
F = TypeVar("F", bound=CoopForm)


def with_rows(base: type[F], items: Iterable[Item], *columns: str) -> type[F]:
    """The form with fields for each item: `jumlah`, `harga`, `laku`, `balik`, `rusak`."""
    labels = {
        "jumlah": _l("Quantity"), "harga": _l("Agreed price"), "laku": _l("Sold"),
        "balik": _l("Given back"), "rusak": _l("Spoiled"),
    }  # fmt: skip
    fields: dict[str, Any] = {}
    for item in items:
        for column in columns:
            kind = RupiahField if column == "harga" else QuantityField
            fields[f"{column}_{item.id}"] = kind(labels[column])
    made: type[F] = type(base.__name__, (base,), fields)
    return made


class _Rows(SecondPersonForm):
    """Fields of items by column."""

    def cell(self, column: str, item: Item) -> Any:
        """One field of one item."""
        return self[f"{column}_{item.id}"]

    def quantity(self, column: str, item: Item) -> int:
        """Base units typed for an item, 0 for nothing. Raises `UnitUnknown`, `NotWholeUnits`."""
        typed: int = self.cell(column, item).base_of(item)
        return typed


class DeliveryForm(_Rows):
    """Goods an owner leaves."""

    point = ChoiceField(_l("Where the goods lie"), coerce=int, validators=[_REQUIRED])
    on = DayField(_l("Date"), validators=[_REQUIRED])
    memo = TextField(_l("Note"), [_NOTE])

    def delivery(self, member_id: int, items: Sequence[Item]) -> Delivery:
        """What is asked for."""
        lines = tuple(
            GoodsLine(
                item.id, quantity, self.cell("harga", item).data or ZERO, item.shown_unit.name
            )
            for item in items
            for quantity in [self.quantity("jumlah", item)]
            if quantity
        )
        return Delivery(member_id, self.point.data, self.facts["on"], lines, self.memo.data or "")


class StepForm(_Rows):
    """Goods of one owner at one place: moved, given back, spoiled."""

    on = DayField(_l("Date"), validators=[_REQUIRED])
    to_point = ChoiceField(_l("To"), coerce=int, validate_choice=False)
    why = TextField(_l("What happened"), [_NOTE])

    def step(self, kind: str, member_id: int, point_id: int, items: Sequence[Item]) -> Step:
        """What is asked for."""
        lines = tuple(
            GoodsLine(item.id, quantity)
            for item in items
            for quantity in [self.quantity("jumlah", item)]
            if quantity
        )
        to_point = self.to_point.data if kind == "moved" else None
        return Step(
            kind, member_id, point_id, self.facts["on"], lines, to_point, self.why.data or ""
        )


class ReportForm(_Rows):
    """A shop's report."""

    on = DayField(_l("Date"), validators=[_REQUIRED])
    received = RupiahField(_l("Money handed over"))
    place = ChoiceField(_l("Cash place"), coerce=int)
    back_to = ChoiceField(_l("Goods given back lie at"), coerce=int)
    memo = TextField(_l("Note"), [_NOTE])

    def report(self, point_id: int, items: Sequence[Item]) -> ShopReport:
        """What is asked for."""
        lines = tuple(
            ReportLine(
                item.id, self.quantity("laku", item), self.quantity("balik", item),
                self.quantity("rusak", item),
            )
            for item in items
        )  # fmt: skip
        moved = tuple(line for line in lines if line.sold or line.back or line.spoiled)
        received = self.received.data or ZERO
        place = self.place.data if received else None
        back_to = self.back_to.data if any(line.back for line in moved) else None
        return ShopReport(
            point_id, self.facts["on"], moved, received, place, back_to, self.memo.data or ""
        )


class OwnerCostForm(SecondPersonForm):
    """Something paid for an owner."""

    amount = RupiahField(_l("Amount"), validators=[_REQUIRED])
    what = TextField(_l("What was paid"), validators=[_REQUIRED, _NOTE])
    place = ChoiceField(_l("Cash place"), coerce=int, validators=[_REQUIRED])
    on = DayField(_l("Date"), validators=[_REQUIRED])

    def cost(self, member_id: int) -> OwnerCost:
        """What is asked for."""
        typed = self.facts
        return OwnerCost(
            member_id, typed["on"], typed["amount"] or ZERO, typed["place"], typed["what"] or ""
        )


class SettlementForm(SecondPersonForm):
    """What an owner gets."""

    set_off = RupiahField(_l("Cut for goods on credit"))
    paid = RupiahField(_l("Paid to the owner"))
    place = ChoiceField(_l("Paid how"))
    on = DayField(_l("Date"), validators=[_REQUIRED])
    memo = TextField(_l("Note"), [_NOTE])

    def settlement(self, member_id: int) -> Settlement:
        """What is asked for."""
        typed = self.facts
        paid: Money = typed["paid"] or ZERO
        place = str(typed["place"] or "")
        way = Way.NONE if not paid else Way.SAVINGS if place == SAVINGS else Way.PLACE
        return Settlement(
            member_id, typed["on"], typed["set_off"] or ZERO, paid, way,
            int(place) if way is Way.PLACE and place.isdecimal() else None, typed["memo"] or "",
        )  # fmt: skip


class CommissionForm(CoopForm):
    """A commission from a day on."""

    member = ChoiceField(_l("Whose goods"), coerce=int)
    item = ChoiceField(_l("Which goods"), coerce=int)
    percent = PercentField(_l("Commission in percent of the price"), validators=[_REQUIRED])
    valid_from = DayField(_l("Holds from"), validators=[_REQUIRED])
    decided_by = TextField(_l("Decided by"), validators=[_REQUIRED, _NOTE])

    def rate(self) -> NewRate:
        """What is asked for."""
        typed = self.facts
        mille = int(typed["percent"] * (WHOLE // 100))
        return NewRate(
            typed["member"] or None, typed["item"] or None, typed["valid_from"], mille,
            typed["decided_by"],
        )  # fmt: skip


class ShopForm(CoopForm):
    """A shop of somebody else."""

    name = TextField(_l("Name of the shop"), validators=[_REQUIRED, Length(max=80)])
    keeper = ChoiceField(_l("Who keeps it"), coerce=int, validators=[_REQUIRED])
    share = PercentField(_l("The shop keeps, in percent of the price"))

    @property
    def mille(self) -> int:
        """The shop's part, thousandths of a percent."""
        return int((self.share.data or 0) * (WHOLE // 100))


class ShopChangeForm(CoopForm):
    """What a shop keeps from now on."""

    share = PercentField(_l("The shop keeps, in percent of the price"))
    active = BooleanField(_l("Goods still go there"))

    @property
    def mille(self) -> int:
        """The shop's part, thousandths of a percent."""
        return int((self.share.data or 0) * (WHOLE // 100))
