"""What is typed when goods come back, a day is closed, or the till is set up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money
from coop_app.products.rules.items import Item
from coop_app.products.rules.units import Typed, parse_quantity
from coop_app.refusal import Refused
from coop_app.sales.rules.till.acts import REFUNDS, Back, Closing, Refund, Returning
from coop_app.sales.rules.till.fees import SCALES, Scale, Tariff
from coop_app.sales.rules.till.returns import SoldLine
from coop_app.web.forms import (
    ChoiceField,
    CoopForm,
    DayField,
    PercentField,
    RupiahField,
    TextField,
    say,
)

_DAY = [InputRequired(_l("Choose the day."))]
_WHY = [InputRequired(_l("Write in a few words why.")), Length(max=300)]
_SCALES = [SelectChoice(scale.value, _l(label)) for scale, label in SCALES.items()]
#: thousandths in one percent
_MILLE = 1000


class ReturnForm(SecondPersonForm):
    """Why goods come back and how the buyer gets their value; quantities are read beside it."""

    on = DayField(_l("Date"), _DAY)
    refund = RadioField(
        _l("The buyer gets"), [InputRequired()],
        choices=[SelectChoice(refund.value, _l(label)) for refund, label in REFUNDS.items()],
    )  # fmt: skip
    reason = TextAreaField(_l("Why the goods come back"), _WHY, render_kw={"rows": 2})
    void = BooleanField(_l("Everything that is left comes back: cancel the whole note"))

    def returning(self, sale_id: int, lines: Sequence[Back]) -> Returning:
        """What is asked for."""
        void = bool(self.void.data)
        return Returning(
            sale_id=sale_id, returned_on=self.facts["on"], reason=self.reason.data or "",
            refund=Refund(self.refund.data), lines=() if void else tuple(lines), void=void,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coming:
    """What was typed for each line, what it means, and what is wrong with it."""

    typed: dict[int, str] = field(default_factory=dict)
    spoiled: set[int] = field(default_factory=set)
    lines: list[Back] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)


def read_backs(
    sent: Mapping[str, str], lines: Sequence[SoldLine], items: Mapping[int, Item]
) -> Coming:
    """The quantities (`b-1`, spoiled `x-1`) of a sale's lines."""
    found = Coming()
    for line in lines:
        text = sent.get(f"b-{line.number}", "").strip()[:60]
        if f"x-{line.number}" in sent:
            found.spoiled.add(line.number)
        if text in {"", "0"}:
            continue
        found.typed[line.number] = text
        try:
            quantity = _base(items[line.item_id], parse_quantity(text))
        except Refused as refusal:
            found.errors[line.number] = say(refusal)
        else:
            found.lines.append(Back(line.number, quantity, line.number in found.spoiled))
    return found


def _base(item: Item, typed: Typed) -> int:
    return item.base_of(typed)


class CloseForm(SecondPersonForm):
    """What lies in the drawer at the end of a day."""

    on = DayField(_l("Day"), _DAY)
    change_money = RupiahField(
        _l("Money for giving change, put in before the first sale"), [Optional()]
    )
    counted = RupiahField(
        _l("Counted in the drawer, everything"), [InputRequired(_l("Write what you counted."))]
    )
    seen_expected = RupiahField(_l("Expected"), [InputRequired()])
    reason = TextField(_l("Why it differs"), [Optional(), Length(max=300)])

    def closing(self, point_id: int) -> Closing:
        """What is asked for."""
        return Closing(
            point_id=point_id, closed_on=self.facts["on"],
            change_money=self.change_money.data or ZERO, counted=self.counted.data or ZERO,
            seen_expected=self.seen_expected.data or ZERO, reason=self.reason.data or "",
        )  # fmt: skip


class PlacesForm(CoopForm):
    """Where the money of a point goes."""

    cash_place = ChoiceField(_l("Cash goes to"), [InputRequired()], coerce=int)
    bank_place = ChoiceField(_l("Transfers go to"), [InputRequired()], coerce=int)


class QrisForm(SecondPersonForm):
    """The text of the QRIS sticker."""

    payload = TextAreaField(
        _l("Text of the QRIS code"),
        [InputRequired(_l("Paste the text of the code.")), Length(max=512)],
        render_kw={"rows": 4, "autocomplete": "off", "spellcheck": "false"},
    )
    scale = ChoiceField(_l("Registered as"), [InputRequired()], choices=_SCALES)
    place = ChoiceField(_l("The money arrives on"), [InputRequired()], coerce=int)
    valid_from = DayField(_l("Shown from"), _DAY)


class FeeForm(CoopForm):
    """What the provider takes from a day on."""

    scale = ChoiceField(_l("Registered as"), [InputRequired()], choices=_SCALES)
    valid_from = DayField(_l("Valid from"), _DAY)
    up_to = RupiahField(_l("Up to this amount"), [Optional()])
    percent_up_to = PercentField(_l("the fee is, in percent"), [Optional()])
    percent_above = PercentField(
        _l("Above it, or always, in percent"), [InputRequired(_l("Write a percentage like 1,5."))]
    )
    decided_by = TextField(
        _l("Who decided it"), [InputRequired(_l("Write where this stands.")), Length(max=200)]
    )

    def tariff(self) -> Tariff:
        """What is asked for."""
        valid_from: date = self.facts["valid_from"]
        up_to: Money = self.up_to.data or ZERO
        return Tariff(
            scale=Scale(self.scale.data), valid_from=valid_from, up_to=up_to,
            mille_up_to=_mille(self.percent_up_to.data) if up_to else 0,
            mille_above=_mille(self.percent_above.data), decided_by=self.decided_by.data or "",
        )  # fmt: skip


def _mille(percent: Decimal | None) -> int:
    return int((percent or Decimal(0)) * _MILLE)
