"""The pages of rounds: who sees what, ordering, closing, the paper."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from coop_app import clock
from coop_app.db import transaction
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.purchasing.service import rounds as service
from tests.make import make_cooperative, make_group, make_member, make_savings
from tests.make_products import make_item
from tests.make_rounds import make_draft, make_offer, make_order, make_supplier
from tests.people import signed_in

DAY = timedelta(days=1)


class House:
    """Two groups with a member each, and an open round that runs now."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.cooperative_id = make_cooperative()
            self.desk = make_savings(self.cooperative_id)
            self.groups = [make_group(self.cooperative_id, name) for name in ("Kuripan", "Manggis")]
            self.a = make_member(self.cooperative_id, self.groups[0], "Aminah").id
            self.b = make_member(self.cooperative_id, self.groups[1], "Budiman").id
            self.now = clock.now()
            draft = make_draft(
                self.desk, opens_at=self.now - DAY, closes_at=self.now + DAY,
                offer={"market_price": 13_000},
            )  # fmt: skip
            with transaction():
                self.round = service.open_round(desk=self.desk, round_id=draft.id, at=self.now)
            self.item = queries.items_of(self.round)[0]

    def browser(self, role: str, **facts):
        return signed_in(self.app, self.cooperative_id, role, **facts)

    def order(self, member_id: int, quantity: int, **facts) -> None:
        with self.app.app_context():
            make_order(self.desk, self.round, member_id, quantity, at=clock.now(), **facts)

    def wanted(self, member_id: int) -> Wanted:
        with self.app.app_context():
            return queries.standings(self.round)[0].of(member_id)

    @property
    def state(self) -> str:
        with self.app.app_context():
            return queries.get_round(self.cooperative_id, self.round.id).state

    @property
    def path(self) -> str:
        return f"/pengadaan/ronde/{self.round.id}"


@pytest.fixture
def house(bare_app: Flask) -> House:
    return House(bare_app)


def form(**facts):
    return {"request_id": "tap", "pick": "", "quantity": "", "tolerance": "", "ceiling": ""} | facts


def test_a_member_orders_in_three_taps(house) -> None:
    mine = house.browser("anggota", member_id=house.a)
    first = mine.get("/pengadaan/").get_data(as_text=True)
    assert f"/pengadaan/pesan/{house.round.id}" in first
    page = mine.get(f"/pengadaan/pesan/{house.round.id}").get_data(as_text=True)
    assert "Rp275.000" in page, "a button says what 25 kg cost"
    done = mine.post(f"/pengadaan/pesan/{house.round.id}/{house.item.id}", form(pick="25"))
    assert done.status_code == 303
    assert house.wanted(house.a) == Wanted(25)
    after = mine.get(done.location).get_data(as_text=True)
    assert "75 kg" in after, "what is missing to the next price"
    assert "Rp325.000" in after, "the same in the shops around"


def test_typed_quantity_tolerance_and_ceiling(house) -> None:
    mine = house.browser("anggota", member_id=house.a)
    sent = form(pick="25", quantity="30", tolerance="5", ceiling="10.800")
    mine.post(f"/pengadaan/pesan/{house.round.id}/{house.item.id}", sent)
    assert house.wanted(house.a) == Wanted(30, 5, 10_800)
    page = mine.get(f"/pengadaan/pesan/{house.round.id}").get_data(as_text=True)
    assert "tidak dihitung" in page


def test_the_same_tap_twice_and_with_other_contents(house) -> None:
    mine = house.browser("anggota", member_id=house.a)
    path = f"/pengadaan/pesan/{house.round.id}/{house.item.id}"
    answers = [mine.post(path, form(pick="25")) for _time in range(2)]
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location
    assert mine.post(path, form(pick="50")).status_code == 422
    assert house.wanted(house.a) == Wanted(25)


def test_a_refused_order_keeps_what_was_typed(house) -> None:
    mine = house.browser("anggota", member_id=house.a)
    path = f"/pengadaan/pesan/{house.round.id}/{house.item.id}"
    answer = mine.post(path, form(quantity="banyak", tolerance="3"))
    assert answer.status_code == 422
    assert 'value="banyak"' in answer.get_data(as_text=True)
    answer = mine.post(path, form(quantity="9.000.000"))
    assert answer.status_code == 422
    assert "9.000.000" in answer.get_data(as_text=True)


