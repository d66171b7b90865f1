"""What a family notes: spending, income, money moved between envelopes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from coop_app.literacy.forms.calculators.asking import NumberField
from coop_app.literacy.rules.calculators.numbers import number_text
from coop_app.literacy.rules.family import income
from coop_app.literacy.rules.family.envelopes import Envelope
from coop_app.literacy.rules.family.income import CURRENCIES, SENT, SOURCES, RateDayMissing, Sent
from coop_app.literacy.rules.family.notes import INCOME, LONGEST_WORDS, MOVE, SPENDING, Note
from coop_app.literacy.rules.remittance import FeeMode
from coop_app.money import ZERO, Money
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

#: amounts that one tap writes
QUICK = (5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
_WORDS = {"maxlength": LONGEST_WORDS, "autocomplete": "off"}
_RATE_PLACES = 6


def _envelopes(choices: Sequence[Envelope]) -> list[SelectChoice]:
    return [SelectChoice(str(one.id), one.name) for one in choices]


class _DatedForm(CoopForm):
    """A note on a day: today, unless another one is typed."""

    on = DayField(_l("Day"), [Optional()], render_kw={"data-today": ""})
    words = TextField(_l("What it was"), render_kw=_WORDS)

    def day(self, today: date) -> date:
        """The day of the note."""
        found: date | None = self.on.data
        return found or today


class NoteForm(_DatedForm):
    """Envelope, amount, save: three taps. A typed amount counts more than a tapped one."""

    envelope_id = RadioField(
        _l("From which envelope?"), [InputRequired(_l("Choose the envelope."))], coerce=str
    )
    quick = RadioField(
        _l("How much?"), [Optional()],
        choices=[SelectChoice(str(amount), f"{amount // 1000} rb") for amount in QUICK],
    )  # fmt: skip
    amount = RupiahField(_l("Another amount"), [Optional()])

    def offer(self, envelopes: Sequence[Envelope]) -> "NoteForm":
        """The envelopes of the household."""
        self.envelope_id.choices = _envelopes(envelopes)
        return self

    def note(self, today: date) -> Note:
        """The note as it was typed."""
        quick = self.quick.data if self.quick.data in {str(amount) for amount in QUICK} else "0"
        return Note(
            kind=SPENDING, on=self.day(today), amount=self.facts["amount"] or Money(int(quick)),
            envelope_id=int(self.envelope_id.data), words=self.words.data or "",
        )  # fmt: skip


class MoveForm(_DatedForm):
    """From one envelope into another."""

    envelope_id = ChoiceField(_l("Out of"), [InputRequired()], coerce=int)
    to_envelope_id = ChoiceField(_l("Into"), [InputRequired()], coerce=int)
    amount = RupiahField(_l("Amount"), [InputRequired(_l("Write the amount."))])

    def offer(self, envelopes: Sequence[Envelope]) -> "MoveForm":
        """The envelopes of the household."""
        self.envelope_id.choices = self.to_envelope_id.choices = _envelopes(envelopes)
        return self

    def note(self, today: date) -> Note:
        """The note as it was typed."""
        return Note(
            kind=MOVE, on=self.day(today), amount=self.facts["amount"],
            envelope_id=self.envelope_id.data, to_envelope_id=self.to_envelope_id.data,
            words=self.words.data or "",
        )  # fmt: skip


class IncomeForm(_DatedForm):
    """Money that came in, in rupiah, or in the currency it was sent in with the rate of a day."""

    source = ChoiceField(
        _l("Where from?"), [InputRequired()],
        choices=[SelectChoice(key, _l(label)) for key, label in SOURCES.items()],
    )  # fmt: skip
    amount = RupiahField(_l("Rupiah that arrived"), [Optional()])
    currency = ChoiceField(
        _l("Currency"), [Optional()],
        choices=[SelectChoice("", _l("Rupiah")), *(SelectChoice(one, one) for one in CURRENCIES)],
    )  # fmt: skip
    sent = NumberField(_l("Amount that was sent"), [Optional()])
    rate = NumberField(_l("Rupiah for one unit"), [Optional()])
    rate_on = DayField(_l("Rate of which day"), [Optional()])
    fee = NumberField(_l("Fee in that currency"), [Optional()])
    fee_mode = ChoiceField(
        _l("The fee was"), [Optional()],
        choices=[
            SelectChoice(FeeMode.ON_TOP.value, _l("paid on top")),
            SelectChoice(FeeMode.DEDUCTED.value, _l("taken out of the amount")),
        ],
    )  # fmt: skip
    #: proposals of the page (what was drawn, what is left over) come with their words
    proposed = HiddenField()

    @property
    def foreign(self) -> Sent | None:
        """What was sent in another currency, None for rupiah. Raises `RateDayMissing`."""
        if not self.currency.data or self.sent.data is None or self.rate.data is None:
            return None
        if self.rate_on.data is None:
            raise RateDayMissing
        return Sent(
            currency=self.currency.data, amount=self.sent.data, rate=self.rate.data,
            rate_on=self.rate_on.data, fee=self.fee.data or Decimal(0),
            fee_mode=FeeMode(self.fee_mode.data or FeeMode.ON_TOP.value),
        )  # fmt: skip

    def note(self, today: date) -> Note:
        """The note as it was typed. Raises `RateDayMissing`, `NothingArrived` and the remittance's refusals."""
        foreign = self.foreign
        facts: dict[str, Any] = {"source": self.source.data, "words": self.words.data or ""}
        if foreign is None:
            return Note(
                kind=INCOME, on=self.day(today), amount=self.facts["amount"] or ZERO, **facts
            )
        return Note(
            kind=INCOME, on=self.day(today), amount=income.arrived(foreign),
            currency=foreign.currency, sent=_text(foreign.amount), fee=_text(foreign.fee),
            fee_mode=foreign.fee_mode.value, rate=_text(foreign.rate), rate_on=foreign.rate_on,
            **facts | {"source": facts["source"] or SENT},
        )  # fmt: skip


def _text(number: Decimal) -> str:
    return str(number_text(number, _RATE_PLACES))
