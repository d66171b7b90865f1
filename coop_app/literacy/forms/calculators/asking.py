"""Questions that live in the address: shareable, printable, without a token."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Self

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import TextInput

from coop_app.literacy.rules.calculators.numbers import parse_number, typed_text
from coop_app.web.forms import CoopForm, RupiahField, TypedField

_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
NEEDED = InputRequired(_l("Write this, please."))
LEFT_OUT = Optional()


class NumberField(TypedField):
    """A number with a fraction, `Decimal` or None: foreign money, a rate, a percentage."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keywords = {"inputmode": "decimal", "autocomplete": "off", "data-number": ""}
        kwargs["render_kw"] = {**keywords, **kwargs.get("render_kw", {})}
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> Decimal:
        """A number from text."""
        return parse_number(text.removesuffix("%"))

    def write(self, value: Any) -> str:
        """Text from a number."""
        return typed_text(value)


class AskForm(CoopForm):
    """A question of a tool; nothing is marked before anything was asked."""

    class Meta(CoopForm.Meta):
        """It changes nothing."""

        csrf = False

    request_id = None
    #: the field without which nothing was asked
    probe: ClassVar[str]

    @classmethod
    def asked(cls, **usual: Any) -> Self:
        """The question as the address has it, or the usual values before anything was asked."""
        if cls.probe not in request.args:
            return cls(None, data=usual)
        form = cls(request.args)
        form.blamed = not form.is_still_written and not form.validate()
        return form

    @property
    def is_still_written(self) -> bool:
        """Only one more row was asked for: nothing is answered and nothing marked."""
        return "rows" in request.args

    @property
    def is_asked(self) -> bool:
        """Whether there is a question that can be answered."""
        return self.probe in request.args and not (self.blamed or self.is_still_written)


def rupiah(label: str, *validators: Any, **options: Any) -> RupiahField:
    """A field for rupiah."""
    return RupiahField(label, list(validators), **options)


def whole(label: str, *validators: Any, most: int = 10_000) -> IntegerField:
    """A field for a count."""
    limits = NumberRange(0, most, _l("Write a whole number, not above %(max)s."))
    return IntegerField(label, [*validators, limits], render_kw=_NUMERIC)


def offered(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """What can be chosen: value and words."""
    return [SelectChoice(value, label) for value, label in pairs]
