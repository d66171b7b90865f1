"""What savings earn in the demonstration: interest from the second year on, and a few time deposits."""

from datetime import date

from coop_app import ledger
from coop_app.app.demo.house import House
from coop_app.dates import Month
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.deposits import (
    AtMaturity,
    BreakRule,
    Counting,
    NewDepositRate,
    NewProduct,
    Payout,
)
from coop_app.savings.rules.interest import Method, NewRate, RateTier
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service import interest, time_deposits

_DECIDED = "RAT {year}, berita acara butir 4"
_SMALLEST, _STEP = 500_000, 100_000
#: months after which the first savers place a deposit
_WAIT = 8


def decide_rates(house: House, first: date) -> None:
    """The meeting decides what savings earn a year later, and offers deposits of half a year and a year."""
    earns_from = date(first.year + 1, first.month, 1)
    decided = _DECIDED.format(year=earns_from.year)
    rate = NewRate(
        SUKARELA, earns_from, Method.LOWEST.value, 365, Money(50_000),
        (RateTier(Money(5_000_000), 3_000), RateTier(None, 4_000)), decided,
    )  # fmt: skip
    interest.set_rate(desk=house.agreed(first), new=rate, request_id=house.request())
    for months, mille in ((6, 5_000), (12, 6_000)):
        new = NewProduct(
            f"Simpanan berjangka {months} bulan", months, Money(_SMALLEST), Counting.MONTH.value
        )
        key = time_deposits.add_product(desk=house.desk(first), new=new, request_id=house.request())
        terms = NewDepositRate(key, first, mille, BreakRule.RUNNING.value, 0, decided)
        time_deposits.set_rate(desk=house.agreed(first), new=terms, request_id=house.request())
        house.deposits.append(key)
    house.earns_from = Month.of(earns_from)


def pay_interest(house: House, month: Month, today: date) -> None:
    """A finished month's interest on simpanan sukarela, and what deposits are due."""
    desk = house.desk(min(month.plus(1).first, today))
    if desk.today <= month.last:
        return
    if house.earns_from and month >= house.earns_from:
        while interest.post_interest(desk=desk, month=month).left:
            pass
    for held, _ending in time_deposits.due(desk=desk):
        while time_deposits.act_as_wished(desk=desk, deposit_id=held.id):
            pass


def place_deposit(house: House, month: Month, start: Month, today: date) -> None:
    """Every fourth month somebody with much on simpanan sukarela moves a part of it."""
    on = month.first.replace(day=20)
    if on > today or month < start.plus(_WAIT) or month.number % 4:
        return
    member_id = _richest(house)
    held = int(savings.free(desk=house.desk(on), member_id=member_id)) if member_id else 0
    amount = held // 2 // _STEP * _STEP
    if amount >= _SMALLEST:
        wish = time_deposits.Placement(
            member_id, house.deposits[month.number // 4 % 2], Money(amount), on, None,
            Payout.MONTHLY.value, AtMaturity.PRINCIPAL.value,
        )  # fmt: skip
        time_deposits.place(desk=house.desk(on), placement=wish, request_id=house.request())


def _richest(house: House) -> int:
    """The member with the most on simpanan sukarela, 0 before there is one."""
    there = {f"member:{key}": key for i, key in house.members.items() if i not in house.gone}
    saved = ledger.subject_balances(book_id=house.book_id, account="voluntary_savings")
    found = [(-int(held), there[subject]) for subject, held in saved.items() if subject in there]
    return max(found, default=(0, 0))[1]
