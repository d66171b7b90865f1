"""The owner's pages: writing, laying out, opening, orders, papers; whose they are."""

import io
import re
from datetime import timedelta
from typing import Any

import time_machine

from coop_app.sales.queries import window as queries
from tests.make import NOW
from tests.make_window import make_permit, picture
from tests.people import signed_in

WORDS = {
    "title": "Dapur Bu Sri", "slug": "bu-sri", "story": "Sejak 2019.", "place": "Kuripan",
    "phone": "0812-3456-7890", "delivery": "Ambil di rumah", "request_id": "w-1",
}  # fmt: skip


def test_own_windows_leads_a_member_to_the_only_one(street: Any) -> None:
    answer = street.member.get("/warung-saya")
    assert answer.location == street.own
    assert "Dapur" in street.text("/warung-saya?semua=1", street.member)
    assert signed_in(street.app, street.key, "anggota").get("/warung-saya").status_code == 200


def test_own_window_is_nobody_elses(street: Any) -> None:
    for person in (street.bendahara, signed_in(street.app, street.key, "anggota")):
        for rest in ("", "/pesanan", "/daftar-harga.pdf", "/poster.pdf", "/pesanan/1"):
            assert person.get(street.own + rest).status_code == 404
        for rest in ("", "/barang", "/buka", "/tutup", "/pesanan/1"):
            assert person.post(street.own + rest, WORDS).status_code == 404
    coop = f"/warung-saya/{street.desk.book_id}"
    assert street.member.get(coop).status_code == 404
    assert street.bendahara.get(coop).status_code == 200


def test_save_window_lay_out_and_open_own_window(street: Any) -> None:
    coop = f"/warung-saya/{street.desk.book_id}"
    person = street.bendahara
    assert person.post(coop, WORDS).status_code == 303
    words = {"request_id": "b-1", f"show-{street.sugar.id}": "y",
             f"supply-{street.sugar.id}": "stock", f"few-{street.sugar.id}": "5"}  # fmt: skip
    assert person.post(f"{coop}/barang", words).status_code == 303
    refused = person.post(f"{coop}/buka", {"request_id": "b-2"})
    assert refused.status_code == 422
    assert street.visitor.get("/warung/bu-sri").status_code == 404
    assert person.post(f"{coop}/buka", {"request_id": "b-3", "agree": "y"}).status_code == 303
    assert "Gula Semut" in street.text("/warung/bu-sri")
    with street.app.app_context():
        card = queries.get_window(street.key, street.desk.book_id)
        assert [one.few_below for one in queries.shown_in(card.id)] == [5]
        [said] = queries.consents(card.id)
    assert "internet" in said.words
    assert person.post(f"{coop}/tutup").status_code == 303
    assert street.visitor.get("/warung/bu-sri").status_code == 404


def test_save_window_says_what_is_wrong(street: Any) -> None:
    for wrong in (
        {"title": ""},
        {"slug": "Bu Sri"},
        {"slug": "foto"},
        {"phone": "12"},
        {"phone": ""},
    ):
        answer = street.member.post(street.own, WORDS | wrong)
        assert answer.status_code == 422
        assert "Sejak 2019." in answer.get_data(as_text=True)
    taken = street.bendahara.post(
        f"/warung-saya/{street.desk.book_id}", WORDS | {"slug": "dapur-sri"}
    )
    assert taken.status_code == 422


def test_lay_out_never_empties_an_open_window(street: Any) -> None:
    assert street.member.post(f"{street.own}/barang", {"request_id": "x"}).status_code == 422
    foreign = {"request_id": "y", f"show-{street.sugar.id}": "y"}
    assert street.member.post(f"{street.own}/barang", foreign).status_code == 422


