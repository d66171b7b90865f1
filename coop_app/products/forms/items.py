"""What is typed about items, points and prices."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from coop_app.money import ZERO
from coop_app.products.forms.quantity import QuantityField
from coop_app.products.rules import items as rules
from coop_app.products.rules.items import Item, ItemFacts, Kind
from coop_app.products.rules.points import OFFICE, POINT_KINDS, SHOP, PointFacts
from coop_app.products.rules.prices import AUDIENCES
from coop_app.products.rules.stock import Method
from coop_app.products.rules.units import Typed, Unit, find_unit, in_base, plain_number
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("Please fill this in."))
_NAME = Length(max=rules.LONGEST_NAME, message=_l("This is too long."))
_SHORT = Length(max=30, message=_l("This is too long."))
#: how many units an item may have besides the base unit
MORE_UNITS = range(1, 5)


class ItemForm(CoopForm):
    """An item with its units; "isi" may be said in a unit above: 25 kg."""

    name = TextField(_l("Name"), [_REQUIRED, _NAME], render_kw={"autocomplete": "off"})
    kind = ChoiceField(
        _l("Kind"),
        [_REQUIRED],
        choices=[SelectChoice(key, _l(text)) for key, text in rules.KINDS.items()],
    )
    base_unit = TextField(
        _l("Smallest unit"),
        [_REQUIRED, _SHORT],
        render_kw={"list": "satuan", "autocomplete": "off"},
    )
    unit_1 = TextField(_l("Unit"), [_SHORT])
    factor_1 = QuantityField(_l("Contents"))
    unit_2 = TextField(_l("Unit"), [_SHORT])
    factor_2 = QuantityField(_l("Contents"))
    unit_3 = TextField(_l("Unit"), [_SHORT])
    factor_3 = QuantityField(_l("Contents"))
    unit_4 = TextField(_l("Unit"), [_SHORT])
    factor_4 = QuantityField(_l("Contents"))
    shown_unit = TextField(_l("Unit in lists"), [_SHORT], render_kw={"autocomplete": "off"})
    low = QuantityField(_l("Buy again at"))
    method = ChoiceField(
        _l("Cost method"),
        [_REQUIRED],
        choices=[SelectChoice(key, _l(text)) for key, text in rules.METHODS.items()],
    )
    owner = TextField(_l("Member whose product it is"), render_kw={"autocomplete": "off"})
    consigned = BooleanField(_l("Left here to be sold for the owner (titip jual)"))
    note = TextField(_l("Note"), [Length(max=300)])

    def show(self, item: Item) -> None:
        """Fill in what is known of an item."""
        self.base_unit.data, self.shown_unit.data = item.base_unit, item.shown_unit.name
        others = [unit for unit in item.units if unit.name != item.base_unit]
        for n, unit in zip(MORE_UNITS, others, strict=False):
            self[f"unit_{n}"].data = unit.name
            self[f"factor_{n}"].typed = str(unit.factor)
        if item.low_at:
            self.low.typed = plain_number(item.low_at, item.shown_unit)

    def item_facts(self, owner_member_id: int | None) -> ItemFacts:
        """What was typed. Raises what `rules.items` and `rules.units` raise, at the field."""
        base = (self.base_unit.data or "").strip()
        units = [Unit(base)]
        for n in MORE_UNITS:
            if name := (self[f"unit_{n}"].data or "").strip():
                units.append(Unit(name, self._factor(n, units)))
        shown = (self.shown_unit.data or "").strip() or units[min(1, len(units) - 1)].name
        return ItemFacts(
            name=self.name.data or "", kind=Kind(self.kind.data), base_unit=base,
            units=tuple(units[1:]), shown_unit=shown, method=Method(self.method.data),
            owner_member_id=owner_member_id, consigned=bool(self.consigned.data),
            low_at=self._low(units, shown), note=self.note.data or "",
        )  # fmt: skip

    def _factor(self, n: int, known: list[Unit]) -> int:
        field = self[f"factor_{n}"]
        typed: Typed | None = field.data
        if typed is None:
            raise rules.UnitFactorWrong(
                unit=self[f"unit_{n}"].data, base=known[0].name, field=field.name
            )
        return _in_base(typed, known, known[0], field.name)

    def _low(self, units: list[Unit], shown: str) -> int:
        if self.low.data is None:
            return 0
        usual = find_unit(units, shown, self.name.data or "")
        return _in_base(self.low.data, units, usual, "low")


def _in_base(typed: Typed, units: list[Unit], usual: Unit, field: str) -> int:
    try:
        unit = find_unit(units, typed.unit) if typed.unit else usual
        return in_base(typed.number, unit, units[0].name)
    except Refused as refusal:
        refusal.field = field
        raise


class PriceForm(CoopForm):
    """A selling price from a day on."""

    audience = ChoiceField(
        _l("Price for"),
        [_REQUIRED],
        choices=[SelectChoice(key, _l(text)) for key, text in AUDIENCES.items()],
    )
    amount = RupiahField(_l("Price"), [_REQUIRED])
    unit = ChoiceField(_l("For one"), [_REQUIRED])
    valid_from = DayField(_l("Valid from"), [_REQUIRED])

    @property
    def price(self) -> dict[str, Any]:
        """What is asked for."""
        return {
            "audience": self.audience.data, "amount": self.amount.data or ZERO,
            "unit": self.unit.data, "valid_from": self.valid_from.data,
        }  # fmt: skip


class PointForm(CoopForm):
    """A place where stock lies."""

    name = TextField(_l("Name"), [_REQUIRED, _NAME])
    kind = ChoiceField(
        _l("Kind"), choices=[SelectChoice(key, _l(POINT_KINDS[key])) for key in (OFFICE, SHOP)]
    )
    address = TextField(_l("Address"), [Length(max=200)])

    @property
    def point(self) -> PointFacts:
        """What is asked for."""
        kind = str(self.kind.data)
        return PointFacts(self.name.data or "", kind, None, self.address.data or "")


class SwitchForm(CoopForm):
    """A button."""
