"""Later bills and papers taken back, on the screen."""

import re
from typing import Any

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.auth import rules, service
from coop_app.auth.queries import approvals
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.purchasing.queries.receiving.account import account_of
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.corrections import list_later
from coop_app.purchasing.queries.receiving.payables import payable_to
from coop_app.purchasing.rules.receiving.later import Kind, Later, Side
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.papers.account import Facts, money_table
from tests.make import make_cooperative, make_savings
from tests.make_receiving import DAY, make_delivery, make_receipt, make_short
from tests.make_rounds import make_supplier
from tests.people import add_person, signed_in
from tests.purchasing.receiving.test_corrections import add, undo
from tests.purchasing.receiving.test_views import Office, bill, office

__all__ = ["office"]


def late(office: Office, **more: Any) -> dict[str, Any]:
    return {
        "request_id": "l-1", "kind": "freight", "amount": "50.000", "side": "members",
        "owed_to": f"supplier:{office.village.shown.supplier_id}", "bill_number": "ONGKOS-7",
        "on": "2026-08-20", "due_on": "", "why": "",
    } | more  # fmt: skip


def test_a_later_bill_shows_its_journal_first_and_what_it_changed(office: Office) -> None:
    receipt = make_receipt(office.village)
    make_delivery(office.village, 0)
    path = f"/pengadaan/terima/{receipt}/susulan"
    assert path in office.text(f"/pengadaan/terima/{receipt}")
    office.text(path)
    shown = office.send(path, late(office, step="preview"), 200)
    assert "29.000" in shown  # 58 kg are still there
    assert "21.000" in shown  # 42 kg were fetched
    assert list_later(office.village.desk.cooperative_id) == []
    office.send(path, late(office), 303)
    office.send(path, late(office), 303)
    (one,) = list_later(office.village.desk.cooperative_id)
    page = office.text(f"/pengadaan/susulan/{one.id}")
    assert "ONGKOS-7" in page
    assert f"/pengadaan/susulan/{one.id}" in office.text(f"/pengadaan/terima/{receipt}")
    supplier = office.village.shown.supplier_id
    assert f"/pengadaan/susulan/{one.id}" in office.text(f"/pengadaan/utang/{supplier}")
    pay = office.text(f"/pengadaan/utang/{supplier}/bayar")
    assert "1.200.000" in pay  # the bill and what came later are proposed together
    assert "Tagihan susulan menambah 29.000" in office.text(f"{office.round}/pembagian")
    office.pdf(f"{office.round}/alasan.pdf")
    account = office.text(f"{office.round}/neraca")
    assert "ditanggung koperasi" in account
    office.pdf(f"{office.round}/neraca.pdf")


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "0"}, {"amount": "-5"}, {"lower": "y"}, {"owed_to": "supplier:999"},
     {"owed_to": "place:999"}, {"owed_to": "x"}, {"on": "2026-08-19"}, {"on": "2026-09-01"}],
)  # fmt: skip
def test_what_cannot_be_meant_keeps_the_form(office: Office, wrong: dict[str, str]) -> None:
    receipt = make_receipt(office.village)
    answer = office.send(f"/pengadaan/terima/{receipt}/susulan", late(office, **wrong), 422)
    assert "ONGKOS-7" in answer
    assert list_later(office.village.desk.cooperative_id) == []


def decide(cooperative_id: int) -> None:
    """A new chairperson agrees to what waits."""
    chair, _name = add_person(cooperative_id, rules.KETUA)
    (row,) = approvals(cooperative_id, waiting=True)
    with transaction():
        service.decide(
            row.id, decision=service.Decision(True, row.fingerprint), now=clock.now(),
            cooperative_id=cooperative_id, by=chair,
        )  # fmt: skip


def test_a_receipt_is_taken_back_by_two(office: Office) -> None:
    receipt = make_receipt(office.village)
    path = f"/pengadaan/batal/terima/{receipt}"
    assert path in office.text(f"/pengadaan/terima/{receipt}")
    office.text(path)
    sent = {"request_id": "u-1", "why": "", "on": "2026-08-20", "second_person": "ask"}
    office.send(path, sent, 422)
    answer = office.browser.post(path, sent | {"why": "Tertulis 40 padahal 4"})
    assert re.fullmatch(r"/persetujuan/\d+", answer.location)
    assert "Tertulis 40" in office.text(answer.location)
    decide(office.village.desk.cooperative_id)
    assert office.village.quantity() == 0
    page = office.text(f"/pengadaan/terima/{receipt}")
    assert "Dibatalkan pada Kamis, 20 Agustus 2026: Tertulis 40 padahal 4" in page
    assert path not in page
    supplier = office.village.shown.supplier_id
    assert payable_to(office.village.desk.book_id, supplier, DAY).owed == 0
    assert "dipesan" in office.text(office.round).lower()


