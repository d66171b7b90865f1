"""The pages of items and stock, in the browser without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from coop_app import ledger
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products.queries import Item, Point
from tests.make import NOW, make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_item, make_point, make_stock
from tests.people import Browser, decide_all, signed_in


class House:
    """A cooperative with an office, a village group with its coordinator, and palm sugar."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group = make_group(self.key, "Kuripan")
            self.sri = make_member(self.key, self.group, "Sri Wahyuni")
            self.gula = make_item(self.desk, "Gula aren", low_at=5_000)
            self.office = make_point(self.desk, "Kantor")
            self.village = make_point(self.desk, "Kuripan", kind="group", group_id=self.group)
        self.bendahara = signed_in(app, self.key)

    def coordinator(self) -> Browser:
        return signed_in(self.app, self.key, "koordinator", group_id=self.group)

    def stock(
        self, quantity: int = 62_500, cost: int = 900_000, point: Point | None = None
    ) -> None:
        with self.app.app_context():
            make_stock(self.desk, self.gula, point or self.office, quantity, cost)

    def lies(self) -> dict[str, tuple[int, int]]:
        with self.app.app_context():
            found = queries.on_hand(self.desk.book_id)
            return {one.point.name: (one.quantity, int(one.value)) for one in found}

    def items(self) -> list[Item]:
        with self.app.app_context():
            return queries.list_items(self.desk.book_id)

    def is_sound(self) -> None:
        with self.app.app_context():
            assert ledger.audit(book_id=self.desk.book_id) == []
            assert queries.check(self.desk.book_id) == []


@pytest.fixture
def house(bare_app: Flask) -> Iterator[House]:
    with time_machine.travel(NOW, tick=True):
        yield House(bare_app)


def text(answer: Any, status: int = 200) -> str:
    body: str = answer.get_data(as_text=True)
    assert answer.status_code == status, re.sub(r"\s+", " ", body)[:3000]
    return body


NEW = {
    "name": "Tepung terigu", "kind": "raw_material", "base_unit": "g", "unit_1": "kg",
    "factor_1": "1.000", "unit_2": "karung", "factor_2": "25 kg", "shown_unit": "kg",
    "low": "50", "method": "fifo", "request_id": "i-1",
}  # fmt: skip


def test_an_item_is_written_down_with_its_units(house: House) -> None:
    assert 'value="1000"' in text(house.bendahara.get("/barang/baru"))
    answer = house.bendahara.post("/barang/baru", NEW)
    page = text(house.bendahara.get(answer.location))
    assert "kg = 1.000 g, karung = 25 kg" in page
    assert "50 kg" in page
    assert "FIFO" in page
    assert [item.name for item in house.items()] == ["Gula aren", "Tepung terigu"]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"name": "Gula aren"}, "Sudah ada yang bernama Gula aren."),
        ({"name": " "}, "Tulis nama."),
        ({"factor_1": ""}, "Satu kg harus paling sedikit 1 g"),
        ({"factor_1": "1.5"}, "Maksudnya 1,5?"),
        ({"factor_2": "25 dus"}, "bukan satuan"),
        ({"unit_2": "KG"}, "Satuan KG tertulis dua kali."),
        ({"shown_unit": "dus"}, "bukan satuan"),
        ({"low": "0,0001"}, "bukan kelipatan bulat g."),
        ({"owner": "Zzz"}, "tidak menunjuk tepat satu anggota"),
        ({"consigned": "y"}, "Pilih anggota pemilik barangnya."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    house: House, typed: dict[str, str], sentence: str
) -> None:
    page = text(house.bendahara.post("/barang/baru", NEW | typed), 422)
    assert sentence in page, re.findall(r'class="error"[^>]*>([^<]*)', page)
    assert 'value="karung"' in page or "unit_2" in typed
    assert len(house.items()) == 1


