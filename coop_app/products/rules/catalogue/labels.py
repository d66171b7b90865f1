"""What stands on a printed label: only what is true on the day of printing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import MONTH_NAMES
from coop_app.money import Money, rupiah
from coop_app.products.rules.catalogue import permits
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.permits import Permit

#: on one A4 sheet: 2 columns, 5 rows
A_SHEET = 10
MOST_COPIES = 200


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one label, in the order of importance; "" is left out."""

    name: str
    net_content: str
    ingredients: str
    storage: str
    producer: str
    batch: str
    best_before: str
    permits: tuple[str, ...]
    price: str


def valid_claims(held: Sequence[Permit], on: date) -> tuple[str, ...]:
    """The numbers that may be printed today, the product's own before the business's."""
    ordered = sorted(held, key=lambda permit: (permit.item_id is None, permit.kind))
    return tuple(permits.label_text(permit) for permit in ordered if permits.may_claim(permit, on))


def label_of(
    name: str,
    facts: Facts,
    held: Sequence[Permit],
    *,
    on: date,
    batch: tuple[str, date | None] | None = None,
    price: Money | None = None,
) -> Label:
    """The label of a product; `batch` is its number and last good day."""
    number, best_before = batch or ("", None)
    producer = ", ".join(part for part in (facts.producer, facts.producer_place) if part)
    return Label(
        name=name,
        net_content=facts.net_content,
        ingredients=facts.ingredients,
        storage=facts.storage,
        producer=producer,
        batch=number,
        best_before=_day(best_before) if best_before else "",
        permits=valid_claims(held, on),
        price=rupiah(price) if price else "",
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def missing(label: Label) -> list[str]:
    """Names of what the law wants on a food label and is not there."""
    wanted = {
        "net_content": label.net_content, "ingredients": label.ingredients,
        "producer": label.producer, "best_before": label.best_before,
    }  # fmt: skip
    return [name for name, text in wanted.items() if not text]
