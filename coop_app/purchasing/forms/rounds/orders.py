"""What members order, one by one or in a table of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from coop_app.money import Money
from coop_app.purchasing.forms.rounds.fields import WholeField, read_whole
from coop_app.purchasing.rules.rounds.orders import Asked
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.web.forms import ChoiceField, CoopForm, RupiahField


class OwnOrderForm(CoopForm):
    """Quantity by a big button or typed, and what one would tolerate."""

    pick = ChoiceField(_l("How much"), coerce=int, validate_choice=False)
    quantity = WholeField(_l("Another quantity"))
    tolerance = WholeField(_l("Up to so many more, if it fills a sack"), default=0)
    ceiling = RupiahField(_l("Only if it costs at most, per unit"))

    def asked(self, round_item_id: int, member_id: int) -> Asked:
        """The order as it shall stand; what was typed counts before the button."""
        typed = self.facts
        quantity = typed["quantity"] if typed["quantity"] is not None else typed["pick"] or 0
        return Asked(
            round_item_id, member_id, quantity, typed["tolerance"] or 0, typed["ceiling"] or None
        )


class SheetForm(CoopForm):
    """The head of a group's table; its cells are read with `read_cells`."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The cells of a group's table: what was typed, the orders that changed, what cannot be read."""

    typed: dict[str, str]
    orders: list[Asked]
    errors: dict[str, str]


def cell(kind: str, member_id: int, item_id: int) -> str:
    """The name of a cell: `quantity-17-3`, `tolerance-17-3`, `was-17-3`."""
    return f"{kind}-{member_id}-{item_id}"


def was_text(wanted: Wanted) -> str:
    """What the form showed, so that a change of somebody else is noticed."""
    return f"{wanted.quantity}/{wanted.tolerance}/{int(wanted.ceiling or 0)}"


def read_cells(
    sent: Mapping[str, str], member_ids: Sequence[int], item_ids: Sequence[int]
) -> SheetRows:
    """The cells of these members and items; an empty one is zero, an unchanged one asks for nothing."""
    rows = SheetRows({}, [], {})
    for member_id in member_ids:
        for item_id in item_ids:
            _read_pair(sent, member_id, item_id, rows)
    return rows


def _read_pair(sent: Mapping[str, str], member_id: int, item_id: int, rows: SheetRows) -> None:
    found: dict[str, int] = {}
    for kind in ("quantity", "tolerance"):
        name = cell(kind, member_id, item_id)
        text = rows.typed[name] = sent.get(name, "").strip()[:12]
        try:
            found[kind] = read_whole(text) if text else 0
        except ValueError as error:
            rows.errors[name] = str(error)
    was = _was(sent.get(cell("was", member_id, item_id), ""))
    if len(found) < len(("quantity", "tolerance")) or was is None:
        return
    if (found["quantity"], found["tolerance"]) != (was.quantity, was.tolerance):
        rows.orders.append(
            Asked(item_id, member_id, found["quantity"], found["tolerance"], was.ceiling, was)
        )


def _was(text: str) -> Wanted | None:
    parts = text.split("/")
    if len(parts) != len(Wanted.__slots__) or not all(part.isdecimal() for part in parts):
        return None
    quantity, tolerance, ceiling = (int(part) for part in parts)
    return Wanted(quantity, tolerance, Money(ceiling) if ceiling else None)
