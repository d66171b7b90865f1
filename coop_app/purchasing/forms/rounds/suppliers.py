"""What is typed about suppliers and what they offer."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coop_app.members.rules.phones import normalised
from coop_app.money import ZERO
from coop_app.purchasing.forms.rounds.fields import WholeField
from coop_app.purchasing.rules.rounds.lots import IN_RUPIAH, IN_UNITS, Terms
from coop_app.purchasing.rules.rounds.plans import OfferFacts, SupplierFacts
from coop_app.purchasing.rules.rounds.tiers import Tier
from coop_app.refusal import N_
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

#: rows of prices in the form
ROWS = (1, 2, 3, 4)
MINIMUMS = {IN_UNITS: N_("in units"), IN_RUPIAH: N_("in rupiah")}


class SupplierForm(CoopForm):
    """How a supplier is reached and paid."""

    name = TextField(_l("Name"), validators=[InputRequired()])
    contact = TextField(_l("Whom to ask for"))
    phone = TextField(_l("Telephone (WhatsApp)"), render_kw={"inputmode": "tel"})
    address = TextField(_l("Address"))
    terms_days = WholeField(_l("Days until the bill is paid"), default=0)
    terms = TextField(_l("What else was agreed"))
    minimum_value = RupiahField(_l("Smallest order in rupiah"))

    @property
    def supplier(self) -> SupplierFacts:
        """The facts. Raises `PhoneImpossible`."""
        typed = self.facts
        return SupplierFacts(
            typed["name"], typed["contact"], normalised(typed["phone"]) if typed["phone"] else None, typed["address"],
            typed["terms_days"] or 0, typed["terms"], typed["minimum_value"] or ZERO,
        )  # fmt: skip


class OfferForm(CoopForm):
    """How a supplier sells one item from a day on."""

    item_id = ChoiceField(_l("Item"), coerce=int, validators=[InputRequired()])
    valid_from = DayField(_l("From"), validators=[InputRequired()])
    order_unit = TextField(_l("Members order in"), validators=[InputRequired()])
    pack_unit = TextField(_l("The supplier delivers in"))
    pack_size = WholeField(_l("Units in one pack"), validators=[InputRequired()])
    step = WholeField(_l("Members order in steps of"), default=1)
    minimum = WholeField(_l("Supplier's minimum"))
    minimum_unit = ChoiceField(
        _l("The minimum counts"), default=IN_UNITS, validators=[InputRequired()]
    )
    maximum = WholeField(_l("Most that can be brought"))
    weight = WholeField(_l("Grams of one unit"))
    market_price = RupiahField(_l("Price in the shops around, per unit"))
    from_1 = WholeField(_l("From"), default=1)
    price_1 = RupiahField(_l("price per unit"), validators=[InputRequired()])
    from_2 = WholeField(_l("From"))
    price_2 = RupiahField(_l("price per unit"))
    from_3 = WholeField(_l("From"))
    price_3 = RupiahField(_l("price per unit"))
    from_4 = WholeField(_l("From"))
    price_4 = RupiahField(_l("price per unit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minimum_unit.choices = [(key, gettext(name)) for key, name in MINIMUMS.items()]

    @property
    def offer(self) -> OfferFacts:
        """The offer; a row of prices without a price is left out."""
        typed = self.facts
        tiers = tuple(
            Tier(typed[f"from_{n}"] or 1, typed[f"price_{n}"]) for n in ROWS if typed[f"price_{n}"]
        )
        terms = Terms(
            typed["pack_size"], tiers, typed["minimum"] or 0, typed["minimum_unit"],
            typed["maximum"] or None,
        )  # fmt: skip
        return OfferFacts(
            typed["item_id"], typed["valid_from"], typed["order_unit"], typed["pack_unit"], terms,
            typed["step"] or 1, typed["weight"] or None, typed["market_price"] or None,
        )  # fmt: skip
