"""Two people press the button at the same moment, on both databases, with real threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings.queries import interest as queries
from coop_app.savings.queries import time_deposits
from coop_app.savings.rules.deposits import NewDepositRate, NewProduct
from coop_app.savings.rules.interest import NewRate, RateTier
from coop_app.savings.service import interest
from coop_app.savings.service import time_deposits as deposits
from tests.make import (
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)

JULY = Month(2026, 7)
SAVERS = 12


def at_once(app, *acts):
    gate = threading.Barrier(len(acts))

    def one(act):
        with app.app_context():
            gate.wait()
            try:
                with transaction():
                    return act()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(one, act) for act in acts]]


def founded():
    """Savers of 60.000.000 each, so that everybody is taxed, and one deposit with interest due."""
    key = make_cooperative()
    desk = replace(make_savings(key), part_of="test", approved_by=2)
    group_id = make_group(key)
    cards = [make_member(key, group_id, f"Warga {n}") for n in range(SAVERS)]
    for card in cards:
        make_deposit(desk, card.id, 60_000_000, paid_on=date(2026, 6, 2))
    tiers = (RateTier(None, 6000),)
    rate = NewRate("sukarela", date(2026, 1, 1), "lowest", 365, Money(0), tiers, "RAT")
    with transaction():
        interest.set_rate(desk=desk, new=rate, request_id="r")
        product = deposits.add_product(
            desk=desk, new=NewProduct("6 bulan", 6, Money(1), "month"), request_id="p"
        )
        new = NewDepositRate(product, date(2026, 1, 1), 6000, "running", 0, "RAT")
        deposits.set_rate(desk=desk, new=new, request_id="r")
        wanted = deposits.Placement(
            cards[0].id, product, Money(40_000_000), date(2026, 6, 14), cash_of(desk), "monthly",
            "pay",
        )  # fmt: skip
        held = deposits.place(desk=desk, placement=wanted, request_id="d")
    return desk, held


def test_the_month_is_paid_once_and_the_deposit_too(either):
    with either.app_context():
        desk, held = founded()
        db.session.remove()

    def run():
        return interest.post_interest(desk=desk, month=JULY).posted

    def pay():
        return deposits.act_as_wished(desk=desk, deposit_id=held.id)

    results = at_once(either, run, pay, run, pay)
    assert results[0] + results[2] >= SAVERS
    with either.app_context():
        while interest_left(desk):
            pass
        rows = queries.of_month(desk.cooperative_id, desk.book_id, JULY)
        sukarela = [row for row in rows if row.account == "sukarela"]
        assert {row.member_id: 305_753 for row in sukarela} == _sums(sukarela, "interest")
        mine = [row for row in rows if row.member_id == held.member_id]
        # 305.753 on sukarela and 200.000 of the deposit: 10 % of 505.753, in whichever order
        assert (_total(mine, "interest"), _total(mine, "tax")) == (505_753, 50_575)
        slips = queries.slips_of(desk.cooperative_id, desk.book_id, JULY)
        numbers = [slip.number for slip in slips]
        assert sorted(set(numbers)) == sorted(numbers)
        assert ledger.audit(book_id=desk.book_id) == []
        assert time_deposits.check(desk.book_id) == []


def interest_left(desk):
    with transaction():
        return interest.post_interest(desk=desk, month=JULY).posted


def _sums(rows, name):
    found = {}
    for row in rows:
        found[row.member_id] = found.get(row.member_id, 0) + getattr(row, name)
    return found


def _total(rows, name):
    return sum(getattr(row, name) for row in rows)