def test_nobody_elses_papers_are_corrected(office: Office, app: Flask) -> None:
    receipt = make_receipt(office.village)
    key = make_cooperative("Koperasi Lain")
    make_savings(key)
    stranger = signed_in(app, key)
    for path in (
        f"/pengadaan/terima/{receipt}/susulan", f"/pengadaan/batal/terima/{receipt}",
        "/pengadaan/batal/bayar/1", "/pengadaan/batal/susulan/1", "/pengadaan/batal/lain/1",
    ):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
        assert stranger.post(path, late(office)).status_code == 404, path
    assert stranger.get("/pengadaan/susulan/1").status_code == 404


def test_goods_that_were_switched_off_meanwhile_still_come(office: Office) -> None:
    village = office.village
    with transaction():
        stock.switch_item(desk=village.desk, item_id=village.item.item_id, active=False)
    assert "100 kg" in office.text(f"/pengadaan/terima/baru?ronde={village.round_id}")
    office.send("/pengadaan/terima/baru", bill(office), 303)


def test_an_unreadable_quantity_hands_nothing_over(office: Office) -> None:
    make_receipt(office.village)
    village = office.village
    path = f"{office.round}/serahkan/{village.members[0].id}"
    data = {
        "request_id": "h-1", "on": "2026-08-20", "point": village.office.id, "place": village.cash,
        f"quantity-{village.item.id}": "2.5 kg", "cash": "0",
    }  # fmt: skip
    assert "2,5 kg" in office.send(path, data, 422)


def test_a_claim_of_a_receipt_that_was_taken_back_has_no_form(office: Office) -> None:
    receipt = make_short(office.village)
    (claim,) = list_claims(office.village.desk.cooperative_id)
    path = f"/pengadaan/klaim/{claim.id}"
    assert 'name="how"' in office.text(path)
    undo(office.village, f"purchasing.receipt:{receipt}", "Keliru pemasok")
    page = office.text(path)
    assert 'name="how"' not in page
    assert "Dibatalkan pada Kamis, 20 Agustus 2026: Keliru pemasok" in page
    sent = {
        "request_id": "c-1",
        "how": "credited",
        "on": "2026-08-20",
        "place": office.village.cash,
    }
    assert "Penerimaan ini sudah dibatalkan" in office.send(path, sent, 422)


def test_later_bills_that_even_out_are_shown_with_what_stays(app: Flask, office: Office) -> None:
    village = office.village
    receipt = make_receipt(village)
    add(village, receipt, 50_000)
    make_delivery(village, 0)
    add(village, receipt, -50_000, "l-2", why="kebalikan")
    # 50.000 came onto all 100 kg, 29.000 went off the 58 that were left, 21.000 off the 42 that were gone
    text = office.text(f"{office.round}/neraca")
    assert "ditanggung koperasi" in text
    with app.test_request_context():
        sheet = account_of(village.shown)
        table = money_table(Facts(village.shown, sheet, {}, None))
    rows = [int(row["amount"]) for row in table.rows]
    at = rows.index(-21_000)
    assert rows[at - 1 : at + 2] == [0, -21_000, 21_000]


def test_a_second_person_reads_the_whole_later_bill(app: Flask, office: Office) -> None:
    village = office.village
    receipt = make_receipt(village, bill_number="F-77")
    known = {
        "receipt_id": receipt, "kind": Kind.FREIGHT, "on": DAY, "amount": Money(50_000),
        "bill_number": "ONGKOS-7", "side": Side.OTHERS,
    }  # fmt: skip
    words = seconds.ACTS[seconds.LATER].words
    with app.test_request_context():
        owed = dict(
            words(
                village.desk.cooperative_id, Later(supplier_id=village.shown.supplier_id, **known)
            )
        )
        paid = dict(words(village.desk.cooperative_id, Later(place_id=village.cash, **known)))
    name = village.shown.supplier_name
    assert list(owed.items())[:-2] == [
        ("Pemasok", name), ("Faktur", "F-77"), ("Yang datang kemudian", "Ongkos angkut susulan"),
        ("Nomor faktur", "ONGKOS-7"), ("Jumlah", "Rp50.000"), ("Utang kepada", name),
        ("Barang yang sudah keluar diserahkan", "kepada yang lain"),
    ]  # fmt: skip
    place = ledger.account(book_id=village.desk.book_id, id=village.cash)
    assert paid["Dibayar dari"] == place.name


def test_a_second_person_reads_whose_paper_is_taken_back(app: Flask, office: Office) -> None:
    village = office.village
    carrier = make_supplier(village.desk, "Truk Slamet")
    receipt = make_receipt(village, bill_number="F-77")
    bill = add(village, receipt, 9_000, supplier_id=carrier)
    words, coop = seconds.ACTS[seconds.UNDO].words, village.desk.cooperative_id
    name = village.shown.supplier_name
    with app.test_request_context():
        first = dict(words(coop, Undoing(f"purchasing.receipt:{receipt}", DAY, "keliru")))
        second = dict(words(coop, Undoing(f"purchasing.later:{bill}", DAY, "keliru")))
    assert (first["Pemasok"], first["Jumlah"]) == (name, "Rp1.150.000")
    assert f"Barang masuk {name}, faktur F-77" in first.values()
    assert (second["Pemasok"], second["Jumlah"]) == ("Truk Slamet", "Rp9.000")
