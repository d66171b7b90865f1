"""Promises, what is heard of them, certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.literacy.rules.lessons import promises
from coop_app.literacy.rules.lessons.promises import Heard
from coop_app.web.forms import CoopForm, TextField

_YES_NO = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]


class PromiseForm(CoopForm):
    """One of the list, or own words."""

    suggested = HiddenField(validators=[Length(max=20)])
    own = TextField(_l("Or in your own words"), validators=[Length(max=promises.LONGEST)])


class FollowUpForm(CoopForm):
    """How somebody was asked and what they said."""

    way = RadioField(
        _l("How did you ask?"), choices=[SelectChoice(key, _l(text)) for key, text in promises.WAYS.items()],
        validators=[InputRequired()],
    )  # fmt: skip
    reached = RadioField(
        _l("Did you reach the person?"), choices=_YES_NO, validators=[InputRequired()]
    )
    kept_budget = RadioField(
        _l("Did the family keep a budget?"), choices=_YES_NO, validators=[Optional()]
    )
    saved = RadioField(
        _l("How much was saved since the training?"),
        choices=[SelectChoice(key, _l(text)) for key, text in promises.BANDS.items()], validators=[Optional()],
    )  # fmt: skip
    compared = RadioField(
        _l("Were two services compared before sending money?"), choices=_YES_NO,
        validators=[Optional()],
    )  # fmt: skip
    promise_kept = RadioField(
        _l("Was the promise kept?"),
        choices=[SelectChoice(key, _l(text)) for key, text in promises.KEPT.items()], validators=[Optional()],
    )  # fmt: skip

    @property
    def heard(self) -> Heard:
        """What is kept."""
        return Heard(
            way=self.way.data, reached=self.reached.data == "yes",
            kept_budget=_yes(self.kept_budget.data), saved=self.saved.data or None,
            compared=_yes(self.compared.data), promise_kept=self.promise_kept.data or None,
        )  # fmt: skip


def _yes(said: str | None) -> bool | None:
    return said == "yes" if said in ("yes", "no") else None


class CertificateForm(CoopForm):
    """Making what is not made yet."""


class WithdrawForm(CoopForm):
    """Taking a paper back."""

    reason = TextField(_l("Why"), validators=[InputRequired(), Length(max=300)])
