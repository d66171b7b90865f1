"""Answers to the test, tapped or typed from paper; a slip mended."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from coop_app.literacy.rules.lessons import items
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, CoopForm, TextField

_ROW = "row-"


class PhaseForm(CoopForm):
    """Opening or closing one of the tests."""


class ChoiceForm(CoopForm):
    """One tapped answer."""

    item = HiddenField(validators=[InputRequired(), Length(max=40)])
    choice = IntegerField(validators=[InputRequired()])


class PaperForm(CoopForm):
    """Rows of letters stand in fields `row-17`, named for the participant."""


class CorrectionForm(CoopForm):
    """What the paper says in truth, and why it was typed otherwise."""

    item = ChoiceField(_l("Question"))
    choice = ChoiceField(_l("Answer on the paper"))
    reason = TextField(_l("Why"), validators=[InputRequired(), Length(max=300)])

    def offer(self) -> "CorrectionForm":
        """Fill in what can be chosen."""
        known = items.items()
        self.item.choices = [
            SelectChoice(one.key, f"{n}. {one.topic}") for n, one in enumerate(known, 1)
        ]
        letters = [SelectChoice(str(n), letter) for n, letter in enumerate(items.LETTERS)]
        self.choice.choices = [*letters, SelectChoice(str(items.UNKNOWN), items.UNKNOWN_LETTER)]
        return self


def letters_in(
    sent: Mapping[str, str],
) -> tuple[dict[int, dict[str, int]], dict[int, Refused], dict[int, str]]:
    """Answers by participant, refusals by participant, and what was typed; empty rows are left out."""
    read: dict[int, dict[str, int]] = {}
    wrong: dict[int, Refused] = {}
    typed: dict[int, str] = {}
    for name, text in sent.items():
        key = name.removeprefix(_ROW)
        if not name.startswith(_ROW) or not key.isdecimal() or not text.strip():
            continue
        person = int(key[:15])
        typed[person] = text.strip()[:40]
        try:
            read[person] = items.read_letters(text)
        except Refused as refusal:
            wrong[person] = refusal
    return read, wrong, typed
