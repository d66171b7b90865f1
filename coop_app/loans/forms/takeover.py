"""A loan that ran before this book began, as its old card tells it."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, Length, NumberRange

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.forms.offers import MONTHS
from coop_app.loans.rules.lending.takeover import Takeover
from coop_app.loans.rules.schedule import LONGEST
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField

_PAID = [
    InputRequired(_l("Write how many instalments are paid, 0 for none.")),
    NumberRange(0, LONGEST, _l("Write how many instalments are paid, 0 for none.")),
]


class TakeoverForm(SecondPersonForm):
    """The old card."""

    member = TextField(
        _l("Member"),
        [InputRequired(_l("Write the number or the name of the member."))],
        render_kw={"list": "anggota", "autocomplete": "off"},
    )
    product_id = ChoiceField(
        _l("Kind of loan"), [InputRequired(_l("Choose the kind of loan."))], coerce=int
    )
    old_number = TextField(_l("Number of the old agreement"), [Length(max=40)])
    principal = RupiahField(_l("Amount as it was lent"), [InputRequired(_l("Write the amount."))])
    months = IntegerField(_l("Months as agreed"), MONTHS, render_kw={"inputmode": "numeric"})
    disbursed_on = DayField(_l("Paid out on"), [InputRequired(_l("Choose the day."))])
    first_due = DayField(_l("First instalment on"), [InputRequired(_l("Choose the day."))])
    paid_instalments = IntegerField(
        _l("Instalments paid in full"), _PAID, render_kw={"inputmode": "numeric"}
    )
    left = RupiahField(
        _l("Principal left, by the old card"), [InputRequired(_l("Write the amount."))]
    )
    on = DayField(_l("Taken over on"), [InputRequired(_l("Choose the day."))])

    def takeover(self, member_id: int) -> Takeover:
        """What was typed."""
        typed = self.facts
        return Takeover(
            member_id=member_id, product_id=self.product_id.data, principal=typed["principal"],
            months=self.months.data or 0, disbursed_on=typed["disbursed_on"],
            first_due=typed["first_due"], paid_instalments=self.paid_instalments.data or 0,
            left=typed["left"], on=typed["on"], old_number=(self.old_number.data or "").strip(),
        )  # fmt: skip
