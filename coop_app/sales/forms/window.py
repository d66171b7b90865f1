"""What owners type about their shop window, and buyers into an order."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from coop_app.products.queries import Item
from coop_app.sales.rules.window.ordering import MOST_OF_ONE, Buyer, Status
from coop_app.sales.rules.window.showing import Shown, Supply, Window
from coop_app.web.forms import ChoiceField, CoopForm, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_MOST_DIGITS = 9


class _AreaField(TextAreaField):
    """Several lines, trimmed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Trim and drop what no keyboard types."""
        text = valuelist[0].replace("\r\n", "\n") if valuelist else ""
        self.data = "".join(c for c in text if c.isprintable() or c == "\n").strip()


class WindowForm(CoopForm):
    """The words of a shop window."""

    title = TextField(_l("Name of the shop"), [_REQUIRED], render_kw={"maxlength": 60})
    slug = TextField(
        _l("Address of the page"), [_REQUIRED],
        render_kw={"maxlength": 40, "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    story = _AreaField(_l("Your story"), render_kw={"rows": 6, "maxlength": 2000})
    place = TextField(_l("Where you are"), render_kw={"maxlength": 120})
    phone = TextField(
        _l("WhatsApp number for orders"), render_kw={"inputmode": "tel", "autocomplete": "tel"}
    )
    delivery = TextField(_l("How people get their order"), render_kw={"maxlength": 300})

    @property
    def typed(self) -> Window:
        """The window as it was typed."""
        known = {name: value for name, value in self.facts.items() if name != "request_id"}
        return Window(**known | {"phone": known["phone"] or None})


class OpenForm(CoopForm):
    """The owner's word."""

    agree = BooleanField(_l("I agree"))


class GoodsForm(CoopForm):
    """Products and how they lie in the window; the fields are named after the products."""


class OrderForm(CoopForm):
    """Who orders; how many of what stands in fields named after the products."""

    name = TextField(
        _l("Your name"), [_REQUIRED], render_kw={"autocomplete": "name", "maxlength": 60}
    )
    phone = TextField(
        _l("Your WhatsApp number"), [_REQUIRED],
        render_kw={"inputmode": "tel", "autocomplete": "tel", "maxlength": 30},
    )  # fmt: skip
    note = TextField(_l("Message to the seller"), render_kw={"maxlength": 300})
    #: a trap: people do not see it, programs fill it in
    website = StringField(
        "Website", render_kw={"tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
    )

    @property
    def buyer(self) -> Buyer:
        """Who orders, as typed."""
        return Buyer(self.name.data or "", self.phone.data or "", self.note.data or "")

    @property
    def is_trap_filled(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.website.data)


class StepForm(CoopForm):
    """How an order goes on."""

    then = ChoiceField(choices=[SelectChoice(status.value) for status in Status])
    note = TextField(_l("Note for yourself"), render_kw={"maxlength": 300})


def counts_in(sent: Mapping[str, str]) -> dict[int, int]:
    """How many of each product; what is no number counts as too many, so that it is asked again."""
    found = {}
    for name, text in sent.items():
        key = name.removeprefix("n-")
        typed = text.strip()
        if name.startswith("n-") and key.isdecimal() and len(key) <= _MOST_DIGITS and typed:
            good = typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS
            found[int(key)] = int(typed) if good else MOST_OF_ONE + 1
    return found


def goods_in(sent: Mapping[str, str], items: Sequence[Item]) -> list[Shown]:
    """The ticked products in the order of the list; "few" is typed in the item's usual unit."""
    found = []
    for item in items:
        if sent.get(f"show-{item.id}"):
            few = sent.get(f"few-{item.id}", "").strip()
            count = int(few) if few.isascii() and few.isdecimal() and len(few) < _MOST_DIGITS else 0
            supply = sent.get(f"supply-{item.id}", "")
            known = Supply(supply) if supply in set(Supply) else Supply.STOCK
            found.append(Shown(item.id, known, count * item.shown_unit.factor))
    return found
