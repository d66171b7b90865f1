"""What is typed when money comes in, goes out, or is taken back."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.auth.forms import SecondPersonForm
from coop_app.dates import Month
from coop_app.money import ZERO
from coop_app.refusal import Refused
from coop_app.savings.rules.payments import Part, Payment, Withdrawal
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField, say


def _month(text: object) -> Month:
    try:
        return Month.parse(str(text))
    except Refused as refusal:
        raise ValueError(say(refusal)) from refusal


class MonthsField(SelectMultipleField):
    """Ticked months; which may be paid is the rule's business."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: object, **kwargs: object) -> None:
        known = {"coerce": _month, "choices": [], "validate_choice": False} | kwargs
        super().__init__(*args, **known)


class CounterForm(SecondPersonForm):
    """When, and where the money lies."""

    on = DayField(_l("Date"), validators=[InputRequired()])
    place = ChoiceField(_l("Cash place"), coerce=int, validators=[InputRequired()])


class DepositForm(CounterForm):
    """A receipt with up to three kinds of savings."""

    months = MonthsField(_l("Months"))
    wajib = RupiahField(_l("Simpanan wajib"))
    sukarela = RupiahField(_l("Simpanan sukarela"))
    pokok = RupiahField(_l("Simpanan pokok"))
    memo = TextField(_l("Note"))

    def payment(self, member_id: int) -> Payment:
        """What is asked for; ticked months without an amount cost what they cost."""
        months = tuple(sorted(self.months.data or ()))
        given = {
            "pokok": self.pokok.data or ZERO,
            "wajib": self.wajib.data or ZERO,
            "sukarela": self.sukarela.data or ZERO,
        }
        parts = tuple(
            Part(key, amount, months if key == "wajib" else ())
            for key, amount in given.items()
            if amount or (key == "wajib" and months)
        )
        typed = self.facts
        return Payment(member_id, typed["on"], typed["place"], parts, typed["memo"] or "")


class WithdrawalForm(CounterForm):
    """Savings that go out."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    memo = TextField(_l("Note"))

    def withdrawal(self, member_id: int) -> Withdrawal:
        """What is asked for."""
        typed = self.facts
        return Withdrawal(
            member_id, typed["on"], typed["place"], typed["product"], typed["amount"] or ZERO,
            typed["memo"] or "",
        )  # fmt: skip


class ReversalForm(SecondPersonForm):
    """Why a receipt is taken back."""

    on = DayField(_l("Date"), validators=[InputRequired()])
    why = TextField(_l("Reason"), validators=[InputRequired()])

    @property
    def reason(self) -> dict[str, Any]:
        """The day and the reason."""
        return {"on": self.on.data, "why": self.why.data}
