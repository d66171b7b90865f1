"""Remittance services side by side, and a dated quote of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from coop_app.dates import parse_date
from coop_app.literacy.forms.calculators.asking import (
    LEFT_OUT,
    NEEDED,
    AskForm,
    NumberField,
    offered,
    whole,
)
from coop_app.literacy.rules.calculators.comparing import Offer
from coop_app.literacy.rules.calculators.numbers import parse_number, typed_text
from coop_app.literacy.rules.calculators.quotes import (
    CURRENCIES,
    LONGEST_NAME,
    LONGEST_SOURCE,
    Quote,
)
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField, say

NAMES = (
    "service",
    "fee",
    "fee_mode",
    "rate_offered",
    "open",
    "quoted_on",
    "source",
    "row_rate_mid",
)
#: currency → as it is called on the screen
COUNTRIES = dict(zip(CURRENCIES, (
    _l("HKD (Hong Kong)"), _l("TWD (Taiwan)"), _l("MYR (Malaysia)"), _l("SGD (Singapore)"), _l("KRW (South Korea)"),
    _l("JPY (Japan)"), _l("SAR (Saudi Arabia)"), _l("AED (Emirates)"), _l("BND (Brunei)"), _l("USD (dollar)"),
), strict=True))  # fmt: skip
FIRST_ROWS, MOST_ROWS = 3, 8
MODES = (("on_top", _l("paid on top")), ("deducted", _l("taken out of it")))
OPEN = (("yes", _l("yes, all of it")), ("no", _l("no, or not clearly")))


class RemittanceForm(AskForm):
    """What is sent, how often, and the rate between banks."""

    probe = "amount"
    currency = ChoiceField(
        _l("Money of which country?"), [NEEDED], choices=offered(COUNTRIES.items())
    )
    amount = NumberField(_l("How much is sent each time?"), [NEEDED])
    times = whole(_l("How many times a year?"), NEEDED, most=366)
    rate_mid = NumberField(_l("Rate between banks today, in rupiah"), [LEFT_OUT])


@dataclass(slots=True)
class Row:
    """One service as it was typed."""

    number: int
    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that could be compared."""
        return not any(self.texts[name] for name in ("service", "fee", "rate_offered"))

    @property
    def name(self) -> str:
        """How the service is called."""
        return self.texts["service"] or _("Service %(number)s", number=self.number)

    @property
    def is_open(self) -> bool:
        """Whether it says all its costs."""
        return self.texts["open"] != "no"

    @property
    def asked_on(self) -> date | None:
        """The day of the quote behind it; None for what was typed."""
        try:
            return parse_date(self.texts["quoted_on"]) if self.texts["quoted_on"] else None
        except Refused:
            return None

    @property
    def is_silent(self) -> bool:
        """Says neither its costs nor its rate: there is nothing to calculate (case R-18)."""
        return not self.is_open and not self.texts["rate_offered"]

    def offer(self, amount: Decimal, rate_mid: Decimal | None) -> Offer | None:
        """The service for this amount; None with the reason in `errors`."""
        fee, offered, own_mid = (self._number(n) for n in ("fee", "rate_offered", "row_rate_mid"))
        if offered is None and not self.errors:
            self.errors["rate_offered"] = _("Write the rate of this service.")
        if offered is None or self.errors:
            return None
        try:
            transfer = Transfer(
                amount=amount, fee=fee or Decimal(0), fee_mode=FeeMode(self.texts["fee_mode"]),
                rate_offered=offered, rate_mid=own_mid or rate_mid,
            )  # fmt: skip
        except Refused as refusal:
            self.errors[refusal.field if refusal.field in NAMES else "fee"] = say(refusal)
            return None
        return Offer(self.name, transfer, self.is_open)

    def _number(self, name: str) -> Decimal | None:
        try:
            return parse_number(self.texts[name]) if self.texts[name] else None
        except Refused as refusal:
            self.errors[name] = say(refusal)
            return None


