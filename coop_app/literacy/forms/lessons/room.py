"""Moving the wall, answering, counting hands."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import Length, Optional

from coop_app.money import parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.forms import CoopForm, TextField


class MoveForm(CoopForm):
    """Which slide comes next."""

    to = HiddenField(validators=[Length(max=40)])
    #: the number of a further round of the same question
    again = IntegerField(validators=[Optional()])
    #: pressed on the trainer's phone
    remote = HiddenField(validators=[Length(max=1)])


class AnswerForm(CoopForm):
    """A choice that was tapped, or a number that was written."""

    choice = IntegerField(validators=[Optional()])
    answer = TextField(_l("Your answer"), validators=[Length(max=30)])

    @property
    def value(self) -> int | None:
        """The place of the choice or the number; None when it cannot be read."""
        if self.choice.data is not None:
            return int(self.choice.data)
        try:
            return int(parse_rupiah(self.answer.data or ""))
        except Refused:
            return None


class HandsForm(CoopForm):
    """Counts stand in fields `hands-0`, `hands-1` …"""


def hands_in(sent: Mapping[str, str]) -> dict[int, int]:
    """Counts by choice; what is no number counts as impossible, so that it is refused and not lost."""
    found: dict[int, int] = {}
    for name, text in sent.items():
        choice = name.removeprefix("hands-")
        if name.startswith("hands-") and choice.isdecimal() and len(choice) < 3:
            typed = text.strip()
            found[int(choice)] = _count(typed)
    return found


def _count(typed: str) -> int:
    if not typed:
        return 0
    return int(typed) if typed.isdecimal() and len(typed) < 6 else -1
