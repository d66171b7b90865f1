"""A field that reads percentages."""

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext
from wtforms import StringField
from wtforms.widgets import TextInput

from coop_app.refusal import N_

_LONGEST, _PLACES = 12, 3


class PercentField(StringField):
    """A percentage with a comma or a point, at most three decimals; `Decimal` or None."""

    widget = TextInput()
    #: what is said when it cannot be read (English message id)
    unclear = N_("Write a percentage like 1,5.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keywords = {
            "inputmode": "decimal",
            "autocomplete": "off",
            "maxlength": str(_LONGEST),
        }
        kwargs["render_kw"] = {**keywords, **kwargs.get("render_kw", {})}
        super().__init__(*args, **kwargs)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the figure; what cannot be read becomes the field's error."""
        self.typed = valuelist[0].strip()[:_LONGEST] if valuelist else ""
        self.data: Any = None
        if not self.typed:
            return
        sentence = gettext(self.unclear)
        text = self.typed.removesuffix("%").strip().replace(",", ".")
        try:
            found = Decimal(text)
        except InvalidOperation:
            raise ValueError(sentence) from None
        if not found.is_finite() or -int(found.as_tuple().exponent) > _PLACES or found < 0:
            raise ValueError(sentence)
        self.data = found

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else format(self.data, "f").replace(".", ",")
