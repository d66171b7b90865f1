"""What is typed when the cooperative buys a member's produce."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO
from coop_app.products.forms import QuantityField
from coop_app.products.queries import Item
from coop_app.sales.rules.trade.produce import ProduceItem, Purchase
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_NOTE = Length(max=200)
ROWS = 4


class ProduceForm(SecondPersonForm):
    """A purchase note of up to four items."""

    point = ChoiceField(_l("Goods go to"), coerce=int, validators=[_REQUIRED])
    on = DayField(_l("Date"), validators=[_REQUIRED])
    paid = RupiahField(_l("Paid at once"))
    place = ChoiceField(_l("Cash place"), coerce=int)
    memo = TextField(_l("Note"), [_NOTE])

    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """Fields of each row: item, quantity, price, quality."""
        return [
            (self[f"item_{n}"], self[f"quantity_{n}"], self[f"price_{n}"], self[f"quality_{n}"])
            for n in range(1, ROWS + 1)
        ]

    def purchase(self, member_id: int, items: dict[int, Item]) -> Purchase:
        """What is asked for; rows without an item count for nothing. Raises as `QuantityField.base_of`."""
        lines = []
        for item_field, quantity, price, quality in self.rows():
            item = items.get(item_field.data or 0)
            if item is not None:
                unit = quantity.data.unit if quantity.data else ""
                lines.append(
                    ProduceItem(
                        item.id, quantity.base_of(item), unit, price.data or ZERO,
                        quality.data or "",
                    )
                )  # fmt: skip
        paid = self.paid.data or ZERO
        return Purchase(
            member_id, self.point.data, self.facts["on"], tuple(lines), paid,
            self.place.data if paid else None, self.memo.data or "",
        )  # fmt: skip


for _n in range(1, ROWS + 1):
    setattr(ProduceForm, f"item_{_n}", ChoiceField(_l("Goods"), coerce=int))
    setattr(
        ProduceForm,
        f"quantity_{_n}",
        QuantityField(_l("Weight or number"), render_kw={"placeholder": "62,5 kg"}),
    )
    setattr(ProduceForm, f"price_{_n}", RupiahField(_l("Price of one unit")))
    setattr(ProduceForm, f"quality_{_n}", TextField(_l("Quality"), [_NOTE]))
