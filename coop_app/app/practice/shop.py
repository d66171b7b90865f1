"""The practice cooperative's small shop: one item on the shelf, one supplier."""

from datetime import date

from coop_app.auth.rules.desk import Desk
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.documents import OPENING, Document, DocumentLine
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.purchasing.rules.rounds.plans import SupplierFacts
from coop_app.purchasing.service.rounds.suppliers import add_supplier

ITEM, UNIT, SUPPLIER = "Gula pasir 1 kg", "bungkus", "Toko Grosir Latihan"
#: what a piece costs, and what members and others pay; rupiah
COST, MEMBER, OTHER = 16_000, 17_000, 18_000
_THERE = 40


def open_shop(*, desk: Desk, first: date, request_id: str) -> None:
    """The office's shelf with forty packs of sugar, their prices, and where more is bought."""
    office = stock.office(desk=desk)
    item = stock.add_item(desk=desk, facts=ItemFacts(name=ITEM, kind=Kind.GOODS, base_unit=UNIT))
    for audience, amount in (("member", MEMBER), ("other", OTHER)):
        stock.set_price(
            desk=desk, item_id=item.id, audience=audience, amount=Money(amount), unit=UNIT,
            valid_from=first,
        )  # fmt: skip
    line = DocumentLine(item.id, _THERE, Money(_THERE * COST))
    opening = Document(OPENING, office.id, first, (line,), memo="Isi rak")
    stock.record(desk=desk, document=opening, request_id=request_id)
    add_supplier(desk=desk, facts=SupplierFacts(name=SUPPLIER))
