"""The pages of debts for goods, customers and produce, in a browser without JavaScript."""

import pytest
from flask import Flask

from coop_app import clock
from coop_app.ledger import find_by_source
from coop_app.products.rules.items import Kind
from coop_app.products.rules.units import Unit
from coop_app.sales.queries.trade import produce
from tests.make_products import make_item
from tests.people import decide_all
from tests.sales.trade.test_goods_views import Counter


@pytest.fixture
def counter(bare_app: Flask) -> Counter:
    found = Counter(bare_app)
    with bare_app.app_context():
        found.house.bon(120_000)
    return found


def test_the_list_adds_up_and_leads_to_the_debtor(counter: Counter) -> None:
    text = counter.page("/piutang")
    assert "Rp120.000" in text
    assert "Sri Wahyuni" in text
    text = counter.page(f"/piutang/anggota/{counter.member_id}")
    assert "Rp120.000" in text
    assert "880.000" in text  # of the limit of 1.000.000


def test_a_part_is_paid_too_much_is_refused_with_both_figures(counter: Counter) -> None:
    path = f"/piutang/anggota/{counter.member_id}/bayar"
    typed = {"place": counter.house.kas, "on": counter.today()}
    status, _where, text = counter.send(path, path, amount="150.000", step="save", **typed)
    assert status == 422
    assert "Rp150.000" in text
    assert "Rp120.000" in text
    assert counter.send(path, path, amount="50.000", step="preview", **typed)[0] == 200
    status, where, text = counter.send(path, path, amount="50.000", step="save", **typed)
    assert status == 303, text
    assert "Rp70.000" in counter.page(where)
    for size in ("", "?ukuran=58"):
        assert counter.browser.get(f"{where}/cetak{size}").data.startswith(b"%PDF")


def test_paid_from_savings(counter: Counter) -> None:
    path = f"/piutang/anggota/{counter.house.saver.id}/bayar"
    with counter.app.app_context():
        counter.house.bon(30_000, f"member:{counter.house.saver.id}")
    typed = {"place": "savings", "on": counter.today(), "amount": "30.000"}
    assert counter.send(path, path, step="preview", **typed)[0] == 200
    assert counter.send(path, path, step="save", **typed)[0] == 303
    with counter.app.app_context():
        assert counter.house.balance("member_goods_receivable") == 120_000
        assert counter.house.is_clean()


def test_a_debt_is_given_up_by_two(counter: Counter) -> None:
    path = f"/piutang/anggota/{counter.member_id}/hapus"
    typed = {"amount": "120.000", "why": "Pindah, tidak ditemukan", "on": counter.today()}
    status, _where, text = counter.send(
        path, path, second_person="ask", second_reason="Rapat pengurus setuju", **typed
    )
    assert status == 303, text
    with counter.app.app_context():
        assert counter.house.balance("member_goods_receivable") == 120_000
    decide_all(counter.app, counter.coop)
    with counter.app.app_context():
        assert counter.house.balance("member_goods_receivable") == 0
        assert counter.house.balance("credit_loss_expense") == 120_000
        assert counter.house.is_clean()
    # nobody paid anything: neither the page nor the message says so
    text = counter.page("/piutang/bukti/1")
    assert "Yang berutang" in text
    assert "Diterima dari" not in text
    assert counter.browser.get("/piutang/bukti/1/cetak").data.startswith(b"%PDF")
    assert "dihapus" in counter.page(f"/piutang/anggota/{counter.member_id}")
    back = "/piutang/bukti/1/batal"
    asked = {"second_person": "ask", "why": "Ternyata dibayar", "on": counter.today()}
    assert counter.send(back, back, **asked)[0] == 303
    decide_all(counter.app, counter.coop)
    with counter.app.app_context():
        assert counter.house.balance("member_goods_receivable") == 120_000
        assert counter.house.balance("credit_loss_expense") == 0
        assert counter.house.is_clean()


def test_a_payment_is_taken_back_by_two(counter: Counter) -> None:
    with counter.app.app_context():
        paid = counter.house.pay(50_000, on=clock.today(), desk=counter.house.at(clock.today()))
    path = f"/piutang/bukti/{paid.id}/batal"
    status, _where, text = counter.send(
        path, path, second_person="ask", why="Salah orang", on=counter.today()
    )
    assert status == 303, text
    decide_all(counter.app, counter.coop)
    with counter.app.app_context():
        assert counter.house.balance("member_goods_receivable") == 120_000
        assert counter.house.is_clean()
    assert counter.page(f"/piutang/bukti/{paid.id}")


def test_a_customer_is_written_down_corrected_and_switched_off(counter: Counter) -> None:
    path = "/pelanggan/baru"
    status, where, text = counter.send(
        path, path, name="Warung Bu Tini", phone="0812-3456-7890", village="Kuripan",
        credit_limit="500.000", active="y",
    )  # fmt: skip
    assert status == 303, text
    text = counter.page(where)
    assert "Warung Bu Tini" in text
    assert "Rp500.000" in text
    status, _where, text = counter.send(path, path, name="warung bu tini", village="kuripan")
    assert status == 422, "the same buyer twice"
    key = where.rsplit("/", 1)[1]
    edit = f"/pelanggan/{key}"
    assert counter.send(edit, edit, name="Warung Bu Tini", village="Kuripan")[0] == 303
    assert "Warung Bu Tini" in counter.page("/pelanggan?q=tini")


def test_the_reminder_is_polite_and_says_since_when(counter: Counter) -> None:
    with counter.app.app_context():
        customer = counter.house.customer("Pak Budi", phone="081234567890")
        counter.house.bon(75_000, customer.subject)
    text = counter.page(f"/piutang/pelanggan/{customer.id}")
    assert "https://wa.me/6281234567890?text=" in text
    assert "Rp75.000" in text
    assert "14 Agu 2026" in text


def test_produce_is_bought_paid_later_and_printed(counter: Counter) -> None:
    with counter.app.app_context():
        item = make_item(
            counter.house.desk, "Gula semut", kind=Kind.GOODS, base_unit="g",
            units=(Unit("kg", 1000),), shown_unit="kg",
        )  # fmt: skip
    path = f"/beli-putus/{counter.member_id}"
    typed = {
        "item_1": item.id, "quantity_1": "12,5 kg", "price_1": "20.000", "quality_1": "Kering",
        "item_2": 0, "item_3": 0, "item_4": 0, "point": counter.point_id, "paid": "100.000",
        "place": counter.house.kas, "on": counter.today(),
    }  # fmt: skip
    status, _where, text = counter.send(path, path, step="preview", **typed)
    assert status == 200
    assert "Rp250.000" in text
    status, where, text = counter.send(path, path, step="save", **typed)
    assert status == 303, text
    assert "Kering" in counter.page(where)
    assert counter.browser.get(f"{where}/cetak").data.startswith(b"%PDF")
    assert "Rp150.000" in counter.page("/beli-putus")
    pay = f"{path}/bayar"
    typed = {"amount": "120.000", "place": "receivable", "on": counter.today()}
    assert counter.send(pay, pay, step="preview", **typed)[0] == 200
    status, where, text = counter.send(pay, pay, step="save", **typed)
    assert status == 303, text
    with counter.app.app_context():
        assert produce.owed_for_produce(counter.house.book, counter.member_id) == 30_000
        assert counter.house.balance("member_goods_receivable") == 0
        assert find_by_source(book_id=counter.house.book, source="sales.produce:1")
        assert counter.house.is_clean()
