"""What is typed to plan, cancel, close or correct a session, and to write down a programme."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from coop_app.literacy.rules.sessions.planning import KINDS, LONGEST, MANNERS, SHORTEST, Plan
from coop_app.literacy.rules.sessions.presence import MOST, Presence
from coop_app.members.service import ProgrammeFacts
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))


class PlanForm(CoopForm):
    """A session; the view fills in what can be chosen."""

    module = ChoiceField(_l("Module"))
    title = TextField(_l("Title, if it is no module"), render_kw={"maxlength": 120})
    held_on = DayField(_l("Day"), [_REQUIRED])
    starts_at = TextField(
        _l("Begins at"),
        [_REQUIRED],
        default="09.00",
        render_kw={"inputmode": "numeric", "maxlength": 5},
    )
    minutes = IntegerField(
        _l("Minutes"), [_REQUIRED, NumberRange(SHORTEST, LONGEST)], default=60,
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    village_group_id = ChoiceField(_l("Village"))
    place = TextField(_l("Where exactly, such as the village hall"), render_kw={"maxlength": 120})
    trainer_id = ChoiceField(_l("Trainer"))
    programme_id = ChoiceField(_l("Programme"))
    kind = ChoiceField(_l("Kind, as the ministry classes it"))
    manner = ChoiceField(_l("How"))
    note = TextField(_l("Note"), render_kw={"maxlength": 500})

    def offer(self, **choices: list[tuple[str, str]]) -> "PlanForm":
        """Fill in what can be chosen."""
        known = {"kind": _shown(KINDS), "manner": _shown(MANNERS)} | choices
        for name, pairs in known.items():
            self[name].choices = [SelectChoice(*pair) for pair in pairs]
        return self

    @property
    def plan(self) -> Plan:
        """As typed."""
        typed: dict[str, Any] = {k: v for k, v in self.facts.items() if k != "request_id"}
        for name in ("programme_id", "village_group_id", "trainer_id"):
            typed[name] = int(typed[name]) if typed[name] else None
        return Plan(**typed)


def _shown(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, str(_l(text))) for key, text in words.items()]


class StepForm(CoopForm):
    """Open or close: the button alone."""


class CancelForm(CoopForm):
    """Why it is not held."""

    reason = TextField(_l("Why is it not held?"), [_REQUIRED], render_kw={"maxlength": 300})


class CorrectionForm(CoopForm):
    """What a closed list should have said of somebody."""

    present = BooleanField(_l("Was there"))
    minutes = IntegerField(
        _l("Minutes"), [Optional(), NumberRange(1, MOST)], render_kw={"inputmode": "numeric"}
    )
    reason = TextField(_l("Why is it corrected?"), [_REQUIRED], render_kw={"maxlength": 300})

    @property
    def now(self) -> Presence:
        """As it should have been."""
        return Presence(False, bool(self.present.data), self.minutes.data)


class ProgrammeForm(CoopForm):
    """A programme, who carries it and who pays for it."""

    name = TextField(_l("Name"), [_REQUIRED], render_kw={"maxlength": 80})
    valid_from = DayField(_l("From"), [_REQUIRED])
    valid_to = DayField(_l("To"))
    partner = TextField(_l("Partner"), render_kw={"maxlength": 80})
    funder = TextField(_l("Who pays for it"), render_kw={"maxlength": 80})

    @property
    def typed(self) -> ProgrammeFacts:
        """As typed."""
        return ProgrammeFacts(**{k: v for k, v in self.facts.items() if k != "request_id"})
