"""The form every form derives from, and the fields that read what people type."""

import secrets
from datetime import date
from typing import Any, Self

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.widgets import DateInput, MonthInput, TextInput

from coop_app.dates import Month, parse_date
from coop_app.money import Money, grouped, parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.forms.percent import PercentField as PercentField

_HIDDEN = {"csrf_token"}
LONGEST_TEXT = 500


def say(refusal: Refused) -> str:
    """The refusal as one sentence in the reader's language."""
    facts = {name: _shown(fact) for name, fact in refusal.facts.items()}
    sentence = str(gettext(refusal.message))
    return sentence % facts if facts else sentence


def _shown(fact: object) -> str:
    from coop_app.web.filters import day, rupiah_text  # noqa: PLC0415 - filters import nothing of forms

    if isinstance(fact, Money):
        return rupiah_text(fact)
    return day(fact) if isinstance(fact, date) else str(fact)


class _Words:
    """WTForms ships no Indonesian; our own catalogue has its sentences."""

    def gettext(self, message: str) -> str:
        return str(gettext(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return str(gettext(singular if number == 1 else plural))


class CoopForm(FlaskForm):
    """A form with CSRF protection and a one-time request id.

    `facts` are its typed values; a `Refused` is shown at its field with `blame`.
    """

    request_id = HiddenField(default=lambda: secrets.token_urlsafe(16))

    class Meta:
        """How WTForms speaks."""

        def get_translations(self, _form: object) -> _Words:
            """Our own catalogue."""
            return _Words()

    blamed = False

    @classmethod
    def from_request(cls, **kwargs: Any) -> Self:
        """The form as it was sent."""
        return cls(**kwargs)

    @property
    def ok(self) -> bool:
        """Whether all that was typed can be read; marks the form otherwise."""
        good = bool(self.validate_on_submit())
        self.blamed = not good
        return good

    @property
    def facts(self) -> dict[str, Any]:
        """Typed values by field name."""
        return {name: field.data for name, field in self._fields.items() if name not in _HIDDEN}

    def blame(self, refusal: Refused) -> Self:
        """Show the refusal at its field, or above the form when no field is to blame."""
        self.blamed = True
        field = self._fields.get(refusal.field or "")
        if field is None or isinstance(field, HiddenField):
            self.form_errors.append(say(refusal))
        else:
            field.errors = [*field.errors, say(refusal)]
        return self


class TypedField(StringField):
    """Text that becomes a value: a field of one's own says how to `read` and `write` it.

    What was typed stays in the field when it cannot be read.
    """

    typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; a refusal becomes the field's error."""
        self.typed = valuelist[0].strip()[:LONGEST_TEXT] if valuelist else ""
        self.data = None
        if not self.typed:
            return
        try:
            self.data = self.read(self.typed)
        except Refused as refusal:
            raise ValueError(say(refusal)) from refusal

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.write(self.data)

    def read(self, text: str) -> Any:
        """A value from text; a `Refused` says why not."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Text from a value."""
        return str(value)


class RupiahField(TypedField):
    """An amount of whole rupiah, `Money` or None."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keywords = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-rupiah": "",
            "class": "rupiah",
        }
        kwargs["render_kw"] = {**keywords, **kwargs.get("render_kw", {})}
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> Money:
        """Money from text."""
        return parse_rupiah(text)

    def write(self, value: Any) -> str:
        """Text from money."""
        return grouped(value)


class DayField(TypedField):
    """A business date, `date` or None."""

    widget = DateInput()

    def read(self, text: str) -> date:
        """A date from any usual spelling."""
        return parse_date(text)

    def write(self, value: Any) -> str:
        """ISO, as the browser's date picker wants it."""
        return str(value.isoformat())


class MonthField(TypedField):
    """A month, `Month` or None."""

    widget = MonthInput()

    def read(self, text: str) -> Month:
        """A month from `2025-07`."""
        return Month.parse(text)


class ChoiceField(SelectField):
    """One of a list; a value that is not offered gets a sentence, not a stack trace."""


class TextField(StringField):
    """A line of text, trimmed, without control characters."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Trim and drop what no keyboard types."""
        text = valuelist[0] if valuelist else ""
        self.data = "".join(c for c in text if c.isprintable() or c == "\n").strip()
