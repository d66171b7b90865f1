"""What is typed when a round is planned."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectMultipleField
from wtforms.utils import unset_value
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.money import ZERO, grouped, half_up
from coop_app.purchasing.forms.rounds.fields import MomentField, read_whole
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds.estimate import BY_VALUE, BY_WEIGHT
from coop_app.purchasing.rules.rounds.plans import RoundPlan
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.refusal import N_
from coop_app.web.forms import ChoiceField, CoopForm, PercentField, RupiahField, TextField

RULES = {
    Rule.TIME: N_("who ordered first"),
    Rule.PROPORTIONAL: N_("in proportion to the order"),
    Rule.EQUAL: N_("one each in turn"),
}
FREIGHT = {BY_WEIGHT: N_("by weight"), BY_VALUE: N_("by value")}


class OffersField(SelectMultipleField):
    """Ticked offers of the supplier."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, coerce=int, choices=[], validate_choice=False, **kwargs)


class MostField(Field):
    """`most-<offer>`: at most so many order units of an offer in this round; empty for no limit of its own."""

    def process(self, formdata: Any, data: Any = unset_value, **_filters: Any) -> None:
        """Read one figure an offer; what cannot be read becomes the field's error."""
        self.process_errors: list[str] = []
        self.data: dict[int, int] = {} if data is unset_value else dict(data or {})
        self.typed = {str(key): grouped(value) for key, value in self.data.items()}
        if formdata:
            self.data, self.typed = {}, {}
            for name in formdata:
                prefix, _dash, key = name.partition("-")
                if prefix == self.name and key.isascii() and key.isdigit():
                    self._read(int(key), formdata.get(name, "").strip()[:20])

    def _read(self, key: int, text: str) -> None:
        self.typed[str(key)] = text
        if not text:
            return
        try:
            self.data[key] = read_whole(text)
        except ValueError as unclear:
            self.process_errors.append(str(unclear))


class RoundForm(CoopForm):
    """A round as the treasurer plans it."""

    title = TextField(_l("What for"), validators=[InputRequired()])
    offers = OffersField(_l("Items"))
    most = MostField(_l("At most in this round"))
    opens_at = MomentField(_l("Opens"), validators=[InputRequired()])
    fill_from = MomentField(_l("Filling the sacks begins"))
    closes_at = MomentField(_l("Closes"), validators=[InputRequired()])
    rule = ChoiceField(_l("Too little or too much is shared"), validators=[InputRequired()])
    margin = PercentField(_l("The cooperative adds, percent"))
    freight_estimate = RupiahField(_l("Freight, about"))
    freight_by = ChoiceField(_l("Freight is shared"), validators=[InputRequired()])
    pickup = TextField(_l("Where and when to fetch the goods"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule.choices = [(str(rule), gettext(name)) for rule, name in RULES.items()]
        self.freight_by.choices = [(key, gettext(name)) for key, name in FREIGHT.items()]

    def plan(self, supplier_id: int) -> RoundPlan:
        """The plan."""
        typed = self.facts
        times = Times(typed["opens_at"], typed["fill_from"], typed["closes_at"])
        return RoundPlan(
            supplier_id, typed["title"], times, tuple(typed["offers"] or ()), Rule(typed["rule"]),
            half_up((typed["margin"] or 0) * 100), typed["freight_estimate"] or ZERO,
            typed["freight_by"], typed["pickup"],
            tuple((key, most) for key, most in sorted(typed["most"].items()) if key in (typed["offers"] or ())),
        )  # fmt: skip
