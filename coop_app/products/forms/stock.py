"""What is typed when stock is opened, spoiled, moved or counted: a sheet with a line for each item."""

from collections.abc import Iterable
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money
from coop_app.products.forms.quantity import QuantityField
from coop_app.products.rules.documents import COSTED, TRANSFER, Document, DocumentLine
from coop_app.products.rules.items import Item
from coop_app.products.service import Note
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("Please fill this in."))
_TEXT = Length(max=300, message=_l("This is too long."))


class DocumentForm(SecondPersonForm):
    """When, why, with whom; the lines are `quantity_<item>` and for opening stock `cost_<item>`."""

    on = DayField(_l("Date"), [_REQUIRED])
    to_point = ChoiceField(_l("To which point"), coerce=int, choices=[], validate_choice=False)
    memo = TextField(_l("Note"), [_TEXT])
    people = TextField(_l("Carried by"), [_TEXT])

    def document(self, kind: str, point_id: int, items: Iterable[Item]) -> Document:
        """What is asked for. Raises at the line's field what its quantity raises."""
        lines = tuple(
            DocumentLine(item.id, self[f"quantity_{item.id}"].base_of(item), self._cost(item))
            for item in items
            if self[f"quantity_{item.id}"].data is not None
        )
        moved = tuple(line for line in lines if line.quantity or line.cost)
        to = self.to_point.data if kind == TRANSFER else None
        text, people = self.memo.data or "", self.people.data or ""
        return Document(kind, point_id, self.facts["on"], moved, to, text, people)

    def _cost(self, item: Item) -> Money:
        name = f"cost_{item.id}"
        return self[name].data or ZERO if name in self else ZERO


class CountForm(CoopForm):
    """What was found: `found_<item>` and `reason_<item>`; names and words for the minutes."""

    people = TextField(_l("Who counted and who looked on"), [_TEXT])
    memo = TextField(_l("What the minutes say besides"), [_TEXT])

    def notes(self, items: Iterable[Item]) -> dict[int, Note]:
        """The figures by item. Raises at the line's field what its quantity raises."""
        found = {}
        for item in items:
            field = self[f"found_{item.id}"]
            quantity = None if field.data is None else field.base_of(item)
            found[item.id] = Note(quantity, self[f"reason_{item.id}"].data or "")
        return found


class StartForm(CoopForm):
    """Which point is counted, and when."""

    point = ChoiceField(_l("Stock point"), [_REQUIRED], coerce=int)
    on = DayField(_l("Date"), [_REQUIRED])


class PostForm(SecondPersonForm):
    """A button that may need a second person."""


class TakeBackForm(SecondPersonForm):
    """Why a document is taken back."""

    why = TextField(_l("Reason"), [_REQUIRED, _TEXT])
    on = DayField(_l("Date"), [_REQUIRED])


def document_form(kind: str, items: Iterable[Item]) -> type[DocumentForm]:
    """The form with a line for each item."""
    fields: dict[str, Any] = {}
    for item in items:
        fields[f"quantity_{item.id}"] = QuantityField(item.name)
        if kind in COSTED:
            fields[f"cost_{item.id}"] = RupiahField(_l("What all of it cost"))
    return cast("type[DocumentForm]", type("SheetForm", (DocumentForm,), fields))


def count_form(items: Iterable[Item]) -> type[CountForm]:
    """The count with a line for each item."""
    fields: dict[str, Any] = {}
    for item in items:
        fields[f"found_{item.id}"] = QuantityField(item.name)
        fields[f"reason_{item.id}"] = TextField(_l("Why it differs"), [_TEXT])
    return cast("type[CountForm]", type("FoundForm", (CountForm,), fields))
