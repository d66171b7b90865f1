"""What she types about items, recipes and batches."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coop_app.enterprises.forms.books import TileField
from coop_app.enterprises.forms.workshop.fields import AMOUNT, REQUIRED, HoursField, ways
from coop_app.enterprises.rules.books.acts import Way
from coop_app.products.forms import QuantityField
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.units import Unit
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

#: unit that she chooses → base unit of the item
_BASE = {"kg": "g", "liter": "ml"}
_UNITS = ("kg", "liter", "bungkus", "buah", "lembar", "butir", "botol", "ikat", "papan", "porsi")
KINDS = {
    Kind.RAW_MATERIAL: _l("Raw material"),
    Kind.PACKAGING: _l("Packaging"),
    Kind.PRODUCT: _l("Product"),
}


class OwnItemForm(CoopForm):
    """Something of hers."""

    kind = TileField(_l("What kind of thing is it?"), [REQUIRED])
    name = TextField(_l("Name"), [REQUIRED, Length(max=80)])
    unit = ChoiceField(_l("Counted in"), [REQUIRED], choices=list(_UNITS))
    price = RupiahField(_l("Selling price, if it is sold"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(kind.value, name) for kind, name in KINDS.items()]

    @property
    def item(self) -> ItemFacts:
        """Kilograms are kept in grams, litres in millilitres, everything else in pieces."""
        unit = str(self.unit.data)
        base = _BASE.get(unit, unit)
        units = (Unit(unit, 1000),) if unit in _BASE else ()
        return ItemFacts(self.name.data or "", Kind(self.kind.data), base, units, unit)


class ItemForm(CoopForm):
    """What may change of something of hers."""

    name = TextField(_l("Name"), [REQUIRED, Length(max=80)])
    price = RupiahField(_l("Selling price, if it is sold"), [Optional()])
    low_at = QuantityField(_l("Tell me when there is only so much left"))
    active = BooleanField(_l("I still use it"))


class BuyForm(CoopForm):
    """Material or packaging bought."""

    item = ChoiceField(_l("What did you buy?"), [REQUIRED], coerce=int)
    quantity = QuantityField(_l("How much of it?"), [REQUIRED])
    amount = RupiahField(_l("Price altogether"), [AMOUNT])
    way = TileField(_l("How was it paid?"), default=Way.CASH.value)
    seller = TextField(_l("Bought from"), [Length(max=80)])
    on = DayField(_l("Date"), [REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = ways(Way.CASH, Way.BANK, Way.LATER, Way.OWN)


class HadForm(CoopForm):
    """There before the book began."""

    quantity = QuantityField(_l("How much is there?"), [REQUIRED])
    amount = RupiahField(_l("What it had cost altogether"), [AMOUNT])
    on = DayField(_l("Date"), [REQUIRED])


class SpoilForm(CoopForm):
    """No longer usable."""

    quantity = QuantityField(_l("How much of it?"), [REQUIRED])
    reason = TextField(_l("What happened?"), [Length(max=120)])
    on = DayField(_l("Date"), [REQUIRED])


class CountForm(CoopForm):
    """What is really there."""

    quantity = QuantityField(_l("How much is really there?"), [REQUIRED])
    on = DayField(_l("Date"), [REQUIRED])


class RecipeForm(CoopForm):
    """A recipe for one batch; quantities and costs are read beside it."""

    item = ChoiceField(_l("What do you make?"), [REQUIRED], coerce=int)
    makes = QuantityField(_l("How many come out of one batch?"), [REQUIRED])
    own_hours = HoursField(_l("Your own work, in hours"))
    hourly_rate = RupiahField(_l("What is an hour of your work worth?"), [Optional()])
    note = TextField(_l("Note"), [Length(max=200)])


class MakeForm(CoopForm):
    """A batch; quantities and costs are read beside it."""

    version = ChoiceField(_l("Recipe"), [REQUIRED], coerce=int)
    times = IntegerField(
        _l("How many times the recipe?"),
        [InputRequired(_l("Write how many times.")), NumberRange(1, 1000)],
        default=1, render_kw={"inputmode": "numeric", "min": 1},
    )  # fmt: skip
    good = QuantityField(_l("How many came out well?"), [REQUIRED])
    rejected = QuantityField(_l("How many failed?"))
    reason = TextField(_l("Why did they fail?"), [Length(max=120)])
    own_hours = HoursField(_l("Your own work, in hours"))
    hourly_rate = RupiahField(_l("What is an hour of your work worth?"), [Optional()])
    way = TileField(_l("What is paid now is paid with"), default=Way.CASH.value)
    best_before = DayField(_l("Best before"), [Optional()])
    on = DayField(_l("Date"), [REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = ways(Way.CASH, Way.BANK, Way.OWN)
