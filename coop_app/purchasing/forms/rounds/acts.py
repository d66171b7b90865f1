"""What is typed when a round goes on, and when a need is noted."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coop_app.dates import Month
from coop_app.products.forms import QuantityField
from coop_app.purchasing.forms.rounds.fields import MomentField
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField


class CloseForm(CoopForm):
    """Closing asks for nothing but which items are left out; those are ticked beside the preview."""

    why = TextField(_l("Note"))


class ExtendForm(CoopForm):
    """More time, and why."""

    closes_at = MomentField(_l("Closes"), validators=[InputRequired()])
    fill_from = MomentField(_l("Filling the sacks begins"))
    why = TextField(_l("Reason, as members read it"), validators=[InputRequired()])


class CancelForm(CoopForm):
    """Why a round is given up."""

    why = TextField(_l("Reason, as members read it"), validators=[InputRequired()])


class PlaceForm(CoopForm):
    """The order to the supplier."""

    ordered_on = DayField(_l("Date of the order"), validators=[InputRequired()])
    wanted_on = DayField(_l("Wanted on"))
    note = TextField(_l("Note for the supplier"))


class NeedForm(CoopForm):
    """Who needs how much of what, in which month."""

    member_id = ChoiceField(_l("Member"), coerce=int, validators=[InputRequired()])
    item_id = ChoiceField(_l("Item"), coerce=int, validators=[InputRequired()])
    quantity = QuantityField(_l("How much"), validators=[InputRequired()])
    month = ChoiceField(_l("Month"), validators=[InputRequired()])
    note = TextField(_l("Note"))

    @property
    def wanted_month(self) -> Month:
        """The month."""
        return Month.parse(str(self.month.data))
