"""What somebody would like to borrow."""

from datetime import date

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from coop_app.loans.rules.lending.offer import Wish
from coop_app.loans.rules.schedule import LONGEST
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField

MONTHS = [
    InputRequired(_l("Write for how many months.")),
    NumberRange(1, LONGEST, _l("Write a number of months from 1 to 600.")),
]


class OfferForm(CoopForm):
    """Lives in the address; it changes nothing and needs no token."""

    class Meta(CoopForm.Meta):
        """A question."""

        csrf = False

    product_id = ChoiceField(_l("Kind of loan"), coerce=int)
    principal = RupiahField(_l("Amount of the loan"), [InputRequired(_l("Write the amount."))])
    months = IntegerField(_l("Months"), MONTHS, render_kw={"inputmode": "numeric"})
    on = DayField(_l("Paid out on"), [Optional()])
    first_due = DayField(_l("First instalment on"), [Optional()])

    @classmethod
    def asked(cls, choices: list[tuple[int, str]]) -> "OfferForm":
        """The question as the address has it; nothing is marked before anything was asked."""
        wants = "principal" in request.args
        form = cls(request.args if wants else None)
        form.product_id.choices = choices
        form.blamed = wants and not form.validate()
        return form

    @property
    def is_asked(self) -> bool:
        """Whether there is a question that can be answered."""
        return "principal" in request.args and not self.blamed

    def wish(self, today: date) -> Wish:
        """What was asked for."""
        return Wish(
            principal=self.facts["principal"], months=self.months.data or 0,
            disbursed_on=self.on.data or today, first_due=self.first_due.data,
        )  # fmt: skip
