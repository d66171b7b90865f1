"""The pages of receiving, from the bill to the settlement, with a browser without JavaScript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from coop_app import clock
from coop_app.auth import rules
from coop_app.money import Money
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.deliveries import list_deliveries
from coop_app.purchasing.queries.receiving.receipts import list_receipts
from tests.make import make_cooperative, make_savings
from tests.make_products import make_point
from tests.make_receiving import (
    DAY,
    KG,
    Village,
    make_advance,
    make_delivery,
    make_receipt,
    make_short,
    make_village,
)
from tests.people import Browser, signed_in


@dataclass
class Office:
    """The village with a treasurer at the screen."""

    village: Village
    browser: Browser

    def text(self, path: str, status: int = 200) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == status, path
        return answer.get_data(as_text=True)

    def pdf(self, path: str) -> bytes:
        answer = self.browser.get(path)
        assert answer.status_code == 200, path
        assert answer.data[:4] == b"%PDF"
        return bytes(answer.data)

    def send(self, path: str, data: dict[str, object], status: int) -> str:
        answer = self.browser.post(path, data)
        found = answer.get_data(as_text=True)
        assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", found)[:3000]
        return found

    @property
    def round(self) -> str:
        return f"/pengadaan/ronde/{self.village.round_id}"


@pytest.fixture
def office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    village = make_village(offer={"market_price": Money(13_000)})
    browser = signed_in(app, village.desk.cooperative_id, rules.BENDAHARA)
    yield Office(village, browser)
    village.audit()


def bill(office: Office, **more: object) -> dict[str, object]:
    village = office.village
    key = village.item.id
    return {
        "request_id": "bill-1", "ronde": village.round_id,
        "supplier": village.shown.supplier_id, "point": village.office.id,
        "received_on": "2026-08-20", "bill_date": "2026-08-20", "bill_number": "F-9",
        "freight_billed": "100.000", "basis": "weight", "bill_place": "0",
        f"billed-{key}": "100 kg", f"received-{key}": "3 karung", f"amount-{key}": "1.050.000",
        f"reason-{key}": "short",
    } | more  # fmt: skip


def test_goods_are_received_after_a_look(office: Office) -> None:
    village = office.village
    assert "100 kg" in office.text(f"/pengadaan/terima/baru?ronde={village.round_id}")
    shown = office.send("/pengadaan/terima/baru", bill(office, step="preview"), 200)
    assert "887.500" in shown
    assert "262.500" in shown
    assert list_receipts(village.desk.cooperative_id) == []
    office.send("/pengadaan/terima/baru", bill(office), 303)
    (receipt,) = list_receipts(village.desk.cooperative_id)
    page = office.text(f"/pengadaan/terima/{receipt.id}")
    assert "F-9" in page
    assert "75 kg" in page
    office.pdf(f"/pengadaan/terima/{receipt.id}.pdf")
    assert "F-9" in office.text("/pengadaan/terima?cari=F-9")
    assert office.browser.get("/pengadaan/terima?format=xlsx").status_code == 200


def test_what_cannot_be_read_is_said_at_its_cell(office: Office) -> None:
    key = office.village.item.id
    wrong = bill(office, **{f"received-{key}": "2.5 kg"})
    assert "2,5 kg" in office.send("/pengadaan/terima/baru", wrong, 422)
    without = bill(office, **{f"reason-{key}": ""})
    office.send("/pengadaan/terima/baru", without, 422)
    assert list_receipts(office.village.desk.cooperative_id) == []


def test_other_goods_are_received_without_a_round(office: Office) -> None:
    office.text("/pengadaan/terima/baru")
    data = bill(office, **{
        "ronde": "", "item-1": office.village.item.item_id, "billed-1": "25", "received-1": "25",
        "amount-1": "250.000", "reason-1": "",
    })  # fmt: skip
    office.send("/pengadaan/terima/baru", data, 303)
    assert office.village.shown.state == "ordered"


def test_a_claim_is_credited(office: Office) -> None:
    make_short(office.village)
    (claim,) = list_claims(office.village.desk.cooperative_id)
    path = f"/pengadaan/klaim/{claim.id}"
    assert "262.500" in office.text("/pengadaan/klaim")
    office.text(path)
    data: dict[str, object] = {
        "request_id": "c-1", "how": "credited", "on": "2026-08-20", "note_number": "NK-4",
        "place": office.village.cash,
    }  # fmt: skip
    assert "262.500" in office.send(path, data | {"step": "preview"}, 200)
    office.send(path, data, 303)
    assert "NK-4" in office.text(path)
    assert "NK-4" not in office.text("/pengadaan/klaim?semua=1")


def test_bills_are_paid_in_part(office: Office) -> None:
    village = office.village
    key = make_receipt(village)
    make_advance(village, 0, 600_000)
    supplier = village.shown.supplier_id
    path = f"/pengadaan/utang/{supplier}"
    assert "1.150.000" in office.text("/pengadaan/utang")
    assert "1.150.000" in office.text(path)
    assert "1.150.000" in office.text(f"{path}/bayar")
    data: dict[str, object] = {
        "request_id": "p-1", "on": "2026-08-20", "place": village.cash, "amount": "500.000",
        "faktur": key,
    }  # fmt: skip
    assert "500.000" in office.send(f"{path}/bayar", data | {"step": "preview"}, 200)
    office.send(f"{path}/bayar", data, 303)
    assert village.balance("trade_payable") == -650_000
    assert "650.000" in office.text(path)
    office.text("/pengadaan/bayar/1")
    office.pdf("/pengadaan/bayar/1.pdf")
    too_much = data | {"request_id": "p-2", "amount": "650.001"}
    office.send(f"{path}/bayar", too_much, 422)
    short = data | {"request_id": "p-3", "amount": "200.000"}
    office.send(f"{path}/bayar", short, 422)
    assert village.balance("cash_on_hand") == 100_000


def test_a_supplier_is_paid_in_advance(office: Office) -> None:
    village = office.village
    make_advance(village, 0, 600_000)
    path = f"/pengadaan/utang/{village.shown.supplier_id}/uang-muka"
    office.text(path)
    data: dict[str, object] = {
        "request_id": "a-1", "on": "2026-08-20", "place": village.cash, "amount": "300.000",
    }  # fmt: skip
    assert "300.000" in office.send(path, data | {"step": "preview"}, 200)
    office.send(path, data, 303)
    office.send(path, data | {"request_id": "a-2", "amount": "100.000", "back": "y"}, 303)
    assert village.balance("supplier_advances") == 200_000


def test_the_sharing_is_shown_and_printed_with_its_reasons(office: Office) -> None:
    assert "Barang belum datang" in office.text(f"{office.round}/pembagian")
    make_receipt(office.village)
    shown = office.text(f"{office.round}/pembagian")
    assert "42 kg" in shown
    assert "Cahyani" in shown
    office.pdf(f"{office.round}/pembagian.pdf")
    office.pdf(f"{office.round}/pembagian.pdf?kelompok={office.village.group_id}")
    office.pdf(f"{office.round}/alasan.pdf")


def test_part_of_a_share_is_moved(office: Office) -> None:
    village = office.village
    make_receipt(village)
    path = f"{office.round}/pembagian/{village.item.id}/pindah"
    office.text(f"{path}?dari={village.members[0].id}")
    data: dict[str, object] = {
        "request_id": "m-1", "from_member": village.members[0].id, "to_member": "Cahyani",
        "quantity": "2 kg", "why": "Tukar giliran",
    }  # fmt: skip
    office.send(path, data | {"to_member": "Entah"}, 422)
    office.send(path, data, 303)
    assert "Tukar giliran" in office.text(f"{office.round}/pembagian")


def test_goods_are_handed_over_with_a_look_first(office: Office) -> None:
    village = office.village
    make_receipt(village)
    make_advance(village, 0, 100_000)
    path = f"{office.round}/serahkan/{village.members[0].id}"
    form = office.text(path)
    assert "491.820" in form
    assert "391.820" in form
    data: dict[str, object] = {
        "request_id": "h-1", f"quantity-{village.item.id}": "42 kg", "on": "2026-08-20",
        "point": village.office.id, "place": village.cash, "advance": "100.000", "cash": "391.820",
    }  # fmt: skip
    assert "483.000" in office.send(path, data | {"step": "preview"}, 200)
    part = data | {"step": "price", f"quantity-{village.item.id}": "21"}
    assert "245.910" in office.send(path, part, 200)
    office.send(path, data | {"cash": "1"}, 422)
    office.send(path, data, 303)
    (delivery,) = list_deliveries(village.desk.cooperative_id)
    assert "491.820" in office.text(f"/pengadaan/serahan/{delivery.id}")
    office.pdf(f"/pengadaan/serahan/{delivery.id}.pdf")
    assert "491.820" in office.text(f"{office.round}/serahan")
    assert office.browser.get(f"{office.round}/serahan?format=csv").status_code == 200


def test_a_wrong_delivery_is_taken_back(office: Office) -> None:
    village = office.village
    make_receipt(village)
    key = make_delivery(village, 0)
    path = f"/pengadaan/serahan/{key}/retur"
    office.text(path)
    data: dict[str, object] = {
        "request_id": "b-1", f"quantity-{village.item.id}": "42 kg", "on": "2026-08-20",
        "place": village.cash, "why": "Salah orang",
    }  # fmt: skip
    assert "491.820" in office.send(path, data | {"step": "preview"}, 200)
    office.send(path, data, 303)
    assert village.quantity() == 100 * KG


def test_goods_are_sent_to_a_village(office: Office) -> None:
    village = office.village
    make_receipt(village)
    point = make_point(village.desk, "Kuripan", kind="group", group_id=village.group_id)
    path = f"{office.round}/surat-jalan"
    assert "100 kg" in office.text(path)
    data: dict[str, object] = {
        "request_id": "s-1", "from_point": village.office.id, "to_point": point.id,
        "on": "2026-08-20", f"quantity-{village.item.id}": "60 kg", "carrier": "Pak Slamet",
    }  # fmt: skip
    office.send(path, data | {f"quantity-{village.item.id}": "101 kg"}, 422)
    office.send(path, data, 303)
    assert "Pak Slamet" in office.text("/pengadaan/surat-jalan/1")
    office.pdf("/pengadaan/surat-jalan/1.pdf")


def test_advances_come_in_and_go_back(office: Office) -> None:
    village = office.village
    path = f"/pengadaan/uang-muka/{village.members[1].id}"
    assert office.browser.get("/pengadaan/uang-muka?cari=Badriyah").status_code == 303
    office.text(f"{path}?ronde={village.round_id}")
    data: dict[str, object] = {
        "request_id": "u-1", "kind": "in", "on": "2026-08-20", "amount": "75.000",
        "place": village.cash, "ronde": village.round_id,
    }  # fmt: skip
    assert "75.000" in office.send(path, data | {"step": "preview"}, 200)
    office.send(path, data, 303)
    assert "75.000" in office.text("/pengadaan/uang-muka")
    office.text("/pengadaan/uang-muka/bukti/1")
    office.pdf("/pengadaan/uang-muka/bukti/1.pdf")
    back = data | {"request_id": "u-2", "kind": "back", "amount": "75.001"}
    office.send(path, back, 422)
    office.send(path, back | {"amount": "75.000"}, 303)
    assert village.balance("member_deposits_orders") == 0


def test_the_round_is_settled_from_its_account(office: Office) -> None:
    village = office.village
    make_receipt(village)
    path = f"{office.round}/neraca"
    office.send(path, {"request_id": "x", "explained": ""}, 422)
    for member in range(3):
        make_delivery(village, member)
    assert "1.171.000" in office.text(path)
    office.pdf(f"{path}.pdf")
    office.send(path, {"request_id": "x", "explained": ""}, 303)
    assert village.shown.state == "settled"
    office.text(path)
    office.pdf(f"{path}.pdf")


def test_a_member_sees_her_own_goods_only(office: Office, app: Flask) -> None:
    village = office.village
    make_receipt(village)
    mine, other = make_delivery(village, 0), make_delivery(village, 1)
    member = signed_in(
        app, village.desk.cooperative_id, rules.ANGGOTA, member_id=village.members[0].id
    )
    page = member.get("/pengadaan/barang-saya").get_data(as_text=True)
    assert "491.820" in page
    assert "421.560" not in page
    assert member.get(f"/pengadaan/barang-saya/{mine}.pdf").status_code == 200
    assert member.get(f"/pengadaan/barang-saya/{other}.pdf").status_code == 404
    assert member.get(f"/pengadaan/serahan/{mine}").status_code == 403
    assert member.get("/pengadaan/utang").status_code == 403


def test_a_member_sees_what_came_and_not_what_was_hoped_for(office: Office, app: Flask) -> None:
    mine = office.village.members[1].id
    path = f"/pengadaan/pesan/{office.village.round_id}"
    key = office.village.desk.cooperative_id
    member = signed_in(app, key, rules.ANGGOTA, member_id=mine)
    hoped = member.get(path).get_data(as_text=True)
    assert "Saya dapat 36 kg." in hoped
    make_short(office.village)
    share = office.village.shared.of(mine)
    assert share is not None
    page = member.get(path).get_data(as_text=True)
    assert "Saya dapat 36 kg." not in page
    assert f"Saya dapat {office.village.shared.text(share.quantity)}." in page
    assert f"{int(share.whole):,}".replace(",", ".") in page
    assert "lebih murah per kg" not in page


def test_strangers_see_nothing(office: Office, app: Flask) -> None:
    make_receipt(office.village)
    make_delivery(office.village, 0)
    make_advance(office.village, 0, 5_000)
    other = make_cooperative("Koperasi Tetangga")
    make_savings(other)
    browser = signed_in(app, other, rules.BENDAHARA)
    for path in (
        "terima/1", "terima/1.pdf", "serahan/1", "serahan/1.pdf", "serahan/1/retur",
        f"ronde/{office.village.round_id}/pembagian", f"ronde/{office.village.round_id}/neraca",
        f"utang/{office.village.shown.supplier_id}", "uang-muka/bukti/1",
        f"uang-muka/{office.village.members[0].id}",
    ):  # fmt: skip
        assert browser.get(f"/pengadaan/{path}").status_code == 404, path


def test_old_dates_wait_for_a_second_person(office: Office) -> None:
    old = bill(office, received_on="2026-08-12", bill_date="2026-08-12")
    assert "orang-kedua" in office.send("/pengadaan/terima/baru", old, 422)
    asked = old | {"second_person": "ask", "second_reason": "Terlambat dicatat"}
    office.send("/pengadaan/terima/baru", asked, 303)
    assert list_receipts(office.village.desk.cooperative_id) == []
