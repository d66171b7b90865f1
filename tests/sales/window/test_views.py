"""The public pages of shop windows: what they show, and never show; ordering without an account."""

import re
from typing import Any
from urllib.parse import unquote

from coop_app.db import transaction
from coop_app.products.queries import catalogue
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window.showing import Shown, Supply
from coop_app.sales.service import window
from coop_app.sales.views.window import looking
from tests.make_window import make_permit, make_photo, make_product, make_window, picture


def test_window_shows_what_its_owner_put_there(street: Any) -> None:
    text = street.text("/warung/dapur-sri")
    assert "Keripik Pisang" in text
    assert "Rp12.000 / bungkus" in text
    assert "Resep Rahasia" not in text
    assert "Gula Semut" not in text


def test_window_shows_nothing_of_the_register(street: Any) -> None:
    for path in ("/warung", "/warung/dapur-sri", f"/warung/dapur-sri/{street.chips.id}"):
        text = street.text(path)
        for private in ("Sri Wahyuni", "9999", "Kuripan", "0017"):
            assert private not in text, (path, private)


def test_a_closed_or_unknown_window_does_not_exist(street: Any) -> None:
    paths = ["", f"/{street.chips.id}", "/pesan", "/pesanan/abc"]
    with street.app.app_context(), transaction():
        window.withdraw(desk=street.sris)
    for rest in paths:
        assert street.visitor.get(f"/warung/dapur-sri{rest}").status_code == 404
        assert street.visitor.get(f"/warung/tidak-ada{rest}").status_code == 404
    assert "Dapur dapur-sri" not in street.text("/warung")


def test_windows_lists_the_open_ones_of_one_cooperative(street: Any) -> None:
    with street.app.app_context():
        theirs = make_product(street.other, "Kopi Tetangga")
        make_window(street.other, Shown(theirs.id, Supply.TO_ORDER), slug="kopi-tetangga")
    text = street.text(f"/warung?koperasi={street.key}")
    assert "dapur-sri" in text
    assert "kopi-tetangga" not in text
    choice = street.text("/warung")
    assert f"koperasi={street.key}" in choice
    assert "/warung/dapur-sri" not in choice
    assert "/warung/dapur-sri" in street.text("/warung", street.member)
    assert "kopi-tetangga" not in street.text("/warung?koperasi=999")


def test_window_product_shows_valid_permits_only(street: Any) -> None:
    with street.app.app_context():
        make_permit(street.sris, street.chips.id, "pirt", "P-IRT 3063306010072-19")
        make_permit(street.sris, None, "nib", "1234567890123")
    text = street.text(f"/warung/dapur-sri/{street.chips.id}")
    assert "NIB 1234567890123" in text
    assert "3063306010072" not in text
    for other in (street.hidden, street.sugar):
        assert street.visitor.get(f"/warung/dapur-sri/{other.id}").status_code == 404


def test_window_photo_only_while_it_lies_in_an_open_window(street: Any) -> None:
    folder = street.app.extensions["settings"].files
    with street.app.app_context():
        for item in (street.chips, street.hidden):
            make_photo(street.sris, item.id, folder, content=picture(side=200))
        photos = catalogue.photos_of(street.sris.book_id, [street.chips.id, street.hidden.id])
    shown, hidden = photos[street.chips.id][0].token, photos[street.hidden.id][0].token
    text = street.text("/warung/dapur-sri")
    [tag] = re.findall(r"<img[^>]+>", text)
    assert f'src="/warung/foto/{shown}/kecil"' in tag
    assert 'width="' in tag
    assert 'height="' in tag
    answer = street.visitor.get(f"/warung/foto/{shown}/sedang")
    assert answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in (f"{hidden}/kecil", "unknown/kecil", f"{shown}/besar"):
        assert street.visitor.get(f"/warung/foto/{path}").status_code == 404
    with street.app.app_context(), transaction():
        window.withdraw(desk=street.sris)
    assert street.visitor.get(f"/warung/foto/{shown}/kecil").status_code == 404


def test_the_ninth_product_is_on_the_second_page(street: Any) -> None:
    with street.app.app_context():
        more = [make_product(street.sris, f"Produk {n}") for n in range(8)]
        goods = [Shown(item.id, Supply.TO_ORDER) for item in (street.chips, *more)]
        with transaction():
            window.lay_out(desk=street.sris, goods=goods)
    assert "Produk 7" not in street.text("/warung/dapur-sri")
    for number in ("2", "99"):
        second = street.text(f"/warung/dapur-sri?hal={number}")
        assert "Produk 7" in second
        assert "Keripik Pisang" not in second


def test_the_public_pages_need_no_script_and_no_other_host(street: Any) -> None:
    for path in ("/warung", "/warung/dapur-sri", "/warung/dapur-sri/pesan"):
        text = street.text(path)
        assert "<script" not in text
        assert re.findall(r'(?:src|href)="(https?://[^"]+)"', text) == []


