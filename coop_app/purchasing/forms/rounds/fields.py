"""Fields for whole numbers and for moments on the office's clock."""

from datetime import datetime
from typing import Any

from flask_babel import gettext
from wtforms import StringField
from wtforms.widgets import DateTimeLocalInput, TextInput

from coop_app.clock import OFFICE_ZONE, office_time
from coop_app.money import grouped
from coop_app.refusal import N_

_LONGEST = 20
NOT_WHOLE = N_("Write a whole number, for example 25.")
NOT_A_MOMENT = N_("Choose a day and a time.")


class WholeField(StringField):
    """A whole number from 0 on, `1.250` or `1250`; int or None."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keywords = {"inputmode": "numeric", "autocomplete": "off", "maxlength": str(_LONGEST)}
        kwargs["render_kw"] = {**keywords, **kwargs.get("render_kw", {})}
        super().__init__(*args, **kwargs)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the figure; what cannot be read becomes the field's error."""
        self.typed = valuelist[0].strip()[:_LONGEST] if valuelist else ""
        self.data: Any = None
        if self.typed:
            self.data = read_whole(self.typed)

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else grouped(self.data)


def read_whole(text: str) -> int:
    """A whole number; `ValueError` with a sentence otherwise."""
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(gettext(NOT_WHOLE))
    return int(digits)


class MomentField(StringField):
    """A day and a time as the office's clock shows them; an aware `datetime` or None."""

    widget = DateTimeLocalInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what the browser's picker sends; what cannot be read becomes the field's error."""
        self.typed = valuelist[0].strip()[:_LONGEST] if valuelist else ""
        self.data: Any = None
        if not self.typed:
            return
        try:
            found = datetime.fromisoformat(self.typed)
        except ValueError:
            raise ValueError(gettext(NOT_A_MOMENT)) from None
        self.data = found.replace(tzinfo=OFFICE_ZONE)

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else f"{office_time(self.data):%Y-%m-%dT%H:%M}"
