"""What is typed about pillars, grants, visits and other activities."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from coop_app.literacy.rules.effect.giving import (
    CONDITIONS,
    ActivityFacts,
    GrantFacts,
    PillarFacts,
    VisitFacts,
    read_whom,
)
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))


class _Offering(CoopForm):
    """A form whose choices the view fills in."""

    def offer(self, **choices: list[tuple[str, str]]) -> "_Offering":
        """Fill in what can be chosen."""
        for name, pairs in choices.items():
            if name in self:
                self[name].choices = [SelectChoice(*pair) for pair in pairs]
        return self

    def typed(self, *left_out: str) -> dict[str, Any]:
        """The facts without the request and what else is not meant; keys as numbers."""
        known = {k: v for k, v in self.facts.items() if k not in ("request_id", *left_out)}
        for name in ("programme_id", "village_group_id", "follows_id"):
            if name in known:
                known[name] = int(known[name]) if known[name] else None
        return known

    @property
    def pillar(self) -> int | None:
        """The chosen pillar."""
        chosen = self.facts.get("pillar_id")
        return int(chosen) if chosen else None


class PillarForm(_Offering):
    """A pillar of a programme."""

    programme_id = ChoiceField(_l("Programme"), [_REQUIRED])
    name = TextField(_l("Name"), [_REQUIRED], render_kw={"maxlength": 80})
    position = IntegerField(
        _l("Number"), [_REQUIRED, NumberRange(1, 20)], default=1, render_kw={"inputmode": "numeric"}
    )
    valid_from = DayField(_l("From"), [_REQUIRED])
    valid_to = DayField(_l("To"))

    @property
    def pillar_facts(self) -> PillarFacts:
        """As typed."""
        return PillarFacts(**self.typed())


class GrantForm(_Offering):
    """Equipment that was handed over."""

    who = ChoiceField(_l("Who received it?"), [_REQUIRED])
    item = TextField(_l("What was given?"), [_REQUIRED], render_kw={"maxlength": 120})
    quantity = IntegerField(
        _l("How many?"),
        [_REQUIRED, NumberRange(1, 10_000)],
        default=1,
        render_kw={"inputmode": "numeric"},
    )
    source = TextField(_l("Who gave it?"), [_REQUIRED], render_kw={"maxlength": 120})
    handed_on = DayField(_l("Day of the handover"), [_REQUIRED])
    value = RupiahField(_l("Value on the giver's paper"))
    voucher = TextField(
        _l("Voucher number"), render_kw={"maxlength": 24, "autocapitalize": "characters"}
    )
    serial = TextField(_l("Brand and serial number"), render_kw={"maxlength": 60})
    programme_id = ChoiceField(_l("Programme"))
    pillar_id = ChoiceField(_l("Pillar"))
    note = TextField(_l("Note"), render_kw={"maxlength": 500})

    @property
    def grant(self) -> GrantFacts:
        """As typed. Raises `WhoMissing`."""
        known = self.typed("who", "pillar_id")
        return GrantFacts(whom=read_whom(self.facts["who"] or ""), **known)


class VisitForm(_Offering):
    """Somebody was visited."""

    who = ChoiceField(_l("Who was visited?"), [_REQUIRED])
    visited_on = DayField(_l("Day"), [_REQUIRED])
    place = TextField(_l("Where?"), render_kw={"maxlength": 120})
    purpose = TextField(_l("Why did you come?"), [_REQUIRED], render_kw={"maxlength": 200})
    findings = TextField(_l("What did you find?"), [_REQUIRED], render_kw={"maxlength": 800})
    next_step = TextField(_l("What was agreed for next time?"), render_kw={"maxlength": 200})
    next_on = DayField(_l("When?"))
    follows_id = ChoiceField(_l("Follows the visit of"))
    programme_id = ChoiceField(_l("Programme"))
    pillar_id = ChoiceField(_l("Pillar"))
    file = FileField(_l("Photo"), render_kw={"accept": "image/*"})

    @property
    def visit(self) -> VisitFacts:
        """As typed. Raises `WhoMissing`."""
        known = self.typed("who", "pillar_id", "file")
        return VisitFacts(whom=read_whom(self.facts["who"] or ""), **known)


class ConditionForm(_Offering):
    """How equipment was found."""

    seen_on = DayField(_l("Day"), [_REQUIRED])
    state = ChoiceField(_l("How was it found?"), [_REQUIRED])
    note = TextField(_l("Note"), render_kw={"maxlength": 300})

    def offered(self) -> "ConditionForm":
        """With the states."""
        self.state.choices = [SelectChoice(key, str(_l(text))) for key, text in CONDITIONS.items()]
        return self


class ActivityForm(_Offering):
    """Something else done in a pillar."""

    pillar_id = ChoiceField(_l("Pillar"), [_REQUIRED])
    held_on = DayField(_l("Day"), [_REQUIRED])
    title = TextField(_l("What was done?"), [_REQUIRED], render_kw={"maxlength": 120})
    village_group_id = ChoiceField(_l("Village"))
    place = TextField(_l("Where?"), render_kw={"maxlength": 120})
    people = IntegerField(
        _l("How many people?"),
        [Optional(), NumberRange(0, 10_000)],
        render_kw={"inputmode": "numeric"},
    )
    voucher = TextField(
        _l("Voucher number"), render_kw={"maxlength": 24, "autocapitalize": "characters"}
    )
    note = TextField(_l("Note"), render_kw={"maxlength": 500})

    @property
    def activity(self) -> ActivityFacts:
        """As typed."""
        return ActivityFacts(**self.typed("pillar_id"))


class ReasonForm(CoopForm):
    """Why a row is struck out, or how a step was done."""

    reason = TextField(_l("Reason"), [_REQUIRED], render_kw={"maxlength": 300})


class ButtonForm(CoopForm):
    """A button alone."""
