"""How a family divides its money, and which envelopes it has."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from coop_app.literacy.rules.family.envelopes import KINDS, MOST_MONTHS, NEED, Envelope, Wanted
from coop_app.literacy.rules.family.income import BASES, NOTED
from coop_app.money import AmountTooLarge, AmountUnclear, AmountUnreadable, Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField, say

_REQUIRED = InputRequired(_l("This field must be filled in."))
_UNREADABLE = (AmountUnclear, AmountUnreadable, AmountTooLarge)


class PlanForm(CoopForm):
    """How much each envelope gets; the fields are named after the envelopes."""

    basis = RadioField(
        _l("Which income do we divide?"), [Optional()], default=NOTED,
        choices=[SelectChoice(key, _l(label)) for key, label in BASES.items()],
    )  # fmt: skip
    base = RupiahField(_l("An amount of our own"), [Optional()])

    def plans_in(self, sent: Mapping[str, str], envelopes: Sequence[Envelope]) -> dict[int, Money]:
        """Envelope → what it gets; an empty field is nothing. What cannot be read is said above the form."""
        found: dict[int, Money] = {}
        for one in envelopes:
            typed = sent.get(f"plan-{one.id}", "").strip()
            try:
                found[one.id] = parse_rupiah(typed) if typed else Money(0)
            except _UNREADABLE as refusal:
                self._complain(one.name, refusal)
        return found

    def _complain(self, name: str, refusal: Refused) -> None:
        self.blamed = True
        self.form_errors.append(_("%(name)s: %(why)s", name=name, why=say(refusal)))


class BeginForm(CoopForm):
    """A month, or a time between two remittances, begins; today unless a day is typed."""

    on = DayField(_l("Begins on"), [Optional()])


class EnvelopeForm(CoopForm):
    """One envelope."""

    name = TextField(_l("What is it for?"), [_REQUIRED], render_kw={"maxlength": 60})
    kind = ChoiceField(
        _l("Kind"), [InputRequired()], default=NEED,
        choices=[SelectChoice(key, _l(label)) for key, label in KINDS.items()],
    )  # fmt: skip
    carries = BooleanField(_l("What is left goes on into the next month"))
    months = IntegerField(
        _l("Emergency fund: for how many months?"),
        [Optional(), NumberRange(1, MOST_MONTHS, _l("Write a whole number, not above %(max)s."))],
        render_kw={"inputmode": "numeric"},
    )
    goal_id = ChoiceField(_l("Goal at the cooperative"), [Optional()], coerce=str)

    def offer(self, goals: Sequence[tuple[int, str]]) -> "EnvelopeForm":
        """The goals that a linked member shows."""
        none = SelectChoice("", _l("None"))
        self.goal_id.choices = [none, *(SelectChoice(str(key), name) for key, name in goals)]
        return self

    def wanted(self, key: str = "own", source: str = "") -> Wanted:
        """The envelope as it was typed."""
        return Wanted(
            name=self.name.data or "", kind=self.kind.data, key=key, source=source,
            carries=bool(self.carries.data), months=self.months.data,
            goal_id=int(self.goal_id.data) if self.goal_id.data else None,
        )  # fmt: skip
