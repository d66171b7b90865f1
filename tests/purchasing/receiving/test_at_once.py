"""Two counters hand over the same goods, with real threads, on both databases."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.rules.receiving import refusals, sharing, ways
from coop_app.purchasing.rules.receiving.acts import AdvanceMoney, SupplierMoney
from coop_app.purchasing.service.receiving import advances, delivering, paying, receipts
from coop_app.refusal import Refused
from tests.make_receiving import (
    DAY,
    KG,
    Village,
    handed,
    make_advance,
    make_receipt,
    make_village,
    receipt_of,
)

TAPS = 4


@pytest.fixture
def village(either: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[Flask, Village]:
    # without the lock inside one process: what is left is what guards several processes
    monkeypatch.setattr(db, "_turn", contextlib.nullcontext())
    with either.app_context():
        return either, make_village()


def at_once(app: Flask, act: Callable[[int], object]) -> list[object]:
    """Do the act in threads that start together; a refusal is its result."""
    gate = threading.Barrier(TAPS)

    def one(number: int) -> object:
        with app.app_context():
            gate.wait()
            try:
                with transaction():
                    return act(number)
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(TAPS) as pool:
        return list(pool.map(one, range(TAPS)))


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_one_share_is_handed_over_once(village: tuple[Flask, Village]) -> None:
    app, here = village
    with app.app_context():
        make_receipt(here)
        asked = handed(here, 0)
    found = at_once(
        app,
        lambda n: delivering.hand_over(desk=here.desk, handed=asked, request_id=f"tap-{n}"),
    )
    assert kinds(found) == ["MoreThanShared"] * (TAPS - 1) + ["int"]
    assert isinstance(
        next(one for one in found if isinstance(one, Refused)), sharing.MoreThanShared
    )
    with app.app_context():
        assert here.quantity() == 58 * KG
        assert here.balance("sales_members") == -491_820
        here.audit()


def test_a_repeated_tap_gives_the_first_result(village: tuple[Flask, Village]) -> None:
    app, here = village
    with app.app_context():
        make_receipt(here)
        asked = handed(here, 1)
    found = at_once(
        app, lambda _n: delivering.hand_over(desk=here.desk, handed=asked, request_id="same")
    )
    assert len(set(found)) == 1
    with app.app_context():
        here.audit()


def test_different_members_are_served_side_by_side(village: tuple[Flask, Village]) -> None:
    app, here = village
    with app.app_context():
        make_receipt(here)
        asked = [handed(here, member) for member in range(3)]
        asked.append(asked[0])
    found = at_once(
        app,
        lambda n: delivering.hand_over(
            desk=here.desk, handed=asked[n], request_id=f"tap-{min(n, n % 3)}"
        ),
    )
    assert kinds(found) == ["int"] * TAPS
    with app.app_context():
        assert here.balance("sales_members") == -1_171_000
        assert here.shown.state == "distributed"
        here.audit()


def test_an_advance_goes_back_once(village: tuple[Flask, Village]) -> None:
    app, here = village
    with app.app_context():
        make_advance(here, 0, 50_000)
        make_advance(here, 1, 500_000)
        back = AdvanceMoney(
            member_id=here.members[0].id, kind="back", on=DAY, place_id=here.cash,
            amount=Money(50_000),
        )  # fmt: skip
    found = at_once(
        app,
        lambda n: advances.record_advance(desk=here.desk, advance=back, request_id=f"b-{n}"),
    )
    assert kinds(found) == ["AdvanceShort"] * (TAPS - 1) + ["int"]
    assert isinstance(next(one for one in found if isinstance(one, Refused)), ways.AdvanceShort)


def test_a_bill_is_paid_once_and_entered_once(village: tuple[Flask, Village]) -> None:
    app, here = village
    with app.app_context():
        make_advance(here, 0, 9_000_000)
        receipt = receipt_of(here)
    entered = at_once(
        app, lambda n: receipts.receive(desk=here.desk, receipt=receipt, request_id=f"r-{n}")
    )
    assert kinds(entered) == ["BillTwice"] * (TAPS - 1) + ["int"]
    with app.app_context():
        supplier = here.shown.supplier_id
    money = SupplierMoney(
        supplier_id=supplier, kind="payment", on=DAY, place_id=here_cash(app, here),
        cash=Money(1_150_000),
    )  # fmt: skip
    paid = at_once(
        app,
        lambda n: paying.pay_supplier(
            desk=replace(here.desk), money=money, request_id=f"p-{n}"
        ),
    )  # fmt: skip
    assert kinds(paid) == ["MoreThanOwed"] * (TAPS - 1) + ["int"]
    assert any(isinstance(one, refusals.MoreThanOwed) for one in paid)
    with app.app_context():
        here.audit()


def here_cash(app: Flask, here: Village) -> int:
    with app.app_context():
        return here.cash