def rows_asked(quotes: Sequence[Quote]) -> list[Row]:
    """The services in the address, those of chosen quotes, and empty rows to write on."""
    columns = {name: request.args.getlist(name)[:MOST_ROWS] for name in NAMES}
    count = max(len(column) for column in columns.values())
    typed = [{name: _cell(columns[name], n, name) for name in NAMES} for n in range(count)]
    filled = [one for one in typed if any(one[name] for name in ("service", "fee", "rate_offered"))]
    filled += [texts_of(quote) for quote in quotes]
    least = min(max(request.args.get("rows", 0, type=int), FIRST_ROWS), MOST_ROWS)
    blank = {name: _cell([], 0, name) for name in NAMES}
    filled += [dict(blank) for _ in range(least - len(filled))]
    return [Row(number, texts) for number, texts in enumerate(filled[:MOST_ROWS], 1)]


def _cell(column: Sequence[str], n: int, name: str) -> str:
    text = column[n].strip()[:LONGEST_SOURCE] if n < len(column) else ""
    if name == "fee_mode":
        return text if text in set(FeeMode) else FeeMode.ON_TOP.value
    return (text if text in {"yes", "no"} else "yes") if name == "open" else text


def texts_of(quote: Quote) -> dict[str, str]:
    """A quote as a row to compare."""
    one, mid = quote.transfer, quote.transfer.rate_mid
    return {
        "service": quote.service, "fee": typed_text(one.fee), "fee_mode": one.fee_mode.value,
        "rate_offered": typed_text(one.rate_offered), "open": "yes" if quote.is_open else "no",
        "quoted_on": quote.quoted_on.isoformat(), "source": quote.source,
        "row_rate_mid": typed_text(mid) if mid else "",
    }  # fmt: skip


class QuoteForm(CoopForm):
    """What a service asked for on a day."""

    service = TextField(_l("Name of the service"), [NEEDED, Length(max=LONGEST_NAME)])
    currency = ChoiceField(_l("Currency"), [NEEDED], choices=offered(COUNTRIES.items()))
    quoted_on = DayField(_l("Day of the quote"), [NEEDED])
    amount = NumberField(_l("Amount asked about"), [NEEDED])
    fee = NumberField(_l("Fee, in the same currency"), [NEEDED])
    fee_mode = ChoiceField(_l("The fee is"), [NEEDED], choices=offered(MODES))
    rate_offered = NumberField(_l("Rate of the service, rupiah for one"), [NEEDED])
    rate_mid = NumberField(_l("Rate between banks that day"), [LEFT_OUT])
    is_open = ChoiceField(
        _l("Does it say all its costs before one pays?"), [NEEDED], choices=offered(OPEN)
    )
    days = whole(_l("Days until the money is at home"), LEFT_OUT, most=60)
    source = TextField(_l("Where did you read or hear this?"), [NEEDED, Length(max=LONGEST_SOURCE)])

    @property
    def quote(self) -> Quote:
        """The quote. Raises the refusals of `Transfer`."""
        facts = self.facts
        transfer = Transfer(
            amount=facts["amount"], fee=facts["fee"], fee_mode=FeeMode(facts["fee_mode"]),
            rate_offered=facts["rate_offered"], rate_mid=facts["rate_mid"] or None,
        )  # fmt: skip
        return Quote(
            currency=facts["currency"], service=facts["service"], quoted_on=facts["quoted_on"],
            transfer=transfer, source=facts["source"], is_open=facts["is_open"] == "yes",
            days=self.days.data,
        )  # fmt: skip


class KeepForm(CoopForm):
    """Keep a calculation for the family."""

    tool = TextField(validators=[NEEDED, Length(max=20)])
    query = TextField(validators=[Length(max=4000)])
    title = TextField(_l("Name for it"), [Optional(), Length(max=60)])