def test_place_order_records_it_and_offers_whatsapp(street: Any) -> None:
    answer = street.order({street.chips.id: 2, street.syrup.id: 1}, note="Besok sore")
    assert answer.status_code == 303
    text = street.text(answer.location)
    [link] = re.findall(r'href="(https://wa\.me/[^"]+)"', text)
    said = unquote(link.replace("&amp;", "&"))
    assert said.startswith("https://wa.me/6281234567890?text=")
    for part in (
        "Wati",
        "2 bungkus Keripik Pisang = Rp24.000",
        "1 bungkus Sirup Carica",
        "Besok sore",
    ):
        assert part in said
    with street.app.app_context():
        card = queries.find_published("dapur-sri")
        assert card is not None
        [order] = queries.list_orders(card.id)
    assert (order.name, order.phone) == ("Wati", "6281311112222")


def test_place_order_twice_by_a_double_tap_is_one_order(street: Any) -> None:
    first = street.order({street.chips.id: 2})
    assert street.order({street.chips.id: 2}).location == first.location
    assert street.order({street.chips.id: 3}).status_code == 422


def test_place_order_keeps_what_was_typed_when_something_is_wrong(street: Any) -> None:
    for counts, facts in (
        ({}, {}),
        ({street.chips.id: 2}, {"name": ""}),
        ({street.chips.id: 2}, {"phone": "12"}),
        ({street.chips.id: "dua"}, {}),
        ({street.hidden.id: 1}, {}),
    ):
        answer = street.order(counts, **facts)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.get_data(as_text=True)
    answer = street.order({street.chips.id: 7}, phone="12", note="sore")
    text = answer.get_data(as_text=True)
    assert 'value="7"' in text
    assert 'value="sore"' in text


def test_place_order_by_a_program_is_dropped_in_silence(street: Any) -> None:
    answer = street.order({street.chips.id: 2}, website="http://spam.example")
    assert answer.status_code == 303
    assert answer.location == "/warung/dapur-sri"
    with street.app.app_context():
        card = queries.find_published("dapur-sri")
        assert card is not None
        assert queries.list_orders(card.id) == []


def test_place_order_has_a_pace(street: Any) -> None:
    codes = [street.order({street.chips.id: 1}, request_id=f"o-{n}").status_code for n in range(8)]
    assert codes == [303] * 6 + [429] * 2


def test_place_order_needs_a_token(street: Any) -> None:
    answer = street.visitor.post("/warung/dapur-sri/pesan", data={"name": "Wati"})
    assert answer.status_code == 400


def test_order_placed_is_found_by_its_secret_only(street: Any) -> None:
    placed = street.order({street.chips.id: 1}).location
    assert "1311112222" not in street.text(placed)
    with street.app.app_context():
        item = make_product(street.desk)
        make_window(street.desk, Shown(item.id, Supply.TO_ORDER), slug="koperasi-kita")
    token = placed.rpartition("/")[2]
    assert street.visitor.get(f"/warung/koperasi-kita/pesanan/{token}").status_code == 404
    assert street.visitor.get("/warung/dapur-sri/pesanan/1").status_code == 404


def test_order_form_begins_with_what_was_looked_at(street: Any) -> None:
    text = street.text(f"/warung/dapur-sri/pesan?barang={street.chips.id}")
    assert re.search(rf'name="n-{street.chips.id}" value="1"', text)


def test_the_maker_of_a_members_product_stays_private_at_the_cooperative(street: Any) -> None:
    from coop_app.products.rules.catalogue.facts import Facts
    from coop_app.products.service import catalogue as writing

    with street.app.app_context():
        hers = make_product(street.desk, "Dodol", owner_member_id=street.sri.id)
        make_window(street.desk, Shown(hers.id, Supply.TO_ORDER), slug="koperasi-kita")
        for desk, item in ((street.desk, hers), (street.sris, street.chips)):
            with transaction():
                writing.save_facts(desk=desk, item_id=item.id, new=Facts(producer="Sri Wahyuni"))
    assert "Sri Wahyuni" not in street.text(f"/warung/koperasi-kita/{hers.id}")
    assert "Sri Wahyuni" in street.text(f"/warung/dapur-sri/{street.chips.id}")


def test_windows_looks_for_no_more_photos_than_it_shows(street: Any, monkeypatch: Any) -> None:
    # each photo costs a dozen questions to the database, and anybody may open the page
    asked: list[int] = []
    published = queries.published
    monkeypatch.setattr(queries, "published", lambda key: published(key) * 30)
    monkeypatch.setattr(looking, "_face", lambda card: asked.append(card.id))
    text = street.text(f"/warung?koperasi={street.key}")
    assert text.count("/warung/dapur-sri") == 30
    assert len(asked) == 8
