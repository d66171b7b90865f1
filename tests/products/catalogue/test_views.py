"""The catalogue's pages: whose products, photos, batches, permits, labels."""

import re
from datetime import date
from typing import Any

import pytest

from coop_app.db import transaction
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue.freshness import Batch
from coop_app.products.service import catalogue as service
from tests.make_window import make_permit, make_photo, picture
from tests.people import signed_in

FACTS = {
    "description": "Renyah dan gurih", "is_food": "y", "ingredients": "Pisang, minyak, garam",
    "net_content": "250 g", "packaging": "2", "shelf_life_days": "60", "producer": "Bu Sri",
    "producer_place": "Kuripan, Wonosobo", "request_id": "k-1",
}  # fmt: skip


def permit(**facts: str) -> dict[str, str]:
    return {
        "kind": "pirt", "number": "P-IRT 3063306010072-19", "request_id": "p-1",
        "issued_on": "", "valid_until": "",
    } | facts  # fmt: skip


def test_catalogue_shows_ones_own_products_only(office: Any) -> None:
    text = office.text("/barang/katalog")
    assert "Keripik Pisang" in text
    assert "Gula Semut" not in text
    assert "Sirup Carica" not in text
    assert "Gula Semut" in office.text("/barang/katalog", office.bendahara)
    assert "Keripik Pisang" not in office.text("/barang/katalog", office.bendahara)
    assert "Keripik" not in office.text("/barang/katalog?cari=kopi")


@pytest.mark.parametrize("path", ["katalog", "keterangan", "label"])
def test_other_peoples_products_do_not_exist(office: Any, path: str) -> None:
    for item in (office.syrup, office.sugar, office.theirs):
        assert office.member.get(f"/barang/{item.id}/{path}").status_code == 404
    assert office.bendahara.get(f"/barang/{office.chips.id}/{path}").status_code == 404


def test_nobody_posts_to_other_peoples_products(office: Any) -> None:
    for item in (office.syrup, office.sugar, office.theirs):
        for path in ("keterangan", "foto", "batch"):
            assert office.member.post(f"/barang/{item.id}/{path}").status_code == 404


def test_save_facts(office: Any) -> None:
    path = f"/barang/{office.chips.id}/keterangan"
    assert 'name="net_content"' in office.text(path)
    assert office.member.post(path, FACTS).status_code == 303
    text = office.text(f"/barang/{office.chips.id}/katalog")
    assert "Renyah dan gurih" in text
    assert "Bu Sri, Kuripan, Wonosobo" in text
    assert "250 g" in office.text(path)


def test_save_facts_says_what_is_wrong_and_keeps_the_rest(office: Any) -> None:
    answer = office.member.post(
        f"/barang/{office.chips.id}/keterangan", FACTS | {"shelf_life_days": "9999"}
    )
    assert answer.status_code == 422
    assert "Renyah dan gurih" in answer.get_data(as_text=True)


def test_add_photo_and_look_at_it(office: Any) -> None:
    answer = office.send_photo(office.chips.id, caption="Keripik di piring")
    assert answer.status_code == 303
    text = office.text(f"/barang/{office.chips.id}/katalog")
    assert 'alt="Keripik di piring"' in text
    [path] = re.findall(r'src="(/barang/foto/\d+/kecil)"', text)
    shown = office.member.get(path)
    assert shown.mimetype == "image/webp"
    assert shown.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert office.bendahara.get(path).status_code == 404
    assert office.member.get(path.replace("kecil", "besar")).status_code == 404


def test_add_photo_refuses_what_is_no_photo(office: Any) -> None:
    answer = office.send_photo(office.chips.id, content=b"<script>alert(1)</script>")
    assert answer.status_code == 422
    answer = office.member.post(f"/barang/{office.chips.id}/foto", {"request_id": "x"})
    assert answer.status_code == 422


def test_put_photo_first_and_remove_photo(office: Any) -> None:
    folder = office.app.extensions["settings"].files
    with office.app.app_context():
        keys = [
            make_photo(office.sris, office.chips.id, folder, content=picture(side=200))
            for _ in range(2)
        ]
        hers = make_photo(office.tutis, office.syrup.id, folder, content=picture(side=200))
    for act in ("depan", "hapus"):
        assert office.member.post(f"/barang/foto/{hers}/{act}").status_code == 404
    assert office.member.post(f"/barang/foto/{keys[1]}/depan").status_code == 303
    assert office.member.post(f"/barang/foto/{keys[0]}/hapus").status_code == 303
    text = office.text(f"/barang/{office.chips.id}/katalog")
    assert re.findall(r'src="/barang/foto/(\d+)/kecil"', text) == [str(keys[1])]
    assert len(list(folder.rglob("*.webp"))) == 4


def test_add_batch_and_finish_batch(office: Any) -> None:
    path = f"/barang/{office.chips.id}/batch"
    batch = {
        "number": "KP-1", "made_on": "2026-08-14", "best_before": "2026-08-20", "quantity": "40",
        "request_id": "b-1",
    }  # fmt: skip
    assert office.member.post(path, batch).status_code == 303
    text = office.text("/barang/kedaluwarsa")
    assert "KP-1" in text
    assert "40 bungkus" in text
    again = office.member.post(path, batch | {"request_id": "b-2"})
    assert again.status_code == 422
    assert "KP-1" in again.get_data(as_text=True)
    wrong = office.member.post(
        path, batch | {"request_id": "b-3", "number": "K", "quantity": "1,5"}
    )
    assert wrong.status_code == 422
    with office.app.app_context():
        [card] = catalogue.batches([office.sris.book_id])
    assert office.bendahara.post(f"/barang/batch/{card.id}/habis").status_code == 404
    assert office.member.post(f"/barang/batch/{card.id}/habis").status_code == 303
    assert "KP-1" not in office.text("/barang/kedaluwarsa?status=semua")


