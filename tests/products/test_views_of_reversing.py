"""A document of stock is taken back on the screen: why, the second person, what the pages say then."""

import re
from typing import Any

from tests.make import make_cooperative, make_savings
from tests.make_products import make_item, make_point
from tests.people import decide_all, read, signed_in
from tests.products.test_views import House, house, text

__all__ = ["house"]


def spoil(house: House) -> str:
    """Half a kilogram spoiled at the office; the address of its page."""
    house.stock()
    sheet = {
        "on": "2026-08-14", f"quantity_{house.gula.id}": "0,5", "memo": "Basah", "people": "",
        "request_id": "s-1", "step": "save",
    }  # fmt: skip
    answer = house.bendahara.post(f"/barang/rusak?tempat={house.office.id}", sheet)
    return str(answer.location)


def asked(**facts: Any) -> dict[str, Any]:
    known = {"why": "Salah tempat", "on": "2026-08-14", "request_id": "b-1", "second_person": "ask"}
    return known | facts


def test_it_waits_for_a_second_person_and_then_everything_is_back(house: House) -> None:
    page = spoil(house)
    assert f"{page}/batal" in text(house.bendahara.get(page))
    assert "0,5 kg" in text(house.bendahara.get(f"{page}/batal"))
    text(house.bendahara.post(f"{page}/batal", asked(why="")), 422)
    sent = house.bendahara.post(f"{page}/batal", asked())
    assert re.fullmatch(r"/persetujuan/\d+", sent.location)
    assert "Salah tempat" in text(house.bendahara.get(sent.location))
    assert house.lies()["Kantor"] == (62_000, 892_800)
    decide_all(house.app, house.key)
    assert house.lies()["Kantor"] == (62_500, 900_000)
    shown = read(text(house.bendahara.get(page)))
    assert "Dokumen ini dibatalkan pada Jumat, 14 Agustus 2026: Salah tempat" in shown
    assert f"{page}/batal" not in shown
    assert "dibatalkan" in text(house.bendahara.get("/barang/dokumen"))
    assert house.bendahara.get(f"{page}.pdf").data.startswith(b"%PDF")
    again = text(house.bendahara.post(f"{page}/batal", asked(request_id="b-2")), 422)
    assert "sudah dibatalkan" in again
    house.is_sound()


def test_coordinators_and_strangers_take_nothing_back(house: House) -> None:
    page = spoil(house)
    assert house.coordinator().post(f"{page}/batal", asked()).status_code in {403, 404}
    with house.app.app_context():
        key = make_cooperative("Koperasi Lain")
        desk = make_savings(key)
        make_item(desk, "Garam"), make_point(desk, "Kantor")
    stranger = signed_in(house.app, key)
    assert stranger.get(f"{page}/batal").status_code == 404
    assert stranger.post(f"{page}/batal", asked()).status_code == 404
