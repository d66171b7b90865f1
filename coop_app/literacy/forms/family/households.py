"""Opening a household, letting the second person in, agreeing, deleting."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.literacy.rules.family.envelopes import SUGGESTIONS
from coop_app.literacy.rules.family.keeping import LONGEST_NAME, MONTH, RHYTHMS
from coop_app.literacy.rules.family.showing import MONTHS_CHOICES
from coop_app.web.forms import ChoiceField, CoopForm, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_NAME = {"maxlength": LONGEST_NAME}


class _TrapForm(CoopForm):
    """A form anybody may send; a program that fills in everything fills in this field too."""

    website = StringField(
        "Website", render_kw={"tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
    )

    @property
    def is_trap_filled(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.website.data)


class StartForm(_TrapForm):
    """A family begins its budget."""

    name = TextField(_l("Name of our family"), [_REQUIRED], render_kw=_NAME)
    person = TextField(_l("Your name in the family"), [_REQUIRED], render_kw=_NAME)
    envelopes = SelectMultipleField(
        _l("Our envelopes"),
        choices=[SelectChoice(one.key, _l(one.name)) for one in SUGGESTIONS],
        default=[one.key for one in SUGGESTIONS],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class JoinForm(_TrapForm):
    """Somebody of the family comes in by a link."""

    name = TextField(_l("Your name in the family"), [_REQUIRED], render_kw=_NAME)


class SettingsForm(CoopForm):
    """How the household and the person are called, and in which rhythm it plans."""

    name = TextField(_l("Name of our family"), [_REQUIRED], render_kw=_NAME)
    person = TextField(_l("Your name in the family"), [_REQUIRED], render_kw=_NAME)
    rhythm = RadioField(
        _l("When do we divide our money?"), [_REQUIRED], default=MONTH,
        choices=[SelectChoice(key, _l(label)) for key, label in RHYTHMS.items()],
    )  # fmt: skip


class PressForm(CoopForm):
    """One button: invite, take back, strike through."""


class LinkForm(CoopForm):
    """What a member lets the own family see."""

    goals = BooleanField(_l("My goals and how far they are"))
    payments = BooleanField(_l("Instalments and dues that fall due"))
    business = BooleanField(_l("What I took from my business for the household"))


class ConsentForm(CoopForm):
    """The family lets a loan application read monthly averages."""

    months = ChoiceField(
        _l("The average of how many months?"), [InputRequired()], coerce=int,
        choices=[SelectChoice(str(count), str(count)) for count in MONTHS_CHOICES],
    )  # fmt: skip
    agree = BooleanField(_l("We agree"))


class DeleteForm(CoopForm):
    """Everything goes."""

    agree = BooleanField(_l("Yes, delete everything. It cannot be brought back."))
