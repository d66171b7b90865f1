"""What people type when a loan gets a new schedule."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.forms.offers import MONTHS
from coop_app.loans.forms.words import METHODS, PERIODS
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.rescheduling import Carry, Rescheduling
from coop_app.web.forms import ChoiceField, DayField, PercentField

_DAY = [InputRequired(_l("Choose the day."))]
CARRIES = {
    Carry.FIRST: _l("with the first new instalment"),
    Carry.SPREAD: _l("spread over all new instalments"),
}


class RescheduleForm(SecondPersonForm):
    """The new terms; always agreed by two people."""

    on = DayField(_l("Holds from"), _DAY)
    months = IntegerField(
        _l("New number of instalments"), MONTHS, render_kw={"inputmode": "numeric"}
    )
    percent = PercentField(
        _l("Interest (jasa) in percent"), [InputRequired(_l("Write a percentage like 1,5."))]
    )
    per = ChoiceField(_l("Per"), [InputRequired()])
    method = ChoiceField(_l("Method"), [InputRequired()])
    first_due = DayField(_l("First new instalment on"), _DAY)
    carry = ChoiceField(_l("Late interest is paid"), [InputRequired()])
    waives_penalty = BooleanField(_l("Let the unpaid penalty go"))
    reason = TextAreaField(
        _l("Reason"), [InputRequired(_l("Write in a few words why.")), Length(max=500)],
        render_kw={"rows": 2},
    )  # fmt: skip

    def offer(self) -> None:
        """What can be chosen."""
        self.per.choices = [(per.value, text) for per, text in PERIODS.items()]
        self.method.choices = [(method.value, text) for method, text in METHODS.items()]
        self.carry.choices = [(carry.value, text) for carry, text in CARRIES.items()]

    def rescheduling(self, loan_id: int, rounding_unit: int) -> Rescheduling:
        """What is agreed anew. Raises `RateOutOfRange`."""
        percent: Decimal = self.percent.data
        rate = Rate(percent=percent, per=Per(self.per.data), method=Method(self.method.data))
        return Rescheduling(
            loan_id=loan_id, on=self.facts["on"], months=self.months.data or 0, rate=rate,
            first_due=self.facts["first_due"], rounding_unit=rounding_unit,
            carry=Carry(self.carry.data), waives_penalty=bool(self.waives_penalty.data),
            reason=self.reason.data or "",
        )  # fmt: skip
