"""What an owner types in her own book: few fields, large ones."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from coop_app.enterprises.rules.books.acts import BUSINESS_KINDS, COSTS, INCOMES, WAYS, Way
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("Please fill this in."))
_AMOUNT = InputRequired(_l("Write an amount."))
_PAID = (Way.CASH, Way.BANK, Way.LATER)


def _ways(*ways: Way) -> list[SelectChoice]:
    return [SelectChoice(way.value, _l(WAYS[way])) for way in ways]


def _business_kinds() -> list[SelectChoice]:
    return [SelectChoice(key, _l(name)) for key, name in BUSINESS_KINDS.items()]


class TileField(RadioField):
    """One of a few, each a large tile; what was not sent is asked for, never guessed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was chosen; nothing where nothing was sent."""
        self.data: Any = None
        super().process_formdata(valuelist)


class PressedField(TileField):
    """The button that sent the form; some older phones do not say which one it was."""

    def pre_validate(self, form: BaseForm) -> None:
        """One of the buttons."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(gettext("Press again how it was paid.")) from None


class TodayField(DayField):
    """A day that is today until she says otherwise; a page left open overnight follows it."""

    def __call__(self, **kwargs: Any) -> Any:
        """The field, marked for the script as long as nobody has typed a day."""
        return super().__call__(**({"data-today": ""} if self.typed is None else {}) | kwargs)


class ActForm(CoopForm):
    """When and how much; the day is today unless she opens the field."""

    on = TodayField(_l("Date"), [_REQUIRED])
    amount = RupiahField(_l("How much?"), [_AMOUNT])
    note = TextField(_l("Note"), [Length(max=120)])


