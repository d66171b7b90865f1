"""What is typed about risk: a write-off, and the policy by which loans are judged."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio import policy as policies
from coop_app.loans.rules.portfolio.losses import Recovery, WriteOff
from coop_app.loans.rules.portfolio.policy import Policy
from coop_app.loans.rules.portfolio.provisions import AllowanceTerms
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_DAYS = [InputRequired(), NumberRange(0, 3650)]


class RunMonthForm(CoopForm):
    """Only the button."""


class WriteOffForm(SecondPersonForm):
    """The day and the reason."""

    on = DayField(_l("Date"), validators=[InputRequired()])
    why = TextField(_l("Reason"), validators=[InputRequired()])

    def asked(self, loan_id: int) -> WriteOff:
        """What is asked for."""
        typed = self.facts
        return WriteOff(loan_id, typed["on"], typed["why"])


class RecoveryForm(SecondPersonForm):
    """Money for a loan that was given up."""

    amount = RupiahField(_l("Amount paid"), validators=[InputRequired()])
    place = ChoiceField(_l("Money goes to"), coerce=int, validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    memo = TextField(_l("Note"))

    def recovery(self, loan_id: int) -> Recovery:
        """What came back."""
        typed = self.facts
        return Recovery(
            loan_id=loan_id, paid_on=typed["on"], amount=typed["amount"], place_id=typed["place"],
            memo=typed["memo"] or "",
        )  # fmt: skip


class PolicyForm(SecondPersonForm):
    """How loans are judged from a day on, and who decided it."""

    valid_from = DayField(_l("From"), validators=[InputRequired()])
    days_current = IntegerField(_l("Current up to"), validators=_DAYS)
    days_special_mention = IntegerField(_l("Special mention up to"), validators=_DAYS)
    days_substandard = IntegerField(_l("Substandard up to"), validators=_DAYS)
    days_doubtful = IntegerField(_l("Doubtful up to"), validators=_DAYS)
    current = TextField(_l("Current"), validators=[InputRequired()])
    special_mention = TextField(_l("Special mention"), validators=[InputRequired()])
    substandard = TextField(_l("Substandard"), validators=[InputRequired()])
    doubtful = TextField(_l("Doubtful"), validators=[InputRequired()])
    loss = TextField(_l("Loss"), validators=[InputRequired()])
    net_of_collateral = BooleanField(_l("Take collateral off first"))
    keep_payments = IntegerField(
        _l("Instalments before a rescheduled loan may improve"),
        validators=[InputRequired(), NumberRange(0, 60)],
    )
    why = TextField(_l("Decided by"), validators=[InputRequired()])

    @classmethod
    def of(cls, policy: Policy) -> "PolicyForm":
        """The form as a policy fills it in."""
        words = ("days_current", "days_special_mention", "days_substandard", "days_doubtful")
        percents = {each.value: _typed(policy.allowance.percent[each]) for each in LoanClass}
        return cls(
            formdata=None, **dict(zip(words, policy.days, strict=True)), **percents,
            net_of_collateral=policy.allowance.net_of_collateral,
            keep_payments=policy.keep_payments,
        )  # fmt: skip

    @property
    def policy(self) -> Policy:
        """What was typed. Raises `PercentOutOfRange`, `PercentFalls`, `DaysNotRising`."""
        typed = self.facts
        days = (
            typed["days_current"], typed["days_special_mention"], typed["days_substandard"],
            typed["days_doubtful"],
        )  # fmt: skip
        percent = policies.percents({each.value: typed[each.value] for each in LoanClass})
        return Policy(
            days, AllowanceTerms(percent, typed["net_of_collateral"]), typed["keep_payments"]
        )


def _typed(percent: Decimal) -> str:
    return f"{percent.normalize():f}".replace(".", ",")
