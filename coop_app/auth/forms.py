"""Forms of sign-in, account, people and approvals."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from coop_app.auth.rules import ROLES
from coop_app.auth.rules.limits import LIMITS
from coop_app.auth.rules.second_person import SecondPersonNeeded
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField, say

_REQUIRED = InputRequired(_l("Please fill this in."))
_ROLES = [SelectChoice(role, _l(label)) for role, label in ROLES.items()]
_LONGEST = Length(max=256, message=_l("This is too long."))


class SecondPersonForm(CoopForm):
    """A form whose act may need a second person; then it says so and asks why."""

    second_reason = TextField(_l("Reason for the second person"), [Length(max=300)])
    #: why one person is not enough; empty until that was refused
    second_person = ""

    @property
    def facts(self) -> dict[str, Any]:
        """Typed values by field name, without the words for the second person."""
        return {name: value for name, value in super().facts.items() if name != "second_reason"}

    def blame(self, refusal: Refused) -> Self:
        """Offer to ask a second person where one is needed, else show the refusal at its field."""
        if not isinstance(refusal, SecondPersonNeeded):
            super().blame(refusal)
            return self
        self.blamed, self.second_person = True, say(refusal)
        return self


class SignInForm(CoopForm):
    name = TextField(
        _l("Sign-in name"),
        [_REQUIRED, _LONGEST],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"), [_REQUIRED, _LONGEST], render_kw={"autocomplete": "current-password"}
    )
    shared = BooleanField(_l("Other people use this computer too"))
    next = HiddenField()


class CodeForm(CoopForm):
    code = TextField(
        _l("Code"),
        [_REQUIRED, Length(max=40, message=_l("This is too long."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    next = HiddenField()


class PasswordForm(CoopForm):
    current = PasswordField(
        _l("Current password"),
        [_REQUIRED, _LONGEST],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("New password"), [_REQUIRED, _LONGEST], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _l("New password once more"),
        [_REQUIRED, EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


class FirstPasswordForm(PasswordForm):
    """After a one-time password, which has just been typed."""

    current = None


class UserForm(CoopForm):
    display_name = TextField(_l("Full name"), [_REQUIRED, Length(max=120)])
    name = TextField(
        _l("Sign-in name"),
        [_REQUIRED, _LONGEST],
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )
    role = ChoiceField(_l("Role"), [_REQUIRED], choices=_ROLES)
    member = TextField(
        _l("Member"), [Length(max=80)], render_kw={"autocomplete": "off", "spellcheck": "false"}
    )
    reason = TextField(_l("Reason"), [Length(max=300)])


class RoleForm(CoopForm):
    role = ChoiceField(_l("Role"), [_REQUIRED], choices=_ROLES)
    reason = TextField(_l("Reason"), [_REQUIRED, Length(max=300)])


class ReasonForm(CoopForm):
    reason = TextField(_l("Reason"), [_REQUIRED, Length(max=300)])


class LetterheadForm(CoopForm):
    name = TextField(_l("Name of the cooperative"), [_REQUIRED, Length(max=120)])
    short_name = TextField(_l("Short name"), [Length(max=12)])
    legal_number = TextField(_l("Legal entity number"), [Length(max=120)])
    address = TextAreaField(_l("Address"), [Length(max=400)], render_kw={"rows": 3})
    phone = TextField(_l("Phone"), [Length(max=40)], render_kw={"inputmode": "tel"})


class ConfirmForm(CoopForm):
    password = PasswordField(
        _l("Password"), [_REQUIRED, _LONGEST], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


class PressForm(CoopForm):
    """A button."""


class LimitForm(SecondPersonForm):
    """Another value for a limit, from a day on."""

    name = ChoiceField(
        _l("Limit"),
        [_REQUIRED],
        choices=[SelectChoice(limit.name, _l(limit.label)) for limit in LIMITS.values()],
    )
    value = RupiahField(_l("New value"), [InputRequired(_l("Please fill this in."))])
    valid_from = DayField(_l("Valid from"), [_REQUIRED])
    reason = TextField(_l("Reason"), [_REQUIRED, Length(max=300)])


class DecisionForm(CoopForm):
    note = TextField(_l("Note"), [Length(max=300)])
    shown = HiddenField()
