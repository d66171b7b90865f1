"""What a window says of a product's stock, and what it must say before it may open."""

from dataclasses import dataclass
from enum import StrEnum

from coop_app.refusal import N_, Refused

#: products on one page: as many small pictures as the first visit's budget holds
A_PAGE = 8
_LONGEST = {"title": 60, "story": 2000, "place": 120, "delivery": 300}


class Supply(StrEnum):
    """Where what is ordered comes from."""

    STOCK = "stock"
    TO_ORDER = "to_order"
    SOLD_OUT = "sold_out"


class There(StrEnum):
    """What the buyer reads."""

    YES = "yes"
    FEW = "few"
    NONE = "none"
    TO_ORDER = "to_order"


THERE = {
    There.YES: N_("available"),
    There.FEW: N_("only a few left"),
    There.NONE: N_("sold out"),
    There.TO_ORDER: N_("made to order"),
}


class TitleMissing(Refused):
    """A shop has a name."""

    message = N_("Write the name under which people know this shop.")
    field = "title"


class NothingToShow(Refused):
    """An empty window disappoints."""

    message = N_("Put at least one product into the window before it opens.")


class PhoneNeeded(Refused):
    """Orders must reach somebody."""

    message = N_("Write the WhatsApp number that orders go to before the window opens.")
    field = "phone"


class ConsentMissing(Refused):
    """Nobody is shown to the world without having said yes."""

    message = N_("Tick that you agree before the window opens.")
    field = "agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What its owner writes about the shop."""

    slug: str
    title: str
    story: str = ""
    place: str = ""
    phone: str | None = None
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How one product lies in the window."""

    item_id: int
    supply: Supply = Supply.STOCK
    #: base units
    few_below: int = 0


def tidied(new: Window) -> Window:
    """Texts trimmed and cut; the address is checked elsewhere. Raises `TitleMissing`."""
    texts = {name: getattr(new, name).strip()[:most] for name, most in _LONGEST.items()}
    if not texts["title"]:
        raise TitleMissing
    return Window(slug=new.slug, phone=new.phone, **texts)


def check_may_open(window: Window, products: int, *, agreed: bool) -> None:
    """Raises `NothingToShow`, `PhoneNeeded`, `ConsentMissing`."""
    if not products:
        raise NothingToShow
    if not window.phone:
        raise PhoneNeeded
    if not agreed:
        raise ConsentMissing


def there(supply: Supply, on_hand: int, few_below: int) -> There:
    """What the buyer reads; quantities in base units, never shown as a number."""
    if supply is Supply.TO_ORDER:
        return There.TO_ORDER
    if supply is Supply.SOLD_OUT or on_hand <= 0:
        return There.NONE
    return There.FEW if on_hand < few_below else There.YES
