"""Acts on a loan: collateral, recommending, withdrawing, paying out."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.service import NewCollateral
from coop_app.money import ZERO
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField


class CollateralForm(CoopForm):
    """A thing pledged."""

    kind = ChoiceField(_l("Kind of collateral"))
    description = TextField(_l("Description"), [Length(max=200)], render_kw={"required": True})
    value = RupiahField(_l("What it would fetch today"), [Optional()], render_kw={"required": True})
    file = FileField(_l("Photo"))

    @property
    def thing(self) -> NewCollateral:
        """What was typed."""
        return NewCollateral(
            CollateralKind(self.kind.data), self.description.data or "", self.value.data or ZERO
        )


class RecommendationForm(CoopForm):
    """What speaks for a loan."""

    text = TextAreaField(_l("What speaks for it"), [Length(max=1000)], render_kw={"rows": 4})


class WithdrawalForm(CoopForm):
    """Why it is not wanted any more."""

    why = TextField(_l("Reason"), [Length(max=300)])


class CancelForm(SecondPersonForm):
    """Why a payout is taken back."""

    why = TextField(_l("Reason"), [InputRequired(_l("Write in a few words why.")), Length(max=300)])
    on = DayField(_l("Date"), [InputRequired(_l("Choose the day."))])


class PayoutForm(SecondPersonForm):
    """Money into the borrower's hand."""

    on = DayField(_l("Paid out on"), [InputRequired(_l("Choose the day."))])
    place = ChoiceField(_l("Paid from"), [InputRequired()], coerce=int)
    first_due = DayField(_l("First instalment on"), [Optional()])

    def payout(self, loan_id: int) -> Payout:
        """What is to be paid out."""
        return Payout(
            loan_id=loan_id, paid_on=self.facts["on"], place_id=self.place.data,
            first_due=self.first_due.data,
        )  # fmt: skip
