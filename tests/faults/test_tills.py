"""Tills on a served program: the last pack, a repeated tap, a lost answer; on both databases."""

import http.client
import itertools
from typing import Any

import pytest

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import Kind
from tests.faults.browser import Tab, new_id
from tests.faults.forms import Filled
from tests.faults.house import House, books, faults, rows, today
from tests.faults.processes import Stable
from tests.faults.test_lost_reply import AT_ONCE, deaf, send_at_once
from tests.make_products import make_item, make_point, make_stock

_NOTES = """SELECT count(*) FROM sale JOIN journal_entry AS entry
    ON entry.book_id = sale.book_id AND entry.seq = sale.entry_seq
    AND entry.source = 'sales.sale:' || sale.id"""


class Shop:
    """The house with one kind of goods on a shelf, at 12.000 a pack."""

    def __init__(self, house: House, packs: int) -> None:
        self.house = house
        with books(house):
            desk = Desk(house.cooperative_id, house.book_id, 1, today())
            point = make_point(desk, "Kantor", kind="office")
            item = make_item(desk, "Keripik", base_unit="bungkus", kind=Kind.GOODS)
            with transaction():
                stock.set_price(
                    desk=desk, item_id=item.id, audience="other", amount=Money(12_000), unit="",
                    valid_from=today(),
                )  # fmt: skip
            make_stock(desk, item, point, packs, packs * 7_000)
            self.point, self.item = point.id, item.id

    def form(self, packs: int = 1) -> Filled:
        facts: dict[str, Any] = {
            f"q-{self.item}": packs, "way": "cash", "on": today().isoformat(), "step": "save",
        }  # fmt: skip
        return "sale", f"/penjualan/kasir/{self.point}", facts

    def proven(self, *, notes: int, left: int) -> None:
        """So many notes, each with its entry, so much on the shelf, and nothing wrong anywhere."""
        with books(self.house):
            assert int(rows(_NOTES)[0][0]) == int(rows("SELECT count(*) FROM sale")[0][0]) == notes
            assert products.quantity_at(self.house.book_id, self.item, self.point) == left
            assert faults(self.house) == []


def test_the_last_pack_at_eight_tills(either_house: House, stable: Stable) -> None:
    shop = Shop(either_house, packs=1)
    with stable.serving(either_house.environment) as (_server, address):
        answers = send_at_once(either_house, address, shop.form(), (new_id() for _ in range(99)))
    assert sorted(one.status for one in answers) == [303] + [422] * (AT_ONCE - 1)
    refused = next(one for one in answers if one.status == 422)
    assert "Keripik" in refused.sentence
    shop.proven(notes=1, left=0)


def test_eight_taps_on_one_button(either_house: House, stable: Stable) -> None:
    shop = Shop(either_house, packs=20)
    with stable.serving(either_house.environment) as (_server, address):
        answers = send_at_once(either_house, address, shop.form(), itertools.repeat(new_id()))
    assert {one.status for one in answers} == {303}, answers[0].sentence
    assert len({one.location for one in answers}) == 1
    shop.proven(notes=1, left=19)


def test_the_answer_is_lost(either_house: House, stable: Stable) -> None:
    shop, request_id = Shop(either_house, packs=20), new_id()
    _kind, path, facts = shop.form()
    with (
        stable.serving(either_house.environment) as (_server, address),
        Tab(address, either_house.cookie) as tab,
    ):
        token = tab.fields("/akun")["csrf_token"]
        with (
            deaf(address) as line,
            Tab(line, tab.cookie, token) as cut_off,
            pytest.raises((OSError, http.client.HTTPException)),
        ):
            cut_off.post(path, facts | {"request_id": request_id})
        shop.proven(notes=1, left=19)
        again = [tab.post(path, facts | {"request_id": request_id}) for _ in range(2)]
        assert [one.status for one in again] == [303, 303], again[0].sentence
        assert again[0].location == again[1].location
        refused = tab.post(path, shop.form(2)[2] | {"request_id": request_id})
        assert refused.status == 422
        assert "sudah terkirim dengan isi yang lain" in refused.sentence
    shop.proven(notes=1, left=19)
