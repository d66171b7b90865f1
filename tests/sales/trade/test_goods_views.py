"""The pages of members' goods, in a browser without JavaScript."""

import re

import pytest
from flask import Flask

from coop_app import clock
from coop_app.sales.queries.trade import acts, lying
from coop_app.sales.rules.trade.consignment import ReportLine
from tests.make import make_group
from tests.make_trade import Trading
from tests.people import Browser, decide_all, signed_in

_ID = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


class Counter:
    """The treasurer at the screen, and the house behind it."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self.house = Trading()
            self.member_id = self.house.sri.id
            self.point_id = self.house.point.id
            self.item_id = self.house.keripik.id
        self.app = app
        self.coop = self.house.cooperative_id
        self.browser = signed_in(app, self.coop)

    def page(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200, path
        return answer.get_data(as_text=True)

    def send(self, page: str, path: str, **data: object) -> tuple[int, str, str]:
        found = _ID.search(self.page(page))
        assert found
        answer = self.browser.post(path, {"request_id": found[1], **data})
        return answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True)

    def today(self) -> str:
        return clock.today().isoformat()


@pytest.fixture
def counter(bare_app: Flask) -> Counter:
    return Counter(bare_app)


def _leave(counter: Counter, quantity: str = "20") -> str:
    path = f"/titip-jual/terima/{counter.member_id}"
    status, where, text = counter.send(
        path, path,
        **{f"jumlah_{counter.item_id}": quantity, f"harga_{counter.item_id}": "10.000"},
        point=counter.point_id, on=counter.today(),
    )  # fmt: skip
    assert status == 303, text
    return where


def test_goods_are_received_and_the_slip_is_printed(counter: Counter) -> None:
    assert "25%" in counter.page(f"/titip-jual/terima/{counter.member_id}")
    where = _leave(counter)
    text = counter.page(where)
    assert "Keripik pisang" in text
    assert "20 bungkus" in text
    paper = counter.browser.get(f"{where}/cetak")
    assert paper.data.startswith(b"%PDF")
    overview = counter.page("/titip-jual")
    assert "Rp200.000" in overview
    assert "Sri Wahyuni" in overview


def test_what_cannot_be_read_stays_in_the_form(counter: Counter) -> None:
    path = f"/titip-jual/terima/{counter.member_id}"
    status, _where, text = counter.send(
        path, path,
        **{f"jumlah_{counter.item_id}": "2,5", f"harga_{counter.item_id}": "10.000"},
        point=counter.point_id, on=counter.today(),
    )  # fmt: skip
    assert status == 422
    assert 'value="2,5"' in text
    assert "2,5 bungkus" in text


def test_moved_given_back_and_spoiled(counter: Counter) -> None:
    _leave(counter)
    with counter.app.app_context():
        shop = counter.house.shop()
    for word, quantity, extra in (
        ("pindah", "5", {"to_point": shop.point_id, "why": ""}),
        ("kembali", "3", {"to_point": 0, "why": ""}),
        ("rusak", "2", {"to_point": 0, "why": "Kena air"}),
    ):
        path = f"/titip-jual/{word}/{counter.member_id}/{counter.point_id}"
        status, where, text = counter.send(
            path, path, **{f"jumlah_{counter.item_id}": quantity}, on=counter.today(), **extra
        )
        assert status == 303, text
        assert counter.browser.get(f"{where}/cetak").data.startswith(b"%PDF")
    with counter.app.app_context():
        assert lying.quantity_at(counter.item_id, counter.point_id) == 10
        assert lying.quantity_at(counter.item_id, shop.point_id) == 5
    path = f"/titip-jual/rusak/{counter.member_id}/{counter.point_id}"
    status, _where, text = counter.send(
        path, path, **{f"jumlah_{counter.item_id}": "11"}, on=counter.today(), why="Hilang"
    )
    assert status == 422
    assert "10 bungkus" in text


def test_a_shop_reports_with_part_of_the_money(counter: Counter) -> None:
    with counter.app.app_context():
        house = counter.house
        shop = house.shop(share=10_000)
        house.leave(20)
        house.step("moved", 10, to_point_id=shop.point_id)
    page = f"/titip-jual/toko/{shop.point_id}"
    typed = {
        f"laku_{counter.item_id}": "4", f"balik_{counter.item_id}": "1",
        f"rusak_{counter.item_id}": "", "received": "30.000", "place": counter.house.kas,
        "back_to": counter.point_id, "on": counter.today(), "step": "preview",
    }  # fmt: skip
    status, _where, text = counter.send(page, f"{page}/lapor", **typed)
    assert status == 200
    assert "Rp36.000" in text
    assert "Rp6.000" in text
    status, where, text = counter.send(page, f"{page}/lapor", **(typed | {"step": "save"}))
    assert status == 303, text
    assert "Rp6.000" in counter.page(where)
    assert counter.browser.get(f"{where}/cetak").data.startswith(b"%PDF")
    assert "Rp6.000" in counter.page("/titip-jual/toko")
    with counter.app.app_context():
        assert counter.house.is_clean()


def test_a_cost_and_the_settlement(counter: Counter) -> None:
    with counter.app.app_context():
        counter.house.leave(20)
        counter.house.sell(10, 100_000)
        counter.house.bon(20_000)
    cost = f"/titip-jual/biaya/{counter.member_id}"
    typed = {"amount": "5.000", "what": "Label", "place": counter.house.kas, "on": counter.today()}
    assert counter.send(cost, cost, step="preview", **typed)[0] == 200
    assert counter.send(cost, cost, step="save", **typed)[0] == 303
    path = f"/titip-jual/bayar/{counter.member_id}"
    text = counter.page(path)
    assert 'value="20.000"' in text
    assert 'value="50.000"' in text
    typed = {
        "set_off": "20.000",
        "paid": "50.000",
        "place": counter.house.kas,
        "on": counter.today(),
    }
    assert counter.send(path, path, step="preview", **typed)[0] == 200
    status, where, text = counter.send(path, path, step="save", **typed)
    assert status == 303, text
    assert "Rp50.000" in counter.page(where)
    assert counter.browser.get(f"{where}/cetak").data.startswith(b"%PDF")
    assert "Rp0" in counter.page(f"/titip-jual/pemilik/{counter.member_id}")


def test_every_list_downloads(counter: Counter) -> None:
    _leave(counter)
    for path in ("/titip-jual", "/piutang", "/piutang/pelanggan", "/pelanggan", "/beli-putus"):
        for kind in ("", "?format=xlsx", "?format=csv", "?format=pdf"):
            assert counter.browser.get(path + kind).status_code == 200


def test_the_commission_page(counter: Counter) -> None:
    status, _where, text = counter.send(
        "/titip-jual/komisi", "/titip-jual/komisi", percent="12,5", member=counter.member_id,
        item=0, valid_from=counter.today(), decided_by="Rapat",
    )  # fmt: skip
    assert status == 303, text
    assert "12,5%" in counter.page("/titip-jual/komisi")


def _own(counter: Counter, member_id: int) -> Browser:
    return signed_in(counter.app, counter.coop, "anggota", member_id=member_id)


def test_an_owner_sees_own_goods_and_nobody_elses(counter: Counter) -> None:
    with counter.app.app_context():
        act = counter.house.leave(7)
        other = counter.house.saver.id
    mine = _own(counter, counter.member_id)
    text = mine.get("/titip-jual/saya").get_data(as_text=True)
    assert "7 bungkus" in text
    assert "Keripik pisang" in text
    assert mine.get(f"/titip-jual/saya/bukti/{act.id}").status_code == 200
    assert mine.get(f"/titip-jual/saya/bukti/{act.id}/cetak").data.startswith(b"%PDF")
    stranger = _own(counter, other)
    assert "Keripik" not in stranger.get("/titip-jual/saya").get_data(as_text=True)
    assert stranger.get(f"/titip-jual/saya/bukti/{act.id}").status_code == 404
    assert stranger.get(f"/titip-jual/bukti/{act.id}").status_code == 403
    assert stranger.get("/piutang").status_code == 403


def test_another_cooperative_finds_nothing(counter: Counter) -> None:
    with counter.app.app_context():
        act = counter.house.leave(7)
        shop = counter.house.shop()
        counter.house.step("moved", 2, to_point_id=shop.point_id)
        counter.house.report(shop, [ReportLine(counter.item_id, 1)], 0)
        elsewhere = Trading()
    strange = signed_in(counter.app, elsewhere.cooperative_id)
    for path in (
        f"/titip-jual/bukti/{act.id}", f"/titip-jual/bukti/{act.id}/cetak",
        f"/titip-jual/pemilik/{counter.member_id}", f"/titip-jual/toko/{shop.point_id}",
        f"/titip-jual/terima/{counter.member_id}", f"/titip-jual/bayar/{counter.member_id}",
        f"/titip-jual/pindah/{counter.member_id}/{counter.point_id}",
        f"/piutang/pelanggan/{shop.customer_id}", f"/piutang/anggota/{counter.member_id}",
        f"/pelanggan/{shop.customer_id}", f"/beli-putus/{counter.member_id}",
    ):  # fmt: skip
        assert strange.get(path).status_code == 404, path
    assert "Keripik pisang" not in strange.get("/titip-jual").get_data(as_text=True)
    with counter.app.app_context():
        assert acts.list_acts(elsewhere.book) == []


def test_a_coordinator_sees_the_own_village_only(counter: Counter) -> None:
    with counter.app.app_context():
        act = counter.house.leave(7)
        counter.house.bon(10_000)
        other_group = make_group(counter.coop, "Kertek")
        tini = counter.house.customer()
    mine = signed_in(
        counter.app, counter.coop, "koordinator", member_id=counter.house.saver.id,
        group_id=counter.house.group_id,
    )  # fmt: skip
    strange = signed_in(
        counter.app, counter.coop, "koordinator", member_id=counter.house.saver.id,
        group_id=other_group,
    )  # fmt: skip
    for path in (
        f"/titip-jual/pemilik/{counter.member_id}", f"/titip-jual/bukti/{act.id}",
        f"/piutang/anggota/{counter.member_id}",
    ):  # fmt: skip
        assert mine.get(path).status_code == 200, path
        assert strange.get(path).status_code == 404, path
    assert "Sri Wahyuni" in mine.get("/piutang").get_data(as_text=True)
    for path in ("/titip-jual", "/piutang", "/piutang/pelanggan", "/beli-putus"):
        assert "Sri Wahyuni" not in strange.get(path).get_data(as_text=True)
        assert b"10.000" not in strange.get(f"{path}?format=csv").data
    assert strange.get(f"/piutang/pelanggan/{tini.id}").status_code == 404
    assert mine.get("/titip-jual/toko").status_code == 403
    assert b'href="/titip-jual/toko"' not in mine.get("/titip-jual").data
    assert mine.get(f"/titip-jual/terima/{counter.member_id}").status_code == 403


def test_the_supervisor_reads_and_changes_nothing(counter: Counter) -> None:
    with counter.app.app_context():
        act = counter.house.leave(7)
    reader = signed_in(counter.app, counter.coop, "pengawas")
    for path in (
        "/titip-jual", "/titip-jual/toko", "/beli-putus", "/piutang", "/piutang/pelanggan",
        f"/titip-jual/bukti/{act.id}/cetak", f"/titip-jual/pemilik/{counter.member_id}",
    ):  # fmt: skip
        assert reader.get(path).status_code == 200, path
    for path in ("/titip-jual/terima", "/titip-jual/komisi", "/pelanggan"):
        assert reader.get(path).status_code == 403, path


def test_a_shops_report_shows_each_owner_only_the_own_goods(counter: Counter) -> None:
    with counter.app.app_context():
        house = counter.house
        shop = house.shop()
        other = house.product("Rengginang", owner_member_id=house.saver.id)
        house.leave(5)
        house.leave(5, item=other, member_id=house.saver.id)
        house.step("moved", 5, to_point_id=shop.point_id)
        house.step("moved", 5, item=other, member_id=house.saver.id, to_point_id=shop.point_id)
        lines = [ReportLine(house.keripik.id, 2), ReportLine(other.id, 3)]
        act = house.report(shop, lines, 50_000)
    text = counter.page(f"/titip-jual/bukti/{act.id}")
    assert "Keripik pisang" in text
    assert "Rengginang" in text
    own = _own(counter, counter.member_id).get(f"/titip-jual/saya/bukti/{act.id}")
    shown = own.get_data(as_text=True)
    assert "Keripik pisang" in shown
    assert "Rengginang" not in shown
    assert "Rp50.000" not in shown, "what the shop handed over for all"


def test_a_wrong_settlement_is_taken_back_by_two(counter: Counter) -> None:
    with counter.app.app_context():
        counter.house.leave(10)
        counter.house.sell(10, 100_000)
        goods, act = acts.list_acts(counter.house.book)[0], counter.house.settle(75_000)
    paper = f"/titip-jual/bukti/{act.id}"
    assert f"{paper}/batal" in counter.page(paper)
    assert counter.browser.get(f"/titip-jual/bukti/{goods.id}/batal").status_code == 404
    asked = {"second_person": "ask", "why": "Salah jumlah", "on": counter.today()}
    status, _where, text = counter.send(f"{paper}/batal", f"{paper}/batal", **asked)
    assert status == 303, text
    decide_all(counter.app, counter.coop)
    with counter.app.app_context():
        assert counter.house.due() == 75_000
        assert counter.house.is_clean()
    text = counter.page(paper)
    assert "dibatalkan" in text
    assert f"{paper}/batal" not in text
    assert counter.browser.get(f"{paper}/batal").status_code == 404
    assert counter.browser.get(f"{paper}/cetak").data.startswith(b"%PDF")
    assert "Rp75.000" in counter.page(f"/titip-jual/pemilik/{counter.member_id}")