def test_window_orders_and_take_step(street: Any) -> None:
    street.order({street.chips.id: 2}, note="Sore")
    text = street.text(f"{street.own}/pesanan", street.member)
    assert "Wati" in text
    assert "1 " in street.text(street.own, street.member)
    assert "Wati" in street.text(f"{street.own}/pesanan?cari=wat&status=new", street.member)
    assert "Wati" not in street.text(f"{street.own}/pesanan?status=done", street.member)
    [path] = set(re.findall(rf'href="({street.own}/pesanan/\d+)"', text))
    page = street.text(path, street.member)
    assert "0813-1111-2222" in page
    assert "https://wa.me/6281311112222?text=" in page
    step = {"then": "answered", "note": "bisa besok", "request_id": "s-1"}
    assert street.member.post(path, step).status_code == 303
    assert "bisa besok" in street.text(path, street.member)
    assert street.member.post(path, step | {"then": "done"}).status_code == 303
    assert street.member.post(path, step | {"then": "cancelled"}).status_code == 422
    assert street.member.post(path, step | {"then": "new"}).status_code == 422
    for kind in ("xlsx", "csv", "pdf"):
        assert street.member.get(f"{street.own}/pesanan?format={kind}").status_code == 200


def test_window_price_list_and_window_poster_are_paper(street: Any) -> None:
    for path in ("daftar-harga.pdf", "daftar-harga.pdf?anggota=1", "poster.pdf"):
        answer = street.member.get(f"{street.own}/{path}")
        assert answer.mimetype == "application/pdf"
        assert answer.data == street.member.get(f"{street.own}/{path}").data


def test_the_label_bears_the_public_page_while_it_is_open(street: Any) -> None:
    path = f"/barang/{street.chips.id}/label"
    public = f"http://localhost/warung/dapur-sri/{street.chips.id}"
    with street.app.app_context():
        make_permit(street.sris, None, "nib", "1234567890123")
    assert public in street.text(path, street.member)
    street.member.post(f"{street.own}/tutup")
    assert public not in street.text(path, street.member)
    assert public not in street.text(f"/barang/{street.hidden.id}/label", street.member)


def test_the_owner_is_told_of_new_orders_on_the_own_page(street: Any) -> None:
    assert "pesanan baru" not in street.text("/laporan/saya", street.member)
    street.order({street.chips.id: 2})
    assert "1 pesanan baru" in street.text("/laporan/saya", street.member)
    assert "pesanan baru" not in street.text("/", street.bendahara)


def test_hang_photo_shows_it_to_the_public_until_it_is_taken_down(street: Any) -> None:
    def sent(content: bytes, request_id: str) -> int:
        file = (io.BytesIO(content), "dapur.jpg")
        facts = {"request_id": request_id, "caption": "Dapur kami", "file": file}
        return int(street.member.post(f"{street.own}/foto", facts).status_code)

    assert sent(picture(), "f-1") == 303
    (small,) = re.findall(
        r'src="([^"]+/kecil)"[^>]*alt="Dapur kami"', street.text("/warung/dapur-sri")
    )
    assert street.visitor.get(small).status_code == 200
    assert 'alt="Dapur kami"' in street.text(street.own, street.member)
    assert sent(b"no picture", "f-2") == 422
    assert street.bendahara.post(f"{street.own}/foto", {"request_id": "f-3"}).status_code == 404
    assert street.bendahara.post(f"{street.own}/foto/hapus").status_code == 404
    assert street.member.post(f"{street.own}/foto/hapus").status_code == 303
    assert "Dapur kami" not in street.text("/warung/dapur-sri")
    assert street.visitor.get(small).status_code == 404


def test_an_old_order_shows_its_goods_and_nobody(street: Any) -> None:
    assert "180 hari" in street.text("/warung/dapur-sri/pesan")
    placed = street.order({street.chips.id: 2})
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        street.order({street.chips.id: 1}, request_id="o-2")
        person = signed_in(
            street.app, street.key, "anggota", member_id=street.sri.id, group_id=street.group
        )
        listed = street.text(f"{street.own}/pesanan?status=new", person)
        shown = street.text(f"{street.own}/pesanan/1", person)
        again = street.text(placed.location)
    assert "dihapus" in listed
    assert "180 hari" in shown
    assert "Rp24.000" in shown
    for text in (shown, again):
        assert "Wati" not in text
        assert "0813" not in text