def test_an_item_that_moved_keeps_its_method(house: House) -> None:
    house.stock()
    path = f"/barang/{house.gula.id}/ubah"
    assert "sudah pernah bergerak" in text(house.bendahara.get(path))
    wrong = NEW | {"name": "Gula aren", "method": "fifo"}
    assert "tetap seperti semula" in text(house.bendahara.post(path, wrong), 422)
    right = NEW | {"name": "Gula merah", "method": "moving_average", "owner": house.sri.label}
    assert house.bendahara.post(path, right).status_code == 303
    (item,) = house.items()
    assert (item.name, item.owner_member_id, item.method) == (
        "Gula merah",
        house.sri.id,
        "moving_average",
    )


def test_prices_are_for_members_and_for_others(house: House) -> None:
    path = f"/barang/{house.gula.id}/harga"
    for audience, amount, day in (
        ("member", "18.000", "2026-01-01"), ("other", "20.000", "2026-01-01"), ("member", "19.000", "2026-09-01"),
    ):  # fmt: skip
        sent = {"audience": audience, "amount": amount, "unit": "kg", "valid_from": day}
        assert house.bendahara.post(path, sent).status_code == 303
    assert "18.000" in text(house.bendahara.get("/barang/harga"))
    assert "20.000" in text(house.bendahara.get("/barang/harga?untuk=other"))
    assert "19.000" in text(house.bendahara.get("/barang/harga?on=2026-09-01"))
    assert "Tidak ada harga" in text(house.bendahara.get("/barang/harga?on=2025-09-01"))
    sent = {"audience": "member", "amount": "0", "unit": "kg", "valid_from": "2026-01-01"}
    assert "di atas nol" in text(house.bendahara.post(path, sent), 422)
    for kind in ("xlsx", "csv", "pdf"):
        assert house.bendahara.get(f"/barang/harga?format={kind}").status_code == 200


def test_points_are_made_for_every_group(house: House) -> None:
    with house.app.app_context():
        make_group(house.key, "Sindoro")
    assert "Sindoro" in text(house.bendahara.get("/barang/tempat"))
    assert house.bendahara.post("/barang/tempat/kelompok").status_code == 303
    sent = {"name": "Toko Bu Tini", "kind": "shop", "address": "Pasar Kertek"}
    assert house.bendahara.post("/barang/tempat", sent).status_code == 303
    assert "Sudah ada yang bernama" in text(house.bendahara.post("/barang/tempat", sent), 422)
    with house.app.app_context():
        names = [point.name for point in queries.list_points(house.desk.book_id)]
    assert names == ["Kantor", "Kuripan", "Sindoro", "Toko Bu Tini"]


def test_a_point_with_goods_stays_open(house: House) -> None:
    house.stock()
    path = f"/barang/tempat/{house.office.id}"
    assert "Masih ada barang" in text(house.bendahara.post(f"{path}/aktif"), 422)
    assert (
        house.bendahara.post(
            f"{path}/ubah", {"name": "Kantor pusat", "address": "Jl. Dieng 1"}
        ).status_code
        == 303
    )
    closed = f"/barang/tempat/{house.village.id}/aktif"
    assert house.bendahara.post(closed).status_code == 303
    assert "ditutup" in text(house.bendahara.get("/barang/tempat"))


def test_opening_stock_shows_the_journal_and_asks_a_second_person(house: House) -> None:
    path = f"/barang/saldo-awal?tempat={house.office.id}"
    sheet = {
        "on": "2026-08-01", f"quantity_{house.gula.id}": "62,5", f"cost_{house.gula.id}": "900.000",
        "memo": "", "people": "", "request_id": "o-1",
    }  # fmt: skip
    shown = text(house.bendahara.post(path, sheet | {"step": "preview"}))
    assert "900.000" in shown
    assert "Gula aren 62,5 kg" in shown
    asked = house.bendahara.post(
        path, sheet | {"second_person": "ask", "second_reason": "Buku baru"}
    )
    assert (asked.status_code, house.lies()) == (303, {})
    decide_all(house.app, house.key)
    assert house.lies() == {"Kantor": (62_500, 900_000)}
    house.is_sound()


