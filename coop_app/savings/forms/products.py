"""What is typed when the annual meeting has decided something."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coop_app.auth.forms import SecondPersonForm
from coop_app.savings.rules.terms import NewTerm
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField


class TermForm(SecondPersonForm):
    """A newly decided amount."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    valid_from = DayField(_l("From (first of a month)"), validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    decided_by = TextField(_l("Decided by"), validators=[InputRequired()])

    @property
    def term(self) -> NewTerm:
        """The new amount."""
        typed = self.facts
        return NewTerm(typed["product"], typed["valid_from"], typed["amount"], typed["decided_by"])


class MinimumForm(SecondPersonForm):
    """What must stay in the account."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    minimum = RupiahField(_l("Smallest balance"), validators=[InputRequired()])
