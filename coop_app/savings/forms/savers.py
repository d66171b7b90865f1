"""What is typed on the pages of one member's savings."""

from typing import Self

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, Length, NumberRange

from coop_app.auth.forms import SecondPersonForm
from coop_app.savings.rules.goals import Wish
from coop_app.savings.rules.holds import NewHold
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField


class PassbookForm(CoopForm):
    """Where the printer begins, or the word that the print came out well."""

    line = IntegerField(_l("Begin at line"), validators=[InputRequired(), NumberRange(1, 60)])
    lines_a_page = IntegerField(
        _l("Lines on a page"), validators=[InputRequired(), NumberRange(5, 60)]
    )
    from_start = BooleanField(_l("Print again from the first line"))


class HoldForm(CoopForm):
    """Savings that must stay for now."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    reason = TextField(_l("Reason"), validators=[InputRequired()])

    def new_hold(self, member_id: int) -> NewHold:
        """What is to be held."""
        typed = self.facts
        return NewHold(member_id, typed["product"], typed["amount"], typed["reason"] or "")


class ReleaseForm(SecondPersonForm):
    """Why held savings may go."""

    why = TextField(_l("Reason"), validators=[InputRequired()])


class GoalForm(CoopForm):
    """What somebody saves for."""

    name = TextField(_l("What for"), validators=[InputRequired(), Length(max=60)])
    target = RupiahField(_l("How much is needed"), validators=[InputRequired()])
    wanted_on = DayField(_l("By when"), validators=[InputRequired()])

    @classmethod
    def offered(cls, figures: MultiDict[str, str]) -> Self:
        """The form filled in with what can be read of a link's figures, nothing marked yet."""
        form = cls(figures if "target" in figures else None)
        for field in (form.name, form.target, form.wanted_on):
            field.errors = []
        form.request_id.data = form.request_id.default()
        return form

    @property
    def wish(self) -> Wish:
        """The goal."""
        typed = self.facts
        return Wish(typed["name"].strip(), typed["target"], typed["wanted_on"])
