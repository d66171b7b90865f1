"""What may be put in and taken out."""

from datetime import date

import pytest

from coop_app.dates import DateInFuture, Month
from coop_app.fingerprint import fingerprint
from coop_app.money import Money
from coop_app.savings.rules import payments, products
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import Product

SUKARELA = Product("sukarela", "Simpanan sukarela", "voluntary_savings", True, Money(10000))
WAJIB = Product("wajib", "Simpanan wajib", "mandatory_savings", False)
OLD = Product("lama", "Simpanan lama", "voluntary_savings", True, is_active=False)


@pytest.mark.parametrize("balance, amount", [(100000, 90000), (10001, 1)])
def test_down_to_the_minimum(balance, amount) -> None:
    products.check_withdrawal(SUKARELA, Money(amount), balance=Money(balance))


@pytest.mark.parametrize("balance, amount", [(100000, 90001), (10000, 1), (0, 1), (5000, 5000)])
def test_never_below_the_minimum(balance, amount) -> None:
    with pytest.raises(products.BelowMinimumBalance):
        products.check_withdrawal(SUKARELA, Money(amount), balance=Money(balance))


def test_dues_stay_while_a_member() -> None:
    with pytest.raises(products.NotWithdrawable):
        products.check_withdrawal(WAJIB, Money(1), balance=Money(100000))
    assert products.available(WAJIB, Money(100000)) == 0


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_amount(amount) -> None:
    with pytest.raises(products.NothingGiven):
        products.check_withdrawal(SUKARELA, Money(amount), balance=Money(100000))
    with pytest.raises(products.NothingGiven):
        products.check_deposit(WAJIB, Money(amount))


def test_a_product_out_of_use_takes_nothing() -> None:
    with pytest.raises(products.ProductInactive):
        products.check_deposit(OLD, Money(1000))


def test_pokok_in_parts_but_never_twice() -> None:
    products.check_principal(Money(40000), due=Money(100000), paid=Money(60000))
    with pytest.raises(products.PrincipalOverpaid) as refused:
        products.check_principal(Money(40001), due=Money(100000), paid=Money(60000))
    assert refused.value.facts["left"] == "Rp40.000"


def test_money_is_recorded_when_it_moves() -> None:
    payments.check_date(date(2026, 8, 14), date(2026, 8, 14))
    with pytest.raises(DateInFuture):
        payments.check_date(date(2026, 8, 15), date(2026, 8, 14))


def test_the_mark_of_contents_sees_every_difference() -> None:
    def one(**other):
        facts = {"member_id": 1, "paid_on": date(2026, 8, 1), "place_id": 2, "memo": ""}
        parts = (Part("wajib", Money(20000), (Month(2026, 8),)),)
        return fingerprint(Payment(**(facts | {"parts": parts} | other)))

    different = [
        {"member_id": 2},
        {"paid_on": date(2026, 8, 2)},
        {"place_id": 3},
        {"memo": "x"},
        {"parts": (Part("wajib", Money(20000), (Month(2026, 7),)),)},
        {"parts": (Part("wajib", Money(20001), (Month(2026, 8),)),)},
        {"parts": (Part("sukarela", Money(20000)),)},
    ]
    assert one() == one()
    assert len({one(), *(one(**other) for other in different)}) == 8