def test_a_member_sees_totals_and_nobodys_name(house) -> None:
    house.order(house.b, 40)
    mine = house.browser("anggota", member_id=house.a)
    for path in ("/pengadaan/", f"/pengadaan/pesan/{house.round.id}"):
        page = mine.get(path).get_data(as_text=True)
        assert "40 kg" in page
        assert "Budiman" not in page
    for path in (
        house.path,
        f"{house.path}/jatah",
        f"{house.path}/kelompok",
        "/pengadaan/kebutuhan",
    ):
        assert mine.get(path).status_code == 403


def test_the_message_to_the_group_names_nobody(house) -> None:
    house.order(house.b, 40)
    page = house.browser("anggota", member_id=house.a).get(f"/pengadaan/pesan/{house.round.id}")
    link = re.search(r'https://wa\.me/\?text=[^"]+', page.get_data(as_text=True))
    assert link
    assert "40%20kg" in link[0]
    assert "Budiman" not in link[0]


def test_a_coordinator_sees_and_writes_only_the_own_group(house) -> None:
    house.order(house.a, 10)
    house.order(house.b, 40)
    mine = house.browser("koordinator", member_id=house.a, group_id=house.groups[0])
    page = mine.get(house.path).get_data(as_text=True)
    assert "Aminah" in page
    assert "Budiman" not in page
    sheet = mine.get(f"{house.path}/kelompok?kelompok={house.groups[1]}").get_data(as_text=True)
    assert "Aminah" in sheet
    assert "Budiman" not in sheet
    key = house.item.id
    mine.post(
        f"{house.path}/kelompok/{house.groups[1]}",
        {"request_id": "s", f"quantity-{house.b}-{key}": "5", f"was-{house.b}-{key}": "40/0/0",
         f"quantity-{house.a}-{key}": "25", f"was-{house.a}-{key}": "10/0/0"},
    )  # fmt: skip
    assert (house.wanted(house.a).quantity, house.wanted(house.b).quantity) == (25, 40)


def test_the_treasurers_table_writes_only_changes(house) -> None:
    house.order(house.a, 10, ceiling=12_000)
    mine = house.browser("bendahara")
    key = house.item.id
    path = f"{house.path}/kelompok/{house.groups[0]}"
    sent = {"request_id": "s", f"quantity-{house.a}-{key}": "30", f"tolerance-{house.a}-{key}": "5",
            f"was-{house.a}-{key}": "10/0/12000"}  # fmt: skip
    assert mine.post(path, sent).status_code == 303
    assert house.wanted(house.a) == Wanted(30, 5, 12_000)
    stale = sent | {"request_id": "t", f"quantity-{house.a}-{key}": "99"}
    answer = mine.post(path, stale)
    assert answer.status_code == 422
    assert "Aminah" in answer.get_data(as_text=True)
    assert house.wanted(house.a) == Wanted(30, 5, 12_000)


def test_a_cell_that_cannot_be_read_keeps_the_whole_table(house) -> None:
    mine = house.browser("bendahara")
    key = house.item.id
    sent = {"request_id": "s", f"quantity-{house.a}-{key}": "tiga", f"was-{house.a}-{key}": "0/0/0"}
    answer = mine.post(f"{house.path}/kelompok/{house.groups[0]}", sent)
    assert answer.status_code == 422
    assert 'value="tiga"' in answer.get_data(as_text=True)


def test_closing_shows_first_what_it_comes_to(house) -> None:
    house.order(house.a, 40, tolerance=10)
    house.order(house.b, 55, tolerance=10)
    mine = house.browser("bendahara")
    page = mine.get(f"{house.path}/tutup").get_data(as_text=True)
    assert "Rp1.050.000" in page
    assert "toleransi" in page
    assert house.state == "open"
    assert mine.post(f"{house.path}/tutup", {"request_id": "c", "why": ""}).status_code == 303
    assert house.state == "closed"
    shares = mine.get(f"{house.path}/jatah").get_data(as_text=True)
    assert "Aminah" in shares
    assert mine.get(f"{house.path}/jatah?format=xlsx").status_code == 200
    assert mine.get(f"{house.path}/jatah?format=pdf").data.startswith(b"%PDF")


def test_a_missed_minimum_is_refused_by_the_server(house) -> None:
    house.order(house.a, 10)
    mine = house.browser("bendahara")
    answer = mine.post(f"{house.path}/tutup", {"request_id": "c", "why": ""})
    assert answer.status_code == 422
    assert house.state == "open"


