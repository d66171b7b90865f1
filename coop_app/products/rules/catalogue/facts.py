"""What stands on the packaging and in the shop window, tidied for keeping."""

from dataclasses import dataclass, fields, replace

from coop_app.refusal import N_, Refused

#: characters a phone shows without scrolling for long; a story may be longer
_LONGEST = {
    "description": 400,
    "story": 1500,
    "ingredients": 600,
    "storage": 200,
    "packaging_text": 120,
    "net_content": 40,
    "producer": 80,
    "producer_place": 160,
}
_TEN_YEARS = 3650
MOST_PHOTOS = 6


class ShelfLifeImpossible(Refused):
    """Nothing keeps for ever."""

    message = N_("Write for how many days it keeps: 0 if you do not know, at most 3650.")
    field = "shelf_life_days"


class PackagingUnknown(Refused):
    """One of the eight kinds, or none."""

    message = N_("Choose one of the kinds of packaging.")
    field = "packaging"


class TooManyPhotos(Refused):
    """A page for slow phones has few pictures."""

    message = N_("There are %(most)s photos already. Remove one first.")
    field = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a product says of itself; texts "" when not said."""

    description: str = ""
    story: str = ""
    ingredients: str = ""
    net_content: str = ""
    #: first digit of a P-IRT number (pirt.PACKAGINGS), 0 when not said
    packaging: int = 0
    packaging_text: str = ""
    storage: str = ""
    producer: str = ""
    producer_place: str = ""
    is_food: bool = True
    shelf_life_days: int = 0


def tidied(new: Facts) -> Facts:
    """Texts trimmed and cut. Raises `ShelfLifeImpossible`, `PackagingUnknown`."""
    if not 0 <= new.shelf_life_days <= _TEN_YEARS:
        raise ShelfLifeImpossible
    if not 0 <= new.packaging <= len("12345678"):
        raise PackagingUnknown
    texts = {
        field.name: getattr(new, field.name).strip()[: _LONGEST[field.name]]
        for field in fields(new)
        if field.name in _LONGEST
    }
    return replace(new, **texts)
