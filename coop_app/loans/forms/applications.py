"""An application: the loan, the household, who stands for it, which papers were seen."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, HiddenField, IntegerField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.loans.forms.offers import MONTHS
from coop_app.loans.rules.lending.affordability import COMING_IN, DEBT, EXPENSE, BudgetLine
from coop_app.loans.rules.lending.application import DOCUMENTS, Application, Pledge
from coop_app.loans.rules.lending.household import LINES
from coop_app.money import ZERO
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

GUARANTORS = 3
_LONGEST_PURPOSE = 300


class _Household(Form):
    """One amount for each line of `LINES`; filled below."""


for _name, (_kind, _label) in LINES.items():
    setattr(_Household, _name, RupiahField(_l(_label), [Optional()]))


class _Guarantor(Form):
    member = TextField(_l("Guarantor"), render_kw={"list": "anggota", "autocomplete": "off"})
    amount = RupiahField(_l("Savings to hold"), [Optional()])


class ApplicationForm(CoopForm):
    """One member's application."""

    member = TextField(
        _l("Member"),
        [InputRequired(_l("Write the number or the name of the member."))],
        render_kw={"list": "anggota", "autocomplete": "off"},
    )
    product_id = ChoiceField(_l("Kind of loan"), [InputRequired()], coerce=int)
    principal = RupiahField(_l("Amount of the loan"), [InputRequired(_l("Write the amount."))])
    months = IntegerField(_l("Months"), MONTHS, render_kw={"inputmode": "numeric"})
    purpose = TextAreaField(
        _l("What the loan is for"),
        [InputRequired(_l("Write what the loan is for.")), Length(max=_LONGEST_PURPOSE)],
        render_kw={"rows": 2},
    )
    applied_on = DayField(_l("Applied for on"), [InputRequired(_l("Choose the day."))])
    household = FormField(_Household)
    guarantor_1 = FormField(_Guarantor)
    guarantor_2 = FormField(_Guarantor)
    guarantor_3 = FormField(_Guarantor)
    #: the household was filled in from the family's own budget
    from_family = HiddenField()
    documents = SelectMultipleField(
        _l("Papers that were seen"),
        choices=[SelectChoice(key, _l(label)) for key, label in DOCUMENTS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @property
    def guarantors(self) -> list[Any]:
        """The rows of guarantors."""
        return [getattr(self, f"guarantor_{number}") for number in range(1, GUARANTORS + 1)]

    @property
    def named(self) -> list[str]:
        """What was typed for guarantors."""
        return [row.form.member.data or "" for row in self.guarantors if row.form.member.data]

    def sides(self) -> list[tuple[str, list[Any]]]:
        """The household's fields in three columns: what comes in, what goes out, debts."""
        titles = {
            _l("What comes in"): COMING_IN, _l("What goes out"): (EXPENSE,), _l("Debts"): (DEBT,),
        }  # fmt: skip
        rows = self.household.form
        return [
            (
                str(title),
                [getattr(rows, name) for name, (kind, _) in LINES.items() if kind in kinds],
            )
            for title, kinds in titles.items()
        ]

    def budget(self) -> tuple[BudgetLine, ...]:
        """The lines that say something."""
        rows = {name: getattr(self.household.form, name).data for name in LINES}
        return tuple(BudgetLine(LINES[name][0], name, rows[name]) for name in LINES if rows[name])

    def application(self, member_id: int, keys: dict[str, int]) -> Application:
        """The whole, with the keys of the people that were typed."""
        pledges = [
            Pledge(keys[row.form.member.data], row.form.amount.data or ZERO)
            for row in self.guarantors
            if row.form.member.data
        ]
        return Application(
            member_id=member_id, product_id=self.product_id.data, principal=self.facts["principal"],
            months=self.months.data or 0, purpose=self.purpose.data or "",
            applied_on=self.facts["applied_on"], budget=self.budget(), pledges=tuple(pledges),
            documents=tuple(self.documents.data or ()),
            from_family=bool(self.from_family.data),
        )  # fmt: skip


def filled(facts: dict[str, Any], *, on: date) -> ApplicationForm:
    """A new form, or one with what an application says already."""
    return ApplicationForm(formdata=None, data={"applied_on": on, **facts})
