"""Forms of the practice room."""

from flask_babel import lazy_gettext as _l

from coop_app.web.forms import CoopForm, RupiahField


class PressForm(CoopForm):
    """A button."""


class AnswerForm(CoopForm):
    """Let it be checked; some exercises ask for a figure."""

    answer = RupiahField(_l("Your figure"))
