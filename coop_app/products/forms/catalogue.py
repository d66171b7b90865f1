"""What is typed about a product: its words, photos, batches, permits and labels."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from coop_app.products.forms.quantity import QuantityField
from coop_app.products.rules.catalogue import permits, pirt
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.labels import MOST_COPIES
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))


class _AreaField(TextAreaField):
    """Several lines, trimmed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Trim and drop what no keyboard types."""
        text = valuelist[0].replace("\r\n", "\n") if valuelist else ""
        self.data = "".join(c for c in text if c.isprintable() or c == "\n").strip()


class FactsForm(CoopForm):
    """What stands on the packaging and in the shop window."""

    description = TextField(_l("In one sentence"))
    story = _AreaField(_l("Story"), render_kw={"rows": 5, "maxlength": 1500})
    is_food = BooleanField(_l("It is food or drink"), default=True)
    ingredients = _AreaField(_l("Ingredients"), render_kw={"rows": 3, "maxlength": 600})
    net_content = TextField(_l("Net content"), render_kw={"placeholder": "250 g", "maxlength": 40})
    packaging = ChoiceField(_l("Packed in"), coerce=int)
    packaging_text = TextField(_l("About the packaging"), render_kw={"maxlength": 120})
    storage = TextField(_l("How to keep it"), render_kw={"maxlength": 200})
    shelf_life_days = IntegerField(
        _l("Keeps for (days)"), [Optional(), NumberRange(0, 3650)], default=0,
        render_kw={"inputmode": "numeric", "min": 0},
    )  # fmt: skip
    producer = TextField(_l("Maker, as on the label"), render_kw={"maxlength": 80})
    producer_place = TextField(_l("Place, as on the label"), render_kw={"maxlength": 160})

    @property
    def typed(self) -> Facts:
        """The facts as they were typed."""
        known = {name: value for name, value in self.facts.items() if name != "request_id"}
        known["shelf_life_days"] = known["shelf_life_days"] or 0
        return Facts(**known)


class PhotoForm(CoopForm):
    """A photo and what is to be seen on it."""

    file = FileField(_l("Photo"))
    caption = TextField(_l("What is to be seen"), render_kw={"maxlength": 120})


class BatchForm(CoopForm):
    """A batch as it was made."""

    number = TextField(_l("Batch number"), [_REQUIRED], render_kw={"maxlength": 30})
    made_on = DayField(_l("Made on"), [_REQUIRED])
    best_before = DayField(_l("Best before"))
    quantity = QuantityField(_l("How much"), [_REQUIRED])
    note = TextField(_l("Note"), render_kw={"maxlength": 200})


class PermitForm(CoopForm):
    """A permit as its paper has it."""

    kind = ChoiceField(_l("Kind of permit"), [_REQUIRED])
    item = ChoiceField(_l("For"), [_REQUIRED])
    number = TextField(
        _l("Number"), [_REQUIRED], render_kw={"maxlength": 60, "autocomplete": "off"}
    )
    issued_on = DayField(_l("Issued on"))
    valid_until = DayField(_l("Valid until"))
    note = TextField(_l("Note"), render_kw={"maxlength": 200})
    file = FileField(_l("Photo or PDF of the paper"))


class LabelForm(CoopForm):
    """Which labels to print."""

    class Meta(CoopForm.Meta):
        """It only prints, so it is asked for by GET."""

        csrf = False

    request_id = HiddenField()
    batch = ChoiceField(_l("Batch number"), coerce=int)
    copies = IntegerField(
        _l("How many labels"), [_REQUIRED, NumberRange(1, MOST_COPIES)], default=10,
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_COPIES},
    )  # fmt: skip
    price = BooleanField(_l("Print the price"))


def packaging_choices() -> list[tuple[int, object]]:
    """The eight kinds of packaging, and none."""
    return [(0, _l("not said")), *((key, _l(name)) for key, name in pirt.PACKAGINGS.items())]


def kind_choices() -> list[tuple[str, object]]:
    """The kinds of permits."""
    return [(kind.value, _l(name)) for kind, name in permits.NAMES.items()]