def test_ordering_at_the_supplier_makes_the_paper(house) -> None:
    house.order(house.a, 50)
    mine = house.browser("bendahara")
    mine.post(f"{house.path}/tutup", {"request_id": "c", "why": ""})
    sent = {"request_id": "p", "ordered_on": "2026-11-22", "wanted_on": "", "note": "Antar pagi"}
    for _time in range(2):
        done = mine.post(f"{house.path}/pesan-pemasok", sent)
        assert done.status_code == 303
    page = mine.get(done.location).get_data(as_text=True)
    assert "PO/2026/0001" in page
    pdfs = [mine.get(f"{house.path}/po.pdf").data for _time in range(2)]
    assert pdfs[0].startswith(b"%PDF")
    assert pdfs[0] == pdfs[1]


def test_extending_and_cancelling_ask_why_and_members_read_it(house) -> None:
    mine, member = house.browser("bendahara"), house.browser("anggota", member_id=house.a)
    later = f"{clock.office_time(house.now + 3 * DAY):%Y-%m-%dT%H:%M}"
    answer = mine.post(
        f"{house.path}/perpanjang", {"request_id": "e", "closes_at": later, "why": ""}
    )
    assert answer.status_code == 422
    sent = {"request_id": "e", "closes_at": later, "why": "Menunggu Manggis"}
    assert mine.post(f"{house.path}/perpanjang", sent).status_code == 303
    page = member.get(f"/pengadaan/pesan/{house.round.id}").get_data(as_text=True)
    assert "Menunggu Manggis" in page
    mine.post(f"{house.path}/batal", {"request_id": "b", "why": "Pemasok tutup"})
    page = member.get(f"/pengadaan/pesan/{house.round.id}").get_data(as_text=True)
    assert "Pemasok tutup" in page
    told = re.search(r'https://wa\.me/\?text=[^"]+', mine.get(house.path).get_data(as_text=True))
    assert told
    assert "Pemasok%20tutup" in told[0], "a notice that can be sent"
    assert house.state == "cancelled"


def test_a_draft_is_invisible_to_members(house) -> None:
    with house.app.app_context():
        draft = make_draft(house.desk, title="Rahasia")
    member = house.browser("anggota", member_id=house.a)
    assert member.get(f"/pengadaan/pesan/{draft.id}").status_code == 404
    assert "Rahasia" not in member.get("/pengadaan/").get_data(as_text=True)


def test_another_cooperative_finds_nothing(house) -> None:
    house.order(house.a, 40)
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        make_savings(other)
        group = make_group(other)
        stranger = make_member(other, group, "Orang Lain").id
    treasurer = signed_in(house.app, other, "bendahara")
    member = signed_in(house.app, other, "anggota", member_id=stranger)
    for path in (
        house.path, f"{house.path}/jatah", f"{house.path}/kelompok", f"{house.path}/tutup",
        f"{house.path}/po.pdf", f"{house.path}/pesan-pemasok", f"{house.path}/ubah",
        f"/pengadaan/pemasok/{house.round.supplier_id}",
    ):  # fmt: skip
        assert treasurer.get(path).status_code == 404, path
    assert member.get(f"/pengadaan/pesan/{house.round.id}").status_code == 404
    answer = member.post(f"/pengadaan/pesan/{house.round.id}/{house.item.id}", form(pick="5"))
    assert answer.status_code == 404
    assert "Gula" not in treasurer.get("/pengadaan/ronde").get_data(as_text=True)
    assert "Toko" not in treasurer.get("/pengadaan/pemasok").get_data(as_text=True)


