"""What she types about shops, and about papers of the cooperative."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Length, Optional

from coop_app.enterprises.forms.books import TileField
from coop_app.enterprises.forms.workshop.fields import REQUIRED, ways
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.outlets import NewOutlet
from coop_app.web.forms import CoopForm, DayField, PercentField, RupiahField, TextField


class OutletForm(CoopForm):
    """A shop that sells for her."""

    name = TextField(_l("Name of the shop"), [REQUIRED, Length(max=80)])
    phone = TextField(_l("WhatsApp number"), [Length(max=30)])
    commission = PercentField(_l("Commission of the shop, in percent"))

    @property
    def outlet(self) -> NewOutlet:
        """What was typed."""
        mille = int((self.commission.data or 0) * 1000)
        return NewOutlet(self.name.data or "", self.phone.data or "", mille)


class LeaveForm(CoopForm):
    """Goods left at a shop; quantities are read beside it."""

    on = DayField(_l("Date"), [REQUIRED])


class ReportForm(CoopForm):
    """What a shop reports; its lines are read beside it."""

    commission = RupiahField(_l("Commission of the shop"), [Optional()])
    cost = RupiahField(_l("Costs that the shop took off"), [Optional()])
    way = TileField(_l("Where is the money?"), default=Way.CASH.value)
    on = DayField(_l("Date"), [REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = ways(Way.CASH, Way.BANK, Way.LATER)


class AcceptForm(CoopForm):
    """How a document of the cooperative is taken over; what its items are is read beside it."""

    way = TileField(_l("Which money?"), default=Way.CASH.value)
    is_spoiled = BooleanField(_l("The goods that came back are spoiled"))
    without_stock = BooleanField(
        _l("These goods were never in my stock here: record only the money")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = ways(Way.CASH, Way.BANK, Way.OWN)
