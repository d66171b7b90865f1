"""Questions about goals, bad days, and what savings become."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from coop_app.literacy.forms.calculators.asking import (
    LEFT_OUT,
    NEEDED,
    AskForm,
    NumberField,
    rupiah,
    whole,
)
from coop_app.literacy.rules.calculators.growing import Plan
from coop_app.literacy.rules.calculators.reserve import Reserve
from coop_app.money import ZERO
from coop_app.savings.rules.goals import Goal
from coop_app.web.forms import TextField


class GoalAskForm(AskForm):
    """What for, how much, what is there, and how many months or how much a month."""

    probe = "target"
    name = TextField(_l("What do you want to buy or pay?"), [Optional(), Length(max=60)])
    target = rupiah(_l("How much money is needed?"), NEEDED)
    saved = rupiah(_l("How much do you have already?"), LEFT_OUT)
    months = whole(_l("In how many months?"), LEFT_OUT, most=1200)
    per_month = rupiah(_l("How much can you put aside each month?"), LEFT_OUT)

    @property
    def goal(self) -> Goal:
        """What is wanted."""
        return Goal(self.facts["target"], self.facts["saved"] or ZERO)


class ReserveForm(AskForm):
    """What the family needs in a month, for how many months, and what is there."""

    probe = "spending"
    spending = rupiah(_l("What does the family need in one month?"), NEEDED)
    months = whole(_l("For how many months?"), NEEDED, most=60)
    saved = rupiah(_l("How much do you have already?"), LEFT_OUT)
    per_month = rupiah(_l("How much can you put aside each month?"), LEFT_OUT)

    @property
    def reserve(self) -> Reserve:
        """What is wanted."""
        return Reserve(self.facts["spending"], self.months.data or 0, self.facts["saved"] or ZERO)


class DuesForm(AskForm):
    """What is paid in once, each month, for how many years, at which interest."""

    probe = "years"
    pokok = rupiah(_l("Simpanan pokok, paid once"), LEFT_OUT)
    dues = rupiah(_l("Simpanan wajib, each month"), LEFT_OUT)
    voluntary = rupiah(_l("Simpanan sukarela, each month"), LEFT_OUT)
    years = whole(_l("For how many years?"), NEEDED, most=30)
    percent_per_year = NumberField(_l("Interest on simpanan sukarela, percent a year"), [LEFT_OUT])

    @property
    def plan(self) -> Plan:
        """What would be paid in."""
        facts = self.facts
        return Plan(
            pokok=facts["pokok"] or ZERO, dues=facts["dues"] or ZERO,
            voluntary=facts["voluntary"] or ZERO, years=self.years.data or 0,
        )  # fmt: skip
