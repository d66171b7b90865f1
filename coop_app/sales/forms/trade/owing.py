"""What is typed about customers and about debts for goods."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO
from coop_app.sales.rules.trade.owing import CustomerFacts, GivenUp, Payment, Way
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_NOTE = Length(max=200)


class CustomerForm(CoopForm):
    """A buyer who is no member."""

    name = TextField(_l("Name"), validators=[_REQUIRED, Length(max=80)])
    phone = TextField(_l("Phone (WhatsApp)"), render_kw={"inputmode": "tel"})
    village = TextField(_l("Village"), [Length(max=80)])
    credit_limit = RupiahField(_l("May owe at most"))
    active = BooleanField(_l("Still buys here"), default=True)

    @property
    def customer(self) -> CustomerFacts:
        """The facts as they were typed."""
        typed = self.facts
        return CustomerFacts(
            typed["name"], typed["phone"] or None, typed["village"] or "", typed["credit_limit"]
        )


class PaymentForm(SecondPersonForm):
    """A debt is paid; the place names a cash place, or savings, proceeds, a debt."""

    amount = RupiahField(_l("Amount"), validators=[_REQUIRED])
    place = ChoiceField(_l("Paid how"), validators=[_REQUIRED])
    on = DayField(_l("Date"), validators=[_REQUIRED])
    memo = TextField(_l("Note"), [_NOTE])

    def payment(self, subject: str) -> Payment:
        """What is asked for."""
        typed = self.facts
        place = str(typed["place"])
        way = Way.PLACE if place.isdecimal() else Way(place)
        return Payment(
            subject, typed["on"], typed["amount"] or ZERO, way,
            int(place) if way is Way.PLACE else None, typed["memo"] or "",
        )  # fmt: skip


class LossForm(SecondPersonForm):
    """A debt is given up."""

    amount = RupiahField(_l("Amount"), validators=[_REQUIRED])
    on = DayField(_l("Date"), validators=[_REQUIRED])
    why = TextField(_l("Reason"), validators=[_REQUIRED, _NOTE])

    def given_up(self, subject: str) -> GivenUp:
        """What is asked for."""
        typed = self.facts
        return GivenUp(subject, typed["on"], typed["amount"] or ZERO, typed["why"])


class TakeBackForm(SecondPersonForm):
    """A payment is taken back."""

    on = DayField(_l("Date"), validators=[_REQUIRED])
    why = TextField(_l("Reason"), validators=[_REQUIRED, _NOTE])
