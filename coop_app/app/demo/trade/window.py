"""Words, pictures and permits of products, and shop windows with orders: the last thing the demonstration does."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from flask import current_app

from coop_app.app.demo.house import House
from coop_app.app.demo.trade.drawing import picture
from coop_app.app.demo.trade.enterprises import PLANS
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.enterprises import queries as enterprises
from coop_app.products.queries import Item
from coop_app.products.rules.catalogue import freshness
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.freshness import Batch
from coop_app.products.rules.catalogue.permits import Kind, Permit
from coop_app.products.service import catalogue
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import address
from coop_app.sales.rules.window.ordering import Buyer, Status
from coop_app.sales.rules.window.showing import Shown, Supply, Window
from coop_app.sales.service import window as shop

_BUYERS = ("Mbak Wati", "Pak Darto", "Bu Hesti", "Rudi", "Ibu Kost Melati", "Toko Sumber Rejeki")
_NOTES = (
    "",
    "",
    "Diambil besok sore, ya.",
    "Bisa dikirim ke Temanggung?",
    "Untuk arisan hari Minggu.",
)
_CONSENT = (
    "Saya setuju siapa pun di internet dapat melihat etalase ini: nama, cerita, tempat, nomor WhatsApp, foto,"
    " produk, harga dan izin yang berlaku. Saya dapat menutupnya kembali kapan saja."
)
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Shop:
    """What an invented owner says; `years` is in how many years the P-IRT ends, `food` the kind of food."""

    story: str
    place: str
    line: str
    ingredients: str = ""
    net: str = ""
    food: int = 0
    packaging: int = 2
    years: int = 3
    days: int = 90
    halal: bool = False
    orders: int = 2
    opened: bool = True


_SHOPS = {
    "Keripik Pisang Mekar Sari": _Shop(
        "Dimulai dari satu wajan sepulang merantau dari Hong Kong. Pisangnya dari kebun tetangga, digoreng pagi"
        " hari dan dikemas hari itu juga.", "Kuripan, Watumalang", "Renyah, digoreng dan dikemas pada hari yang sama.",
        "Pisang kepok, minyak nabati, gula, garam", "250 g", 14, halal=True, orders=5),
    "Carica Dieng Bu Tarmi": _Shop(
        "Carica petik sendiri dari lereng Dieng, tanpa pewarna.", "Gondang, Watumalang", "Segar, potongan besar.",
        "Buah carica, air, gula, asam sitrat", "300 ml", 14, packaging=1, years=-2, days=365, orders=3),
    "Batik Tulis Ngadikusuman": _Shop(
        "Motif carica dan purwaceng, ditulis tangan oleh lima perempuan.", "Ngadikusuman, Kertek", "Ditulis tangan, warna tidak luntur.", orders=1),
    "Gula Semut Kertek": _Shop(
        "Nira disadap pagi dan sore, dikeringkan sampai benar-benar kering.", "Bojasari, Kertek", "Manis alami, mudah larut.",
        "Nira kelapa", "500 g", 9, years=0, days=540, orders=2),
    "Tempe Keripik Gondang": _Shop(
        "Tempe dibungkus daun, diiris setipis kertas.", "Gondang, Watumalang", "Tipis, gurih, tahan dua bulan.",
        "Kedelai, tepung beras, bumbu, minyak nabati", "200 g", 15, days=60),
    "Telur Asin Sukoharjo": _Shop(
        "Bebek diumbar di sawah, telurnya diasinkan dua belas hari.", "Sukoharjo", "Kuningnya masir.", "Telur bebek, garam",
        "1 butir", 3, packaging=6, days=21, orders=1),
    "Anyaman Bambu Rogojati": _Shop("Besek dan tampah dari bambu apus.", "Rogojati, Sukoharjo", "Kuat dan rapat, untuk hajatan.", orders=1),
    "Kopi Bowongso Bu Yuli": _Shop(
        "Arabika dari lereng Sumbing, disangrai setiap Senin.", "Mergosari, Sukoharjo", "Harum, digiling sesuai pesanan.", "Kopi arabika", "200 g",
        10, packaging=5, days=365, halal=True, opened=False),
}  # fmt: skip
_OWN = _Shop(
    "Koperasi para purna migran di Wonosobo. Barang harian untuk anggota dan siapa saja.",
    "Wonosobo",
    "Untuk anggota ada harga khusus.",
    orders=2,
)


def fill(house: House, today: date) -> None:
    """Facts, photos, permits, batches and windows of the businesses and of the cooperative; then orders."""
    for number, business in enumerate(enterprises.list_enterprises(house.cooperative_id), start=1):
        if business.name in _SHOPS:
            desk = Desk(house.cooperative_id, business.book_id, house.treasurer, today)
            _furnish(house, desk, (business.name, _SHOPS[business.name]), number)
    _furnish(house, house.desk(today), ("Toko Koperasi Purna Migran", _OWN), 0)


def _furnish(house: House, desk: Desk, named: tuple[str, _Shop], number: int) -> None:
    """One shop, all of it in one transaction."""
    name, about = named
    made = {good[0] for plan in PLANS if plan.name == name for good in plan.goods}
    items = [item for item in queries.candidates(desk.book_id) if not made or item.name in made]
    items = items[:_MOST_SHOWN]
    if not items:
        return
    random = Random(f"etalase-{name}")  # noqa: S311 - for invented facts
    folder: Path = current_app.extensions["settings"].files
    with transaction():
        _permit(house, desk, Permit(Kind.NIB, f"{random.randint(10**12, 10**13 - 1)}"))
        for place, item in enumerate(items):
            _describe(house, desk, item, about, folder)
            if about.food:
                _license(house, desk, item, about, number * 10 + place)
                _batches(house, desk, item, about)
        _open(desk, name, about, items)
    if about.opened:
        _order(house, desk, about, random)


def _describe(house: House, desk: Desk, item: Item, about: _Shop, folder: Path) -> None:
    facts = Facts(
        description=about.line,
        ingredients=about.ingredients, net_content=about.net,
        packaging=about.packaging if about.food else 0, is_food=bool(about.food),
        storage="Simpan di tempat kering dan sejuk" if about.food else "",
        shelf_life_days=about.days if about.food else 0,
        producer="" if about is _OWN else f"Usaha anggota KPMS, {about.place}",
    )  # fmt: skip
    catalogue.save_facts(desk=desk, item_id=item.id, new=facts)
    for number in range(2 if about.orders > 1 and about is not _OWN else 1):
        caption = item.name if not number else f"{item.name}, dari dekat"
        catalogue.add_photo(
            desk=desk, new=NewPhoto(item.id, picture(item.name, number), caption), folder=folder,
            request_id=house.request(),
        )  # fmt: skip


def _license(house: House, desk: Desk, item: Item, about: _Shop, serial: int) -> None:
    """A P-IRT of Wonosobo (3307) that ends in `years`, in a few weeks when that is 0; for some, halal."""
    last = date(desk.today.year + about.years, 6, 30)
    if not about.years:
        last = desk.today + timedelta(days=24)
    digits = f"{about.packaging}{about.food:02d}3307{serial % 10 + 1:02d}{serial:04d}{last:%y}"
    number = f"P-IRT {digits[:13]}-{digits[13:]}"
    _permit(house, desk, Permit(Kind.PIRT, number, last, item_id=item.id))
    if about.halal:
        _permit(house, desk, Permit(Kind.HALAL, f"ID33110{serial:012d}", item_id=item.id))


def _permit(house: House, desk: Desk, new: Permit) -> None:
    catalogue.add_permit(desk=desk, new=new, request_id=house.request())


def _batches(house: House, desk: Desk, item: Item, about: _Shop) -> None:
    """One fresh batch, and one from so long ago that it needs looking at."""
    for ago in (4, max(about.days - 12, 5)):
        made = desk.today - timedelta(days=ago)
        new = Batch(
            item.id, freshness.next_number(item.name, made, set()), made,
            freshness.last_good_day(made, about.days), 40 * item.shown_unit.factor,
        )  # fmt: skip
        catalogue.add_batch(desk=desk, new=new, request_id=house.request())


def _open(desk: Desk, name: str, about: _Shop, items: list[Item]) -> None:
    """The window; its phone number is nobody's."""
    new = Window(
        slug=address.proposed(name), title=name, story=about.story, place=about.place,
        phone="0812-0000-1234", delivery="Ambil di tempat atau kirim paket, ongkos kirim dibayar pembeli.",
    )  # fmt: skip
    shop.save_window(desk=desk, new=new)
    by_stock = about is _OWN
    supplies = [Supply.STOCK if by_stock else Supply.TO_ORDER for _item in items]
    goods = [
        Shown(item.id, supply, 10 * item.shown_unit.factor)
        for item, supply in zip(items, supplies, strict=True)
    ]
    shop.lay_out(desk=desk, goods=goods)
    if about.opened:
        shop.publish(desk=desk, agreed=True, words=_CONSENT)


def _order(house: House, desk: Desk, about: _Shop, random: Random) -> None:
    """A few orders of the last weeks; the older ones were answered and handed over."""
    card = queries.get_window(desk.cooperative_id, desk.book_id)
    for number in range(about.orders):
        on = desk.today - timedelta(days=(about.orders - number - 1) * 6)
        offers = [one.offered for one in queries.goods_in(card, on) if one.offered.available]
        if not offers:
            continue
        wanted = {offer.item_id: random.randint(1, 5) for offer in random.sample(offers, 1)}
        phone = f"0813{random.randint(20_000_000, 89_999_999)}"
        buyer = Buyer(random.choice(_BUYERS), phone, random.choice(_NOTES))
        with transaction():
            order = shop.place_order(
                card=card, buyer=buyer, counts=wanted, request_id=house.request(), on=on
            )
            _go_on(desk, order.id, late=about.orders - number)


def _go_on(desk: Desk, order_id: int, *, late: int) -> None:
    for then in (Status.ANSWERED, Status.DONE)[: max(late - 1, 0)]:
        shop.take_step(desk=desk, order_id=order_id, then=then)