def test_add_permit_tells_what_looks_wrong_and_keeps_it(office: Any) -> None:
    assert office.member.post(
        f"/barang/{office.chips.id}/keterangan", FACTS | {"request_id": "k-2"}
    ).status_code == 303  # fmt: skip
    form = permit(item=f"i{office.chips.id}")
    assert office.member.post("/barang/izin/baru", form).status_code == 303
    text = office.text("/barang/izin")
    assert "P-IRT 3063306010072-19" in text
    assert "kedaluwarsa" in text
    assert "plastik" in text  # the number says carton, the product says plastic
    assert "P-IRT 3063306010072-19" in office.text("/barang/izin?status=berakhir")
    assert "P-IRT 3063306010072-19" not in office.text("/barang/izin", office.bendahara)


def test_add_permit_without_number_is_the_form_again(office: Any) -> None:
    book = f"b{office.sris.book_id}"
    answer = office.member.post("/barang/izin/baru", permit(item=book, number=" "))
    assert answer.status_code == 422
    dates = permit(item=book, kind="nib", issued_on="2026-05-01", valid_until="2026-01-01")
    assert office.member.post("/barang/izin/baru", dates).status_code == 422


def test_permit_form_offers_only_ones_own(office: Any) -> None:
    text = office.text(f"/barang/izin/baru?barang={office.chips.id}")
    assert "Keripik Pisang" in text
    assert "Sirup Carica" not in text
    for choice in (f"i{office.syrup.id}", f"b{office.tutis.book_id}", f"b{office.desk.book_id}"):
        assert office.member.post("/barang/izin/baru", permit(item=choice)).status_code == 422


def test_end_permit_and_permit_file(office: Any) -> None:
    with office.app.app_context():
        mine = make_permit(office.sris, None, "nib", "1234567890123")
        hers = make_permit(office.tutis, None, "nib", "9999999999999")
    assert office.member.get(f"/barang/izin/{mine}/berkas").status_code == 404
    assert office.member.get(f"/barang/izin/{hers}/berkas").status_code == 404
    assert office.member.post(f"/barang/izin/{hers}/akhiri").status_code == 404
    assert office.member.post(f"/barang/izin/{mine}/akhiri").status_code == 303
    assert "1234567890123" not in office.text("/barang/izin")


def test_lists_come_as_files(office: Any) -> None:
    for path in ("/barang/izin", "/barang/kedaluwarsa"):
        for kind in ("xlsx", "csv", "pdf"):
            answer = office.member.get(f"{path}?format={kind}")
            assert answer.status_code == 200
            assert answer.mimetype != "text/html"


def test_label_form_prints_valid_permits_only(office: Any) -> None:
    with office.app.app_context():
        make_permit(office.sris, office.chips.id, "pirt", "P-IRT 3063306010072-19")
        make_permit(office.sris, None, "nib", "1234567890123")
    path = f"/barang/{office.chips.id}/label"
    text = office.text(path)
    assert "NIB 1234567890123" in text
    assert "3063306010072" not in text
    sheet = office.member.get(f"{path}?batch=0&copies=12&price=y")
    assert sheet.mimetype == "application/pdf"
    assert sheet.data == office.member.get(f"{path}?batch=0&copies=12&price=y").data
    for wrong in ("copies=0&batch=0", "copies=500&batch=0", "copies=5&batch=77"):
        assert office.member.get(f"{path}?{wrong}").status_code == 422


def test_a_member_without_business_sees_a_friendly_page(office: Any) -> None:
    stranger = signed_in(office.app, office.key, "anggota")
    for path in ("/barang/katalog", "/barang/izin", "/barang/kedaluwarsa", "/barang/izin/baru"):
        assert stranger.get(path).status_code == 200


def test_the_owner_is_reminded_on_the_own_page(office: Any) -> None:
    with office.app.app_context():
        make_permit(office.sris, office.chips.id, "pirt", "P-IRT 3063306010072-19")
        make_permit(office.sris, None, "halal", "ID33110000", valid_until=date(2026, 9, 1))
        make_permit(office.sris, None, "bpom", "MD 1234567", valid_until=date(2027, 1, 1))
        make_permit(office.tutis, None, "bpom", "MD 7654321", valid_until=date(2026, 1, 1))
        for number, end in (("A", date(2026, 8, 13)), ("B", date(2026, 8, 18))):
            with transaction():
                service.add_batch(
                    desk=office.sris, request_id=number,
                    new=Batch(office.chips.id, number, date(2026, 8, 1), end, 4),
                )  # fmt: skip
    text = office.text("/laporan/saya")
    for sentence in (
        "1 izin sudah kedaluwarsa", "1 izin berakhir dalam 30 hari", "1 izin berakhir dalam enam bulan",
        "1 batch sudah lewat", "1 batch tinggal kurang dari seminggu",
    ):  # fmt: skip
        assert sentence in text
    assert "kedaluwarsa" not in office.text("/", office.bendahara)