def test_goods_move_with_a_delivery_note(house: House) -> None:
    house.stock()
    path = f"/barang/pindah?tempat={house.office.id}"
    sheet = {
        "on": "2026-08-14", "to_point": str(house.village.id), f"quantity_{house.gula.id}": "1 karung",
        "people": "Pak Darto", "memo": "", "request_id": "t-1",
    }  # fmt: skip
    assert "Gula aren 25 kg" in text(house.bendahara.post(path, sheet | {"step": "preview"}))
    answer = house.bendahara.post(path, sheet | {"step": "save"})
    assert house.lies() == {"Kantor": (37_500, 540_000), "Kuripan": (25_000, 360_000)}
    page = text(house.bendahara.get(answer.location))
    assert "Kantor → Kuripan" in page
    paper = house.bendahara.get(f"{answer.location}.pdf")
    assert paper.data.startswith(b"%PDF")
    again = house.bendahara.post(path, sheet | {"step": "save"})
    assert (again.location, house.lies()["Kuripan"]) == (answer.location, (25_000, 360_000))
    house.is_sound()


def test_too_much_is_refused_at_its_line(house: House) -> None:
    house.stock()
    path = f"/barang/rusak?tempat={house.office.id}"
    sheet = {
        "on": "2026-08-14",
        f"quantity_{house.gula.id}": "63",
        "memo": "Basah",
        "people": "",
        "request_id": "s-1",
    }
    page = text(house.bendahara.post(path, sheet | {"step": "save"}), 422)
    assert "Hanya ada 62,5 kg Gula aren di Kantor. 63 kg tidak bisa keluar." in page
    assert 'value="63"' in page
    assert "terendam" in text(house.bendahara.post(path, sheet | {"memo": "", "step": "save"}), 422)
    good = house.bendahara.post(path, sheet | {f"quantity_{house.gula.id}": "0,5", "step": "save"})
    assert house.bendahara.get(f"{good.location}.pdf").data.startswith(b"%PDF")
    assert house.lies() == {"Kantor": (62_000, 892_800)}


def test_the_list_and_the_card_lead_to_the_book(house: House) -> None:
    house.stock()
    page = text(house.bendahara.get("/barang/persediaan"))
    assert "62,5 kg" in page
    assert page.count("900.000") >= 4  # row, total, list and book
    card = re.search(r'href="(/barang/kartu/\d+)"', page)
    assert card
    shown = text(house.bendahara.get(card[1]))
    assert "14.400 / kg" in shown
    assert re.search(r'href="/buku/bukti/\d+"', shown)
    for kind in ("xlsx", "csv", "pdf"):
        assert house.bendahara.get(f"{card[1]}?format={kind}").status_code == 200
        assert house.bendahara.get(f"/barang/persediaan?format={kind}").status_code == 200


def test_what_runs_low_is_listed(house: House) -> None:
    house.stock(quantity=5_001)
    assert "Gula aren" not in text(house.bendahara.get("/barang/menipis")).split("<main")[1]
    with house.app.app_context():
        position = queries.on_hand(house.desk.book_id)[0]
    assert not position.is_low
    sheet = {
        "on": "2026-08-14",
        f"quantity_{house.gula.id}": "1 g",
        "memo": "Tumpah",
        "people": "",
        "step": "save",
    }
    house.bendahara.post(f"/barang/rusak?tempat={house.office.id}", sheet)
    assert "Gula aren" in text(house.bendahara.get("/barang/menipis")).split("<main")[1]


