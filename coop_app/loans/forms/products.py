"""A kind of loan, all its terms, and the days on which nobody collects."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.forms.offers import MONTHS
from coop_app.loans.forms.words import (
    ALLOCATIONS,
    COLLATERALS,
    HOLIDAYS,
    JUDGING,
    METHODS,
    OVERPAID,
    PENALTIES,
    PERIODS,
    RECOGNITION,
    SETTLEMENTS,
    order_of,
)
from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.products import (
    CollateralKind,
    HolidayShift,
    Judging,
    Overpaid,
    PenaltyKind,
    PenaltyTerms,
    ProductTerms,
    Recognition,
)
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.schedule import ROUNDING_UNITS
from coop_app.loans.rules.settlement import Rule
from coop_app.loans.service import NewTerms
from coop_app.money import ZERO, rupiah
from coop_app.web.forms import ChoiceField, CoopForm, DayField, PercentField, RupiahField, TextField

_NEEDED = InputRequired(_l("Please fill this in."))
_PERCENTS = [NumberRange(0, 100, _l("Write a percentage from 0 to 100."))]


def _choices(words: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(str(key), label) for key, label in words.items()]


def _count(label: Any, most: int) -> IntegerField:
    between = NumberRange(0, most, _l("Write a whole number from 0 to %(most)s.", most=most))
    return IntegerField(label, [Optional(), between], render_kw={"inputmode": "numeric"}, default=0)


class ProductForm(CoopForm):
    """A new kind of loan."""

    name = TextField(_l("Name"), [_NEEDED, Length(max=80)])


class HolidayForm(CoopForm):
    """A day on which nobody collects."""

    day = DayField(_l("Day"), [_NEEDED])
    name = TextField(_l("Name"), [_NEEDED, Length(max=80)])


class WorkingDayForm(CoopForm):
    """A listed day on which somebody collects after all."""

    day = DayField(_l("Day"), [_NEEDED])


class TermsForm(SecondPersonForm):
    """All terms of a kind of loan from a day on."""

    percent = PercentField(_l("Interest (jasa) in percent"), [_NEEDED])
    per = ChoiceField(_l("Per"), choices=_choices(PERIODS))
    method = ChoiceField(_l("Method"), choices=_choices(METHODS))
    min_principal = RupiahField(_l("Smallest loan"), [_NEEDED])
    max_principal = RupiahField(_l("Largest loan"), [_NEEDED])
    min_months = IntegerField(_l("Shortest term in months"), MONTHS)
    max_months = IntegerField(_l("Longest term in months"), MONTHS)
    rounding_unit = ChoiceField(
        _l("Round instalments to"), coerce=int,
        choices=[SelectChoice(unit, rupiah(unit)) for unit in ROUNDING_UNITS],
    )  # fmt: skip
    grace_months = _count(_l("Months without principal at the start"), 60)
    provision_percent = PercentField(_l("Provisi in percent of the loan"), [Optional(), *_PERCENTS])
    admin_fee = RupiahField(_l("Administration fee"), [Optional()])
    penalty_kind = ChoiceField(_l("Penalty for lateness"), choices=_choices(PENALTIES))
    penalty_percent = PercentField(_l("Penalty in percent per day"), [Optional(), *_PERCENTS])
    penalty_amount = RupiahField(_l("Fixed penalty for each late instalment"), [Optional()])
    penalty_free_days = _count(_l("Days without penalty"), 365)
    penalty_cap = _count(_l("Penalty at most, in percent of the instalment (0: no limit)"), 1000)
    settlement = ChoiceField(_l("Paying back early"), choices=_choices(SETTLEMENTS))
    allocation = ChoiceField(_l("A payment goes to"), choices=_choices(ALLOCATIONS))
    collaterals = SelectMultipleField(
        _l("Collateral that is taken"), choices=_choices(COLLATERALS),
        widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip
    group_liability = BooleanField(_l("Tanggung renteng: the whole village group stands for it"))
    holiday_shift = ChoiceField(_l("A due day without work"), choices=_choices(HOLIDAYS))
    recognition = ChoiceField(_l("Interest becomes income"), choices=_choices(RECOGNITION))
    collectability = ChoiceField(_l("Arrears are judged"), choices=_choices(JUDGING))
    overpayment = ChoiceField(_l("Too much money goes to"), choices=_choices(OVERPAID))
    valid_from = DayField(_l("Holds from"), [_NEEDED])
    decided_by = TextField(_l("Decided by"), [Length(max=120)])

    @property
    def new(self) -> NewTerms:
        """What was typed. Raises what `Rate`, `Fees` and `ProductTerms` refuse."""
        return NewTerms(self.facts["valid_from"], self._terms(), self.decided_by.data or "")

    def _terms(self) -> ProductTerms:
        rate = Rate(
            percent=self.percent.data, per=Per(self.per.data), method=Method(self.method.data)
        )
        chosen = [CollateralKind(key) for key in self.collaterals.data or ()]
        return ProductTerms(
            rate=rate,
            min_principal=self.facts["min_principal"],
            max_principal=self.facts["max_principal"],
            min_months=self.min_months.data or 0,
            max_months=self.max_months.data or 0,
            rounding_unit=self.rounding_unit.data,
            grace_months=self.grace_months.data or 0,
            fees=self._fees(),
            penalty=self._penalty(),
            settlement=Rule(self.settlement.data),
            allocation=order_of(self.allocation.data),
            collaterals=tuple(chosen) or (CollateralKind.NONE,),
            group_liability=bool(self.group_liability.data),
            holiday_shift=HolidayShift(self.holiday_shift.data),
            recognition=Recognition(self.recognition.data),
            collectability=Judging(self.collectability.data),
            overpayment=Overpaid(self.overpayment.data),
        )

    def _fees(self) -> Fees:
        percent = self.provision_percent.data
        return Fees(
            admin=self.admin_fee.data or ZERO, **({"provision_percent": percent} if percent else {})
        )

    def _penalty(self) -> PenaltyTerms:
        percent = self.penalty_percent.data
        return PenaltyTerms(
            kind=PenaltyKind(self.penalty_kind.data), amount=self.penalty_amount.data or ZERO,
            free_days=self.penalty_free_days.data or 0, cap_percent=self.penalty_cap.data or 0,
            **({"percent_per_day": percent} if percent else {}),
        )  # fmt: skip


def facts_of(terms: ProductTerms) -> dict[str, Any]:
    """Terms as the form shows them, to start the next ones from."""
    rate, penalty = terms.rate, terms.penalty
    return {
        "percent": rate.percent, "per": rate.per.value, "method": rate.method.value,
        "min_principal": terms.min_principal, "max_principal": terms.max_principal,
        "min_months": terms.min_months, "max_months": terms.max_months,
        "rounding_unit": terms.rounding_unit, "grace_months": terms.grace_months,
        "provision_percent": terms.fees.provision_percent, "admin_fee": terms.fees.admin,
        "penalty_kind": penalty.kind.value, "penalty_percent": penalty.percent_per_day,
        "penalty_amount": penalty.amount, "penalty_free_days": penalty.free_days,
        "penalty_cap": penalty.cap_percent, "settlement": terms.settlement.value,
        "allocation": ",".join(terms.allocation),
        "collaterals": [kind.value for kind in terms.collaterals],
        "group_liability": terms.group_liability, "holiday_shift": terms.holiday_shift.value,
        "recognition": terms.recognition.value, "collectability": terms.collectability.value,
        "overpayment": terms.overpayment.value,
    }  # fmt: skip
