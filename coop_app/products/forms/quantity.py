"""A field that reads quantities: `2,5`, `2,5 kg`, `3 karung`."""

from typing import Any

from wtforms import StringField
from wtforms.widgets import TextInput

from coop_app.products.rules.items import Item
from coop_app.products.rules.units import Typed, parse_quantity, plain_number
from coop_app.refusal import Refused
from coop_app.web.forms import LONGEST_TEXT, say


class QuantityField(StringField):
    """A number with a unit behind it if one was typed; `Typed` or None.

    `base_of` turns it into base units of an item; `default` may be a text or a `Typed`.
    """

    widget = TextInput()
    data: Typed | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keywords = {"inputmode": "decimal", "autocomplete": "off", "class": "quantity"}
        kwargs["render_kw"] = {**keywords, **kwargs.get("render_kw", {})}
        super().__init__(*args, **kwargs)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; what cannot be read becomes the field's error."""
        self.typed = valuelist[0].strip()[:LONGEST_TEXT] if valuelist else ""
        self.data = None
        if not self.typed:
            return
        try:
            self.data = parse_quantity(self.typed)
        except Refused as refusal:
            raise ValueError(say(refusal)) from refusal

    def base_of(self, item: Item, unit: str = "") -> int:
        """Base units of the item; a unit behind the number wins over `unit`, else the item's usual one.

        Zero when nothing was typed. Raises `UnitUnknown`, `NotWholeUnits`, `QuantityTooLarge` at this field.
        """
        if self.data is None:
            return 0
        try:
            return item.base_of(Typed(self.data.number, self.data.unit or unit))
        except Refused as refusal:
            refusal.field = self.name
            raise

    def show(self, quantity: int, item: Item) -> None:
        """Fill it with a quantity in the item's usual unit."""
        self.typed = plain_number(quantity, item.shown_unit) or f"{quantity} {item.base_unit}"

    def _value(self) -> str:
        return self.typed or ""
