"""What is typed when interest rates are decided."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO
from coop_app.refusal import Refused
from coop_app.savings.rules.interest import (
    DAY_BASES,
    METHOD_NAMES,
    Method,
    NewRate,
    RateTier,
    terms,
)
from coop_app.savings.rules.products import SUKARELA
from coop_app.web.forms import ChoiceField, DayField, PercentField, RupiahField, TextField, say

#: bounds a rate may have below the open one
_BOUNDS = (1, 2, 3)


class MilleField(PercentField):
    """A percentage such as 3,5 as whole thousandths of a percent, or None."""

    unclear = terms.RateUnclear.message

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the figure; what cannot be read becomes the field's error."""
        super().process_formdata(valuelist)
        if self.data is None:
            return
        typed, self.data = self.data, None
        try:
            self.data = terms.mille_of(typed)
        except Refused as refusal:
            raise ValueError(say(refusal)) from refusal

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else terms.percent_text(terms.percent_of(self.data))


class InterestRateForm(SecondPersonForm):
    """A rate for simpanan sukarela, in one or several steps by the size of the balance."""

    valid_from = DayField(_l("From (first of a month)"), validators=[InputRequired()])
    method = ChoiceField(_l("Which balance earns"), validators=[InputRequired()])
    percent = MilleField(_l("Percent a year"), validators=[InputRequired()])
    minimum = RupiahField(_l("Smallest balance that earns"))
    day_basis = ChoiceField(
        _l("Days of the year"), coerce=int, default=365, validators=[InputRequired()]
    )
    below_1 = RupiahField(_l("Balances below"))
    percent_1 = MilleField(_l("earn percent a year"))
    below_2 = RupiahField(_l("Balances below"))
    percent_2 = MilleField(_l("earn percent a year"))
    below_3 = RupiahField(_l("Balances below"))
    percent_3 = MilleField(_l("earn percent a year"))
    decided_by = TextField(_l("Decided by"), validators=[InputRequired()])
    despite_cap = BooleanField(_l("It was decided although it is above the legal limit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day_basis.choices = [(days, str(days)) for days in reversed(DAY_BASES)]
        self.method.choices = [(m.value, gettext(METHOD_NAMES[m])) for m in Method]

    @property
    def rate(self) -> NewRate:
        """The new rate; below a bound what is written there, above the last the percent."""
        typed = self.facts
        lower = [
            RateTier(typed[f"below_{n}"], typed[f"percent_{n}"] or 0)
            for n in _BOUNDS
            if typed[f"below_{n}"] is not None
        ]
        return NewRate(
            SUKARELA, typed["valid_from"], typed["method"], typed["day_basis"],
            typed["minimum"] or ZERO, (*lower, RateTier(None, typed["percent"])),
            typed["decided_by"], bool(typed["despite_cap"]),
        )  # fmt: skip


class InterestLawForm(SecondPersonForm):
    """What the law says about interest on savings from a month on."""

    valid_from = DayField(_l("From (first of a month)"), validators=[InputRequired()])
    free = RupiahField(_l("Free of tax, each month"), validators=[InputRequired()])
    tax = MilleField(_l("Tax percentage above it"), validators=[InputRequired()])
    cap = MilleField(_l("Highest lawful rate, percent a year"), validators=[InputRequired()])
    decided_by = TextField(_l("Which rule says so"), validators=[InputRequired()])

    @property
    def parameters(self) -> terms.NewParameters:
        """The new parameters."""
        typed = self.facts
        return terms.NewParameters(
            typed["valid_from"], typed["free"], typed["tax"], typed["cap"], typed["decided_by"]
        )