def test_from_supplier_to_open_round_by_forms(house) -> None:
    mine = house.browser("bendahara")
    with house.app.app_context():
        item = make_item(house.desk, "Tepung beras")
    sent = {"request_id": "1", "name": "UD Sumber Tepung", "phone": "0812-3456-7890",
            "terms_days": "14", "minimum_value": "500.000"}  # fmt: skip
    supplier = mine.post("/pengadaan/pemasok/baru", sent).location
    offer = {"request_id": "2", "item_id": item.id, "valid_from": "2026-01-01", "order_unit": "kg",
             "pack_unit": "karung", "pack_size": "25", "minimum_unit": "quantity", "from_1": "1",
             "price_1": "9.000", "from_2": "100", "price_2": "8.500"}  # fmt: skip
    assert mine.post(f"{supplier}/tawaran", offer).status_code == 303
    page = mine.get(supplier).get_data(as_text=True)
    assert "Rp8.500" in page
    key = int(supplier.rsplit("/", 1)[1])
    form_page = mine.get(f"/pengadaan/ronde/baru/{key}").get_data(as_text=True)
    offer_id = re.search(r'name="offers" value="(\d+)"', form_page)
    assert offer_id
    opens, closes = house.now, house.now + 5 * DAY
    plan = {"request_id": "3", "title": "Tepung Desember", "offers": offer_id[1],
            "opens_at": f"{clock.office_time(opens):%Y-%m-%dT%H:%M}",
            "closes_at": f"{clock.office_time(closes):%Y-%m-%dT%H:%M}", "fill_from": "",
            "rule": "equal", "margin": "1,5", "freight_estimate": "100.000",
            "freight_by": "weight", "pickup": "Balai desa"}  # fmt: skip
    page = mine.post(f"/pengadaan/ronde/baru/{key}", plan).location
    assert "Tepung Desember" in mine.get(page).get_data(as_text=True)
    assert "Tepung Desember" in mine.get(f"{page}/ubah").get_data(as_text=True)
    few = plan | {f"most-{offer_id[1]}": "20"}
    refused = mine.post(f"{page}/ubah", few)
    assert refused.status_code == 422
    assert "Paling banyak 20 tidak bisa dipesan" in refused.get_data(as_text=True)
    assert mine.post(f"{page}/ubah", few | {f"most-{offer_id[1]}": "dua"}).status_code == 422
    assert mine.post(f"{page}/ubah", few | {f"most-{offer_id[1]}": "150"}).status_code == 303
    assert 'value="150"' in mine.get(f"{page}/ubah").get_data(as_text=True)
    assert "paling banyak 150 kg" in mine.get(page).get_data(as_text=True)
    assert mine.post(f"{page}/ubah", plan | {"title": "Tepung Natal"}).status_code == 303
    assert mine.post(f"{page}/buka").status_code == 303
    shown = mine.get(page).get_data(as_text=True)
    assert "Tepung Natal" in shown
    assert "1,5%" in shown


def test_forms_of_suppliers_refuse_in_words(house) -> None:
    mine = house.browser("bendahara")
    with house.app.app_context():
        make_supplier(house.desk, "Toko Sama")
        item = make_item(house.desk)
    sent = {"request_id": "1", "name": "toko sama"}
    assert mine.post("/pengadaan/pemasok/baru", sent).status_code == 422
    sent = {"request_id": "1", "name": "Baru", "phone": "tidak ada"}
    assert mine.post("/pengadaan/pemasok/baru", sent).status_code == 422
    offer = {"request_id": "2", "item_id": item.id, "valid_from": "2026-01-01", "order_unit": "kg",
             "pack_size": "25", "minimum_unit": "quantity", "from_1": "1", "price_1": "9.000",
             "from_2": "50", "price_2": "9.500"}  # fmt: skip
    path = f"/pengadaan/pemasok/{house.round.supplier_id}/tawaran"
    assert mine.post(path, offer).status_code == 422
    answer = mine.post(path, offer | {"price_2": "", "order_unit": "ember"})
    assert answer.status_code == 422


def test_needs_become_a_round(house) -> None:
    member = house.browser("anggota", member_id=house.a)
    month = f"{clock.today():%Y-%m}"
    need = {"request_id": "n", "item_id": house.item.item_id, "quantity": "25 kg", "month": month}
    for _time in range(2):
        assert member.post("/pengadaan/kebutuhan-saya", need).status_code == 303
    assert member.get("/pengadaan/kebutuhan-saya").get_data(as_text=True).count("25 kg") == 1
    mine = house.browser("bendahara")
    page = mine.get("/pengadaan/kebutuhan").get_data(as_text=True)
    assert "Aminah" in page
    assert "25 kg" in page
    link = re.search(r"/pengadaan/ronde/baru/\d+\?[^\"]+", page)
    assert link
    planned = mine.get(link[0].replace("&amp;", "&")).get_data(as_text=True)
    assert f'name="bulan" value="{month}"' in planned
    assert "checked" in planned
    stranger = house.browser("koordinator", member_id=house.b, group_id=house.groups[1])
    assert "Aminah" not in stranger.get("/pengadaan/kebutuhan").get_data(as_text=True)


def test_offers_that_are_consigned_or_foreign_are_not_offered(house) -> None:
    mine = house.browser("bendahara")
    with house.app.app_context():
        other = make_cooperative("Koperasi Lain")
        foreign = make_item(make_savings(other), "Barang asing")
        make_offer(house.desk, house.round.supplier_id, house.item.item_id)
    path = f"/pengadaan/pemasok/{house.round.supplier_id}/tawaran"
    assert "Barang asing" not in mine.get(path).get_data(as_text=True)
    offer = {"request_id": "2", "item_id": foreign.id, "valid_from": "2026-01-01",
             "order_unit": "kg", "pack_size": "25", "minimum_unit": "quantity", "from_1": "1",
             "price_1": "9.000"}  # fmt: skip
    assert mine.post(path, offer).status_code == 422
