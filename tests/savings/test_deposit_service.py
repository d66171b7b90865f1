"""Time deposits on a real database, on SQLite and on PostgreSQL."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from coop_app import auth, ledger
from coop_app.dates import DateInFuture, Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries as savings
from coop_app.savings.queries import interest
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.rules import deposits as rules
from coop_app.savings.rules.deposits import NewDepositRate, NewProduct
from coop_app.savings.rules.payments import PlaceUnknown
from coop_app.savings.rules.products import BelowMinimumBalance
from coop_app.savings.service import time_deposits as service
from coop_app.savings.service.time_deposits import Ending, Placement
from tests.make import (
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)

_count = itertools.count(1)


class House:
    """A member, and a deposit of six months at 6 % whose break costs the unfinished month."""

    def __init__(self):
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        joined = date(2025, 6, 3)
        self.sri = make_member(self.cooperative_id, self.group_id, "Sri Wahyuni", joined_on=joined)
        self.kas = cash_of(self.desk)
        with transaction():
            new = NewProduct("Berjangka 6 bulan", 6, Money(1_000_000), "month")
            self.product = service.add_product(desk=self.desk, new=new, request_id="p")
        self.rate(date(2025, 1, 1), 6000)

    def rate(self, valid_from, mille, kind="running", cut=0):
        new = NewDepositRate(self.product, valid_from, mille, kind, cut, "RAT 2025")
        with transaction():
            service.set_rate(
                desk=replace(self.desk, approved_by=2), new=new, request_id=f"rate-{valid_from}"
            )

    def at(self, day):
        return replace(self.desk, today=day)

    def place(self, day=date(2026, 1, 10), amount=10_000_000, *, request_id=None, **facts):
        known = {"place_id": self.kas, "payout": "monthly", "at_maturity": "pay"} | facts
        wanted = Placement(self.sri.id, self.product, Money(amount), day, **known)
        with transaction():
            return service.place(
                desk=self.at(day), placement=wanted, request_id=request_id or f"r-{next(_count)}"
            )

    def act(self, held, kind, day, *, request_id=None, desk=None, **facts):
        ending = Ending(held.id, kind, day, **facts)
        with transaction():
            return service.act(
                desk=desk or self.at(day),
                ending=ending,
                request_id=request_id or f"r-{next(_count)}",
            )

    def held(self, one):
        return queries.get_deposit(self.cooperative_id, one.id)

    def balance(self, role, subject=None):
        return -ledger.balance(book_id=self.desk.book_id, account=role, subject=subject)

    def savings(self):
        return self.balance("voluntary_savings", f"member:{self.sri.id}")

    def lines(self, paper):
        entry = ledger.entry_page(book_id=self.desk.book_id, seq=paper.entry_seq)
        return [(line.account_code, int(line.amount), line.subject) for line in entry.lines]


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        yield made
        assert ledger.audit(book_id=made.desk.book_id) == []
        assert savings.check(made.desk.book_id) == []
        assert queries.check(made.desk.book_id) == []


def test_a_deposit_is_placed_in_cash(house):
    held = house.place()
    assert (held.number_text, held.principal, held.is_open) == ("SB-0001", 10_000_000, True)
    assert held.term == rules.Term(date(2026, 1, 10), 6, 6000, rules.Counting.MONTH)
    assert house.lines(held.papers[0]) == [
        ("2-1110", -10_000_000, f"deposit:{held.id}"), ("1-1100", 10_000_000, None)
    ]  # fmt: skip
    assert house.balance("time_deposits", f"deposit:{held.id}") == 10_000_000


def test_the_same_request_places_once(house):
    first = house.place(request_id="r")
    assert house.place(request_id="r").id == first.id
    assert len(queries.list_deposits(house.cooperative_id)) == 1
    with pytest.raises(RequestReused):
        house.place(amount=11_000_000, request_id="r")


def test_from_simpanan_sukarela_only_what_is_free(house):
    make_deposit(house.at(date(2026, 1, 10)), house.sri.id, 3_000_000)
    held = house.place(amount=2_000_000, place_id=None)
    assert house.savings() == 1_000_000
    assert house.lines(held.papers[0]) == [
        ("2-1110", -2_000_000, f"deposit:{held.id}"),
        ("2-1100", 2_000_000, f"member:{house.sri.id}"),
    ]
    with pytest.raises(BelowMinimumBalance):
        house.place(amount=1_000_001, place_id=None)


def test_placements_that_are_refused(house):
    for facts, refusal in (
        ({"amount": 999_999}, rules.BelowSmallest),
        ({"day": date(2024, 12, 31)}, rules.NoDepositRate),
        ({"place_id": 10**9}, PlaceUnknown),
    ):
        with pytest.raises(refusal):
            house.place(**facts)
    wanted = Placement(
        house.sri.id, house.product, Money(10**6), date(2026, 1, 11), house.kas, "monthly", "pay"
    )
    with pytest.raises(DateInFuture), transaction():
        service.place(desk=house.at(date(2026, 1, 10)), placement=wanted, request_id="x")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.place(desk=house.at(date(2026, 1, 15)), placement=wanted, request_id="x")
    with transaction():
        service.offer(desk=house.desk, product_id=house.product, active=False)
    with pytest.raises(rules.ProductEnded):
        house.place()


def test_monthly_interest_goes_to_sukarela(house):
    held = house.place()
    with pytest.raises(rules.NothingDue):
        house.act(held, "interest", date(2026, 2, 9))
    _held, paper = house.act(held, "interest", date(2026, 3, 10))
    assert (paper.interest, paper.tax, paper.paid_months) == (100_000, 0, 2)
    assert house.lines(paper) == [
        ("5-1210", 100_000, None), ("2-1100", -100_000, f"member:{house.sri.id}")
    ]  # fmt: skip
    rows = interest.of_member(
        house.cooperative_id, house.desk.book_id, house.sri.id, [Month(2026, 2), Month(2026, 3)]
    )
    assert [(str(row.month), row.interest) for row in rows] == [
        ("2026-02", 50_000), ("2026-03", 50_000)
    ]  # fmt: skip
    with pytest.raises(rules.NothingDue):
        house.act(held, "interest", date(2026, 3, 10))


def test_interest_above_the_threshold_is_taxed_with_all_of_the_month(house):
    first = house.place(amount=40_000_000)
    second = house.place(amount=20_000_000)
    assert house.act(first, "interest", date(2026, 2, 10))[1].tax == 0
    paper = house.act(second, "interest", date(2026, 2, 10))[1]
    # 200.000 + 100.000 = 300.000: 10 % of all of it
    assert (paper.interest, paper.tax) == (100_000, 30_000)
    assert house.balance("tax_payable_savings_interest") == 30_000
    (slip,) = interest.slips_of(house.cooperative_id, house.desk.book_id, Month(2026, 2))
    assert (slip.gross, slip.tax, len(slip.postings)) == (300_000, 30_000, 2)


def test_at_maturity_everything_is_paid_out(house):
    held = house.place(payout="maturity", amount=4_000_000)
    with pytest.raises(rules.NotYetMature):
        house.act(held, "paid", date(2026, 7, 9), place_id=house.kas)
    _held, paper = house.act(held, "paid", date(2026, 7, 20), place_id=house.kas)
    assert house.lines(paper) == [
        ("2-1110", 4_000_000, f"deposit:{held.id}"), ("5-1210", 120_000, None),
        ("1-1100", -4_120_000, None),
    ]  # fmt: skip
    done = house.held(held)
    assert (done.is_open, done.principal) == (False, 0)
    with pytest.raises(rules.DepositEnded):
        house.act(held, "paid", date(2026, 7, 20), place_id=house.kas)


def test_a_payout_above_the_limit_takes_two_people(house):
    held = house.place()
    day = date(2026, 7, 10)
    with pytest.raises(auth.SecondPersonNeeded):
        house.act(held, "paid", day, place_id=house.kas)
    house.act(held, "paid", day, place_id=house.kas, desk=replace(house.at(day), approved_by=2))
    assert house.balance("cash_on_hand") == 10_000_000 - 10_000_000 + 300_000


def test_an_extension_takes_the_rate_of_its_first_day(house):
    held = house.place(date(2025, 7, 10), payout="maturity")
    house.rate(date(2026, 1, 1), 4800)
    after, paper = house.act(held, "rolled", date(2026, 1, 20), with_interest=True)
    assert (after.principal, after.extensions) == (10_300_000, 1)
    assert after.term == rules.Term(date(2026, 1, 10), 6, 4800, rules.Counting.MONTH)
    assert house.lines(paper) == [
        ("2-1110", -300_000, f"deposit:{held.id}"), ("5-1210", 300_000, None)
    ]  # fmt: skip
    again = house.act(after, "rolled", date(2026, 7, 10))[1]
    assert (again.interest, again.principal, house.savings()) == (247_200, 0, 247_200)


def test_an_extension_at_no_interest_still_has_an_entry(house):
    house.rate(date(2026, 1, 1), 0)
    held = house.place()
    paper = house.act(held, "rolled", date(2026, 7, 10))[1]
    assert house.lines(paper) == [
        ("2-1110", 10_000_000, f"deposit:{held.id}"), ("2-1110", -10_000_000, f"deposit:{held.id}")
    ]  # fmt: skip
    assert house.held(held).principal == 10_000_000


def test_an_early_break_shows_what_it_costs(house):
    house.rate(date(2026, 1, 5), 6000, "percent", 1000)
    held = house.place(payout="maturity", amount=3_000_000)
    _held, draft = service.decide(
        desk=house.at(date(2026, 4, 25)), ending=Ending(held.id, "broken", date(2026, 4, 25))
    )
    assert [(line.step.value, int(line.amount)) for line in draft.lines] == [
        ("principal", 3_000_000), ("interest", 15_000), ("interest", 15_000), ("interest", 15_000),
        ("running", 7_500), ("penalty", 30_000),
    ]  # fmt: skip
    _held, paper = house.act(held, "broken", date(2026, 4, 25), place_id=house.kas)
    assert paper.to_member == 3_022_500
    assert house.lines(paper) == [
        ("2-1110", 3_000_000, f"deposit:{held.id}"), ("5-1210", 52_500, None),
        ("1-1100", -3_022_500, None), ("4-1230", -30_000, None),
    ]  # fmt: skip


def test_what_members_wished_is_done_step_by_step(house):
    held = house.place(at_maturity="all")
    day = date(2026, 7, 15)
    assert [ending.kind for _held, ending in service.due(desk=house.at(day))] == ["rolled"]
    done = []
    for today in (date(2026, 2, 10), date(2026, 5, 10), day, day):
        with transaction():
            paper = service.act_as_wished(desk=house.at(today), deposit_id=held.id)
        done.append(paper and (paper.kind, int(paper.interest)))
    assert done == [("interest", 50_000), ("interest", 150_000), ("rolled", 100_000), None]
    assert house.held(held).principal == 10_100_000


def test_a_placement_that_was_reversed_in_the_journal_is_no_deposit(house):
    held = house.place()
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=held.papers[0].entry_seq, on=date(2026, 1, 10),
            why="salah catat", by=1, approved_by=2,
        )  # fmt: skip
    again = house.held(held)
    assert (again.is_open, again.principal) == (False, 0)
    with pytest.raises(rules.DepositEnded):
        house.act(again, "interest", date(2026, 3, 10))


def test_another_cooperatives_deposit_is_not_there(house):
    held = house.place()
    other = make_savings(make_cooperative("Lain"))
    with pytest.raises(NotFound):
        queries.get_deposit(other.cooperative_id, held.id)
    with pytest.raises(NotFound), transaction():
        service.act(desk=other, ending=Ending(held.id, "paid", other.today), request_id="x")
    with pytest.raises(NotFound):
        queries.get_paper(other.cooperative_id, held.papers[0].id)
    assert queries.list_deposits(other.cooperative_id) == []


def test_a_rate_takes_two_people(house):
    new = NewDepositRate(house.product, date(2026, 8, 1), 5000, "running", 0, "Rapat")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.set_rate(desk=house.desk, new=new, request_id="x")


def test_the_proof_sees_a_deposit_the_ledger_does_not_know(house):
    held = house.place()
    seq = held.papers[0].entry_seq
    with transaction():
        undone = ledger.post(
            ledger.Entry(
                date(2026, 1, 10), "koreksi", "manual:1",
                (ledger.debit("time_deposits", Money(5), subject=held.subject),
                 ledger.credit(house.kas, Money(5))),
            ),
            book_id=house.desk.book_id, by=1,
        )  # fmt: skip
    (finding,) = queries.check(house.desk.book_id)
    assert finding.where == held.subject
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=undone.seq, on=date(2026, 1, 10), why="x", by=1,
            approved_by=2,
        )  # fmt: skip
    assert seq
