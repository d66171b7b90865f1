"""The monthly interest on a real database, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import auth, ledger
from coop_app.dates import Month
from coop_app.db import session, transaction
from coop_app.members.rules.standing import LEFT
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries as savings
from coop_app.savings.queries import interest as queries
from coop_app.savings.rules.interest import (
    MonthNotOver,
    NewRate,
    NoRate,
    RateTier,
    RateTooEarly,
)
from coop_app.savings.rules.products import NotWithdrawable, UnknownProduct
from coop_app.savings.service import interest as service
from tests.make import make_cooperative, make_deposit, make_group, make_member, make_savings

JULY = Month(2026, 7)
#: 6 % of a balance of 40.150.000 is 204.600 in a month of 31 days
RATE = (RateTier(None, 6000),)


class House:
    """Two members who save, and a rate of 6 % on the lowest balance."""

    def __init__(self):
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.sri = self.member("Sri Wahyuni")
        self.tuti = self.member("Tuti")

    def member(self, name):
        return make_member(self.cooperative_id, self.group_id, name, joined_on=date(2026, 1, 5))

    def save(self, member, amount, day):
        desk = replace(self.desk, today=date(2026, 8, 14), part_of="test")
        return make_deposit(desk, member.id, amount, paid_on=day)

    def rate(self, **facts):
        known = {
            "product": "sukarela", "valid_from": date(2026, 1, 1), "method": "lowest",
            "day_basis": 365, "minimum": Money(0), "tiers": RATE, "decided_by": "RAT 2026",
        }  # fmt: skip
        request_id = facts.pop("request_id", "rate-1")
        with transaction():
            service.set_rate(
                desk=replace(self.desk, approved_by=2), new=NewRate(**known | facts),
                request_id=request_id,
            )  # fmt: skip

    def run(self, month=JULY, most=250):
        with transaction():
            return service.post_interest(desk=self.desk, month=month, most=most)

    def balance(self, role, member=None):
        subject = None if member is None else f"member:{member.id}"
        return -ledger.balance(book_id=self.desk.book_id, account=role, subject=subject)

    def rows(self, month=JULY):
        return queries.of_month(self.cooperative_id, self.desk.book_id, month)


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        yield made
        assert ledger.audit(book_id=made.desk.book_id) == []
        assert savings.check(made.desk.book_id) == []


def test_the_run_posts_one_entry_for_each_saver(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.save(house.tuti, 60_000_000, date(2026, 6, 2))
    batch = house.run()
    # 1.000.000 × 6 % × 31/365 = 5.095,89; 60.000.000 → 305.753,42, taxed 10 %
    assert (batch.posted, batch.left, batch.interest, batch.tax) == (2, 0, 310_849, 30_575)
    assert house.balance("voluntary_savings", house.sri) == 1_005_096
    assert house.balance("voluntary_savings", house.tuti) == 60_000_000 + 305_753 - 30_575
    assert house.balance("savings_interest_expense") == -310_849
    assert house.balance("tax_payable_savings_interest") == 30_575
    (first, second) = house.rows()
    assert [(row.interest, row.tax, row.on) for row in (first, second)] == [
        (5_096, 0, date(2026, 7, 31)), (305_753, 30_575, date(2026, 7, 31))
    ]  # fmt: skip
    entry = ledger.entry_page(book_id=house.desk.book_id, seq=second.entry_seq)
    assert [(line.account_code, line.amount, line.subject) for line in entry.lines] == [
        ("5-1200", 305_753, None),
        ("2-1100", -275_178, f"member:{house.tuti.id}"),
        ("2-1300", -30_575, None),
    ]
    assert entry.memo == f"Jasa simpanan Juli 2026: {house.tuti.label}"


def test_running_twice_changes_nothing(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.run()
    again = house.run()
    assert (again.posted, again.left) == (0, 0)
    assert len(house.rows()) == 1


def test_batches_go_on_where_the_last_one_stopped(house):
    house.rate()
    for n in range(5):
        house.save(house.member(f"Warga {n}"), 1_000_000, date(2026, 6, 2))
    assert [(b.posted, b.left) for b in (house.run(most=2) for _ in range(4))] == [
        (2, 3), (2, 1), (1, 0), (0, 0)
    ]  # fmt: skip
    assert len({row.member_id for row in house.rows()}) == 5


def test_a_deposit_recorded_later_is_made_up_for(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.run()
    house.save(house.sri, 47_000_000, date(2026, 6, 30))
    month = queries.interest_month(house.cooperative_id, house.desk.book_id, JULY)
    (row,) = month.waiting
    assert row.is_adjustment
    # 48.000.000 earn 244.603; 5.096 were paid, the tax is on all of it
    assert (row.due.interest, row.due.tax) == (239_507, 24_460)
    house.run()
    assert [(row.revision, row.interest, row.tax) for row in house.rows()] == [
        (0, 5_096, 0), (1, 239_507, 24_460)
    ]  # fmt: skip
    assert house.run().posted == 0


def test_what_was_paid_counts_from_the_next_month_on(house):
    house.rate(method="daily")
    house.save(house.sri, 1_000_000, date(2026, 6, 30))
    june, july = Month(2026, 6), JULY
    house.run(june)
    assert [row.interest for row in house.rows(june)] == [164]
    row = queries.interest_row(house.cooperative_id, house.desk.book_id, july, house.sri.id)
    assert row.earned.days[0].balance == 1_000_164
    assert house.run(june).posted == 0


def test_a_reversed_entry_is_posted_again(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.run()
    (row,) = house.rows()
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=row.entry_seq, on=date(2026, 8, 14), why="salah suku",
            by=1, approved_by=2,
        )  # fmt: skip
    assert house.rows()[0].reversed
    house.run()
    assert [(row.revision, row.interest, row.reversed) for row in house.rows()] == [
        (0, 5_096, True), (1, 5_096, False)
    ]  # fmt: skip
    assert house.balance("voluntary_savings", house.sri) == 1_005_096


def test_a_closed_month_is_paid_today(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    with transaction():
        for month in (Month(2026, 6), JULY):
            ledger.close_month(book_id=house.desk.book_id, month=month, by=1)
    house.run()
    assert [row.on for row in house.rows()] == [date(2026, 8, 14)]
    assert house.run().posted == 0


def test_who_left_earns_nothing(house, monkeypatch):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    gone = replace(house.sri, status=LEFT)
    monkeypatch.setattr(queries.months.members, "all_cards", lambda _key: [gone])
    month = queries.interest_month(house.cooperative_id, house.desk.book_id, JULY)
    assert month.rows == ()


def test_a_month_needs_to_be_over_and_to_have_a_rate(house):
    with pytest.raises(NoRate):
        house.run()
    with pytest.raises(MonthNotOver):
        house.run(Month(2026, 8))


def test_a_rate_takes_two_people(house):
    alone = NewRate("sukarela", date(2026, 1, 1), "lowest", 365, Money(0), RATE, "RAT")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.set_rate(desk=house.desk, new=alone, request_id="r")
    house.rate()
    house.rate()
    (kept,) = queries.list_rates(house.cooperative_id, "sukarela")
    assert (kept.decided_by, kept.set_by, kept.approved_by) == ("RAT 2026", 1, 2)
    assert (kept.terms.tiers, kept.terms.highest) == (RATE, 6)
    with pytest.raises(RequestReused):
        house.rate(decided_by="Lain")


def test_rates_that_are_refused(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.run()
    with pytest.raises(RateTooEarly):
        house.rate(valid_from=date(2026, 7, 1), request_id="rate-2")
    house.rate(valid_from=date(2026, 8, 1), request_id="rate-3")
    with pytest.raises(NotWithdrawable):
        house.rate(product="wajib", request_id="rate-4")
    with pytest.raises(UnknownProduct):
        house.rate(product="x", request_id="rate-5")


def test_slips_are_numbered_once_for_member_and_month(house):
    house.rate(method="daily")
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    house.save(house.tuti, 60_000_000, date(2026, 6, 2))
    house.run(Month(2026, 6))
    house.run()
    house.save(house.sri, 1_000_000, date(2026, 6, 20))
    house.run(Month(2026, 6))
    june = queries.slips_of(house.cooperative_id, house.desk.book_id, Month(2026, 6))
    july = queries.slips_of(house.cooperative_id, house.desk.book_id, JULY)
    assert [slip.number_text for slip in (*june, *july)] == [f"2026/{n:04d}" for n in (1, 2, 3, 4)]
    assert [(slip.gross, slip.tax) for slip in july] == [(5_120, 0), (307_065, 30_706)]
    assert [(slip.gross, slip.tax) for slip in june] == [(6_575, 0), (286_027, 28_602)]
    found = queries.get_slip(house.cooperative_id, house.desk.book_id, july[1].id)
    assert found == july[1]
    with pytest.raises(NotFound):
        queries.get_slip(make_cooperative("Lain"), house.desk.book_id, july[1].id)


def test_another_cooperative_is_not_touched(house):
    house.rate()
    house.save(house.sri, 1_000_000, date(2026, 6, 2))
    other = make_savings(make_cooperative("Lain"))
    with pytest.raises(NoRate), transaction():
        service.post_interest(desk=other, month=JULY)
    with pytest.raises(NotFound):
        queries.interest_row(other.cooperative_id, other.book_id, JULY, house.sri.id)
    assert house.rows() == []


def test_reads_do_not_grow_with_the_members(house):
    house.rate()
    counts = []
    for _ in range(2):
        for n in range(5):
            house.save(house.member(f"Warga {n}"), 1_000_000, date(2026, 6, 2))
        counts.append(_statements(house))
    assert counts[0] == counts[1]


def _statements(house):
    from sqlalchemy import event

    seen = []
    engine = session.get_bind()
    listen = (engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    event.listen(*listen)
    try:
        queries.interest_month(house.cooperative_id, house.desk.book_id, JULY)
    finally:
        event.remove(*listen)
    return len(seen)
