"""Products with facts, photos and permits, and shop windows, for tests; made through the services."""

import io
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.queries import Item
from coop_app.products.rules.catalogue.permits import Kind as PermitKind
from coop_app.products.rules.catalogue.permits import Permit
from coop_app.products.rules.items import Kind
from coop_app.products.service import catalogue
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.sales.rules.window.showing import Shown, Window
from coop_app.sales.service import window
from tests.make_products import make_item

_count = itertools.count(1)
PHONE = "0812-3456-7890"


def picture(colour: str = "orange", side: int = 900) -> bytes:
    """A photo with the place where it was taken."""
    made = io.BytesIO()
    image = Image.effect_noise((side, side * 3 // 4), 60).convert("RGB")
    image.paste(Image.new("RGB", (side // 2, side // 2), colour))
    exif = Image.Exif()
    exif[0x010E] = "GPS -7.36, 109.90"
    image.save(made, "JPEG", quality=92, exif=exif)
    return made.getvalue()


def make_product(desk: Desk, name: str = "", *, price: int = 12_000, **facts: Any) -> Item:
    """A product in packs with a price for others (members pay a tenth less)."""
    known = {"kind": Kind.PRODUCT, "base_unit": "bungkus", "shown_unit": "bungkus"} | facts
    item = make_item(desk, name or f"Keripik {next(_count)}", **known)
    if price:
        with transaction():
            for audience, amount in (("other", price), ("member", price * 9 // 10)):
                stock.set_price(
                    desk=desk, item_id=item.id, audience=audience, amount=Money(amount),
                    unit="bungkus", valid_from=desk.today,
                )  # fmt: skip
    return item


def make_permit(desk: Desk, item_id: int | None, kind: str, number: str, **facts: Any) -> int:
    """A permit of a product or (None) of the whole business."""
    new = Permit(PermitKind(kind), number, item_id=item_id, **facts)
    with transaction():
        return catalogue.add_permit(desk=desk, new=new, request_id=f"izin-{next(_count)}")


def make_photo(desk: Desk, item_id: int | None, folder: Path, **facts: Any) -> int:
    """A photo of a product."""
    new = NewPhoto(item_id, facts.get("content") or picture(), facts.get("caption", ""))
    with transaction():
        return catalogue.add_photo(
            desk=desk, new=new, folder=folder, request_id=f"foto-{next(_count)}"
        )


def make_window(desk: Desk, *goods: Shown, slug: str = "", opened: bool = True) -> str:
    """A window with these products, open unless said otherwise; returns its address."""
    slug = slug or f"warung-uji-{next(_count)}"
    new = Window(slug=slug, title=f"Dapur {slug}", story="Dibuat sendiri.", phone=PHONE)
    with transaction():
        window.save_window(desk=desk, new=new)
        window.lay_out(desk=desk, goods=goods)
        if opened:
            window.publish(desk=desk, agreed=True, words="Saya setuju.")
    return slug


def other_book(desk: Desk, book_id: int) -> Desk:
    """The same person at another book."""
    return replace(desk, book_id=book_id)