def test_a_coordinator_counts_the_own_point_and_no_other(house: House) -> None:
    house.stock(point=house.village)
    phone = house.coordinator()
    assert "Kantor" not in text(phone.get("/barang/opname")).split("<main")[1]
    refused = phone.post("/barang/opname", {"point": str(house.office.id), "on": "2026-08-14"})
    assert refused.status_code == 422
    begun = phone.post(
        "/barang/opname", {"point": str(house.village.id), "on": "2026-08-14", "request_id": "c"}
    )
    assert begun.status_code == 303, text(begun)
    found = {f"found_{house.gula.id}": "62", "people": "", "step": "save", "request_id": "n"}
    assert phone.post(begun.location, found).status_code == 303
    assert "-0,5 kg" in text(phone.get(begun.location))
    finish = found | {"step": "finish", "people": "Sri, Budi"}
    assert "Tulis sebabnya" in text(phone.post(begun.location, finish), 422)
    finish[f"reason_{house.gula.id}"] = "Susut"
    assert phone.post(begun.location, finish).status_code == 303
    assert phone.post(f"{begun.location}/bukukan").status_code == 403
    assert house.bendahara.post(f"{begun.location}/bukukan").status_code == 303
    assert house.lies() == {"Kuripan": (62_000, 892_800)}
    assert phone.get(f"{begun.location}.pdf").data.startswith(b"%PDF")
    house.is_sound()


def test_a_coordinator_sees_no_other_point(house: House) -> None:
    house.stock()
    phone = house.coordinator()
    page = text(phone.get("/barang/persediaan"))
    assert "900.000" not in page
    with house.app.app_context():
        key = queries.on_hand(house.desk.book_id)[0].position_id
    assert phone.get(f"/barang/kartu/{key}").status_code == 404
    assert house.bendahara.get(f"/barang/kartu/{key}").status_code == 200


def test_another_cooperative_sees_nothing(house: House) -> None:
    house.stock()
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        make_savings(other)
        key = queries.on_hand(house.desk.book_id)[0].position_id
    stranger = signed_in(house.app, other)
    for path in (
        f"/barang/{house.gula.id}",
        f"/barang/kartu/{key}",
        f"/barang/tempat/{house.office.id}/ubah",
    ):
        assert stranger.get(path).status_code == 404
    assert "Gula aren" not in text(stranger.get("/barang/"))


def test_an_entry_of_goods_is_not_undone_in_the_journal(house: House) -> None:
    house.stock()
    with house.app.app_context():
        seq = max(entry.seq for entry in ledger.journal(book_id=house.desk.book_id).rows)
    undo = house.bendahara.post(f"/buku/bukti/{seq}/batal", {"on": "2026-08-14", "why": "Salah"})
    assert undo.status_code == 404
    house.is_sound()


def test_goods_of_the_cash_book_are_sorted(house: House) -> None:
    lines = (
        ledger.debit("inventory_raw_materials", Money(50_000)),
        ledger.credit("suspense", Money(50_000)),
    )
    with house.app.app_context(), transaction():
        entry = ledger.Entry(house.desk.today, "Kulakan", "x:1", lines)
        ledger.post(entry, book_id=house.desk.book_id, by=1)
    assert "/barang/rinci" in text(house.bendahara.get("/barang/persediaan"))
    path = f"/barang/rinci?tempat={house.office.id}"
    sheet = {
        "on": "2026-08-14", f"quantity_{house.gula.id}": "3", f"cost_{house.gula.id}": "60.000",
        "memo": "", "people": "", "request_id": "b-1", "step": "save",
    }  # fmt: skip
    assert "hanya ada Rp50.000" in text(house.bendahara.post(path, sheet), 422)
    right = sheet | {f"cost_{house.gula.id}": "50.000"}
    assert "Gula aren 3 kg" in text(house.bendahara.post(path, right | {"step": "preview"}))
    assert house.bendahara.post(path, right).status_code == 303
    assert "/barang/rinci" not in text(house.bendahara.get("/barang/persediaan"))
    assert "50.000" not in text(house.bendahara.get("/barang/persediaan?on=2026-08-01"))
    house.is_sound()
