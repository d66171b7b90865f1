"""Forms of the handover."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from coop_app.web.forms import CoopForm, DayField, TextField

_REQUIRED = InputRequired(_l("Please fill this in."))


class NoteForm(CoopForm):
    """Something the next treasurer should know."""

    topic = TextField(_l("About"), [_REQUIRED, Length(max=80)])
    body = TextAreaField(_l("What to know"), [_REQUIRED, Length(max=2000)])


class MinutesForm(CoopForm):
    """Who hands over to whom."""

    on_date = DayField(_l("Day of the handover"), [_REQUIRED])
    outgoing = TextField(_l("Who hands over"), [_REQUIRED, Length(max=120)])
    incoming = TextField(_l("Who takes over"), [_REQUIRED, Length(max=120)])
    chair = TextField(_l("Chairperson"), [_REQUIRED, Length(max=120)])
    supervisor = TextField(_l("Supervisor"), [_REQUIRED, Length(max=120)])
