"""What is typed when a round is planned."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.money import ZERO, half_up
from coop_app.purchasing.forms.rounds.fields import MomentField
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


class RoundForm(CoopForm):
    """A round as the treasurer plans it."""

    title = TextField(_l("What for"), validators=[InputRequired()])
    offers = OffersField(_l("Items"))
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
        )  # fmt: skip