class SpendForm(ActForm):
    """Money out: what for, how much, how paid."""

    what = TileField(_l("What for?"), [InputRequired(_l("Choose what it was for."))])
    way = TileField(_l("How was it paid?"), default=Way.CASH.value)
    party = TextField(_l("Whom do you owe it?"), [Length(max=80)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(row.key, _l(row.label)) for row in COSTS.values()]
        self.way.choices = _ways(Way.CASH, Way.BANK, Way.LATER, Way.OWN)


class ReceiveForm(ActForm):
    """Other money in."""

    what = TileField(_l("What is it?"), [InputRequired(_l("Choose what it is."))])
    way = TileField(_l("Where is the money?"), default=Way.CASH.value)
    party = TextField(_l("From whom?"), [Length(max=80)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(row.key, _l(row.label)) for row in INCOMES.values()]
        self.way.choices = _ways(Way.CASH, Way.BANK)


class HouseholdForm(ActForm):
    """Between the business and the household, or between the box and the bank."""

    way = TileField(_l("Which money?"), default=Way.CASH.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = _ways(Way.CASH, Way.BANK)


class MoveForm(ActForm):
    """From the box to the bank or wallet, or back."""

    way = TileField(_l("Where does it go?"), default=Way.BANK.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = [
            SelectChoice(Way.BANK.value, _l("From cash to bank or wallet")),
            SelectChoice(Way.CASH.value, _l("From bank or wallet to cash")),
        ]


class SettleForm(ActForm):
    """A buyer pays, or a debt is paid."""

    way = TileField(_l("How?"), default=Way.CASH.value)

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = (Way.CASH, Way.BANK, Way.OWN) if own else (Way.CASH, Way.BANK)
        self.way.choices = _ways(*ways)


class SaleForm(CoopForm):
    """How many, and how it was paid; the pay button carries the way."""

    count = ChoiceField(_l("How many?"), coerce=int, default=1, validate_choice=False)
    other = TextField(_l("Another quantity"), [Length(max=20)])
    amount = RupiahField(_l("Another price altogether"), [Optional()])
    party = TextField(_l("Who has not paid?"), [Length(max=80)])
    phone = TextField(_l("WhatsApp number"), [Length(max=30)])
    on = TodayField(_l("Date"), [_REQUIRED])
    way = PressedField(_l("How was it paid?"), choices=_ways(*_PAID))
    #: the price that stood on the page: rupiah for so many base units; empty where none was set
    shown = RupiahField(_l("Price"), [Optional()])
    shown_per = IntegerField(_l("Price"), [Optional()])


class OtherSaleForm(CoopForm):
    """A sale of something without a tile."""

    note = TextField(_l("What was sold?"), [_REQUIRED, Length(max=80)])
    amount = RupiahField(_l("How much altogether?"), [_AMOUNT])
    party = TextField(_l("Who has not paid?"), [Length(max=80)])
    phone = TextField(_l("WhatsApp number"), [Length(max=30)])
    on = TodayField(_l("Date"), [_REQUIRED])
    way = PressedField(_l("How was it paid?"), choices=_ways(*_PAID))


class ProductForm(CoopForm):
    """A tile: name and price."""

    name = TextField(_l("Name of the product"), [_REQUIRED, Length(max=80)])
    unit = TextField(_l("Sold by"), [_REQUIRED, Length(max=20)], default="bungkus")
    price = RupiahField(_l("Price"), [_AMOUNT])


class ToolForm(CoopForm):
    """A tool that lasts for years."""

    name = TextField(_l("What tool?"), [_REQUIRED, Length(max=80)])
    amount = RupiahField(_l("What did it cost?"), [_AMOUNT])
    years = IntegerField(
        _l("How many years will it last?"), [InputRequired(_l("Write a whole number."))], default=3
    )
    rest_value = RupiahField(_l("What will it still be worth then?"), [Optional()])
    way = TileField(_l("How was it paid?"), default=Way.CASH.value)
    party = TextField(_l("Whom do you owe it?"), [Length(max=80)])
    on = DayField(_l("Date"), [_REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = _ways(Way.CASH, Way.BANK, Way.LATER, Way.OWN)


class GoneForm(CoopForm):
    """A tool that is sold or broken."""

    amount = RupiahField(_l("What did it bring? Leave empty when it broke."), [Optional()])
    way = TileField(_l("Where is the money?"), default=Way.CASH.value)
    on = DayField(_l("Date"), [_REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = _ways(Way.CASH, Way.BANK)


class UndoForm(CoopForm):
    """Why an act is taken back."""

    why = TextField(_l("What was wrong?"), [_REQUIRED, Length(max=120)])


class OpenForm(CoopForm):
    """A business begins its book."""

    name = TextField(_l("Name of the business"), [_REQUIRED, Length(max=80)])
    kind = ChoiceField(_l("What kind of business?"), [_REQUIRED], default="food")
    opened_on = DayField(_l("The book begins on"), [_REQUIRED])
    since = DayField(_l("Running since"), [Optional()])
    address = TextField(_l("Address"), [Length(max=120)])
    phone = TextField(_l("WhatsApp number"), [Length(max=30)])
    cash = RupiahField(_l("Cash of the business"), [Optional()])
    bank = RupiahField(_l("In the bank or wallet"), [Optional()])
    buyer = TextField(_l("A buyer who has not paid"), [Length(max=80)])
    buyer_owes = RupiahField(_l("How much?"), [Optional()])
    cooperative_debt = RupiahField(_l("Debt to the cooperative"), [Optional()])
    lender = TextField(_l("Somebody you owe"), [Length(max=80)])
    lender_debt = RupiahField(_l("How much do you owe?"), [Optional()])
    tool = TextField(_l("Your most valuable tool"), [Length(max=80)])
    tool_worth = RupiahField(_l("What is it worth now?"), [Optional()])
    tool_years = IntegerField(_l("How many years will it last?"), [Optional()], default=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = _business_kinds()


class FactsForm(CoopForm):
    """What stands on her papers."""

    name = TextField(_l("Name of the business"), [_REQUIRED, Length(max=80)])
    kind = ChoiceField(_l("What kind of business?"), [_REQUIRED])
    address = TextField(_l("Address"), [Length(max=120)])
    phone = TextField(_l("WhatsApp number"), [Length(max=30)])
    since = DayField(_l("Running since"), [Optional()])
    tax_since = IntegerField(_l("Registered for the turnover tax since (year)"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = _business_kinds()
