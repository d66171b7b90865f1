"""Payments of any size and date, on a real database: split, entry, what is left."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coop_app import auth, ledger
from coop_app.dates import DateInFuture
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules import paying
from coop_app.loans.rules.paying import Payment, Source
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms
from coop_app.loans.rules.stages import NotAtThisStage
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import service as savings
from coop_app.savings.rules.holds import NewHold
from tests.make import SECOND, make_cooperative
from tests.make_payments import TO_HELD, TO_SAVINGS, Borrowing

MAY, JUNE = date(2026, 5, 15), date(2026, 6, 15)
DAILY = PenaltyTerms(kind=PenaltyKind.DAILY, percent_per_day=Decimal("0.1"))


@pytest.fixture
def house(app):
    made = Borrowing()
    yield made
    assert made.is_clean()


def test_an_instalment_in_time(either) -> None:
    with either.app_context():
        house = Borrowing()
        act = house.pay(MAY, 318_000)
        subject = f"loan:{house.loan_id}"
        assert house.lines(act) == [
            ("cash_on_hand", 318_000, None),
            ("loan_interest_income", -18_000, subject),
            ("loans_to_members", -300_000, subject),
        ]
        entry = ledger.entry_page(book_id=house.desk.book_id, seq=act.entry_seq)
        assert entry.source == f"loans.payment:{act.id}"
        assert entry.memo == "Angsuran pinjaman P-0001: 0001 Sri Wahyuni"
        assert entry.series == "BKM"
        assert act.shares == ((1, "interest", 18_000), (1, "principal", 300_000))
        assert house.owed(MAY) == [0, 0, 0, 0, 0]
        assert house.balance("loans_to_members") == 900_000
        assert house.is_clean()


def test_a_part_payment_clears_interest_first(house) -> None:
    act = house.pay(MAY, 100_000)
    assert act.shares == ((1, "interest", 18_000), (1, "principal", 82_000))
    assert house.owed(MAY) == [0, 0, 0, 0, 218_000]
    house.pay(MAY, 218_000)
    assert house.owed(MAY) == [0, 0, 0, 0, 0]


def test_arrears_before_what_runs(house) -> None:
    """Cases 3.4: jasa tunggakan, jasa berjalan, pokok tunggakan, pokok berjalan."""
    act = house.pay(date(2026, 5, 20), 400_000)
    assert list(act.parts.values()) == [0, 18_000, 18_000, 300_000, 64_000]
    assert act.why["owed"] == {
        "penalty": 0, "interest_arrears": 18_000, "interest": 18_000,
        "principal_arrears": 300_000, "principal": 300_000,
    }  # fmt: skip
    assert act.why["days_late"] == 5


def test_a_penalty_is_earned_when_it_is_paid(app) -> None:
    house = Borrowing(penalty=DAILY)
    act = house.pay(date(2026, 5, 25), 319_000)
    subject = f"loan:{house.loan_id}"
    # 318.000 × 0,1 % × 10 days; arrears of interest, what runs, the rest of the arrears of principal
    assert house.lines(act) == [
        ("cash_on_hand", 319_000, None),
        ("penalty", -3_180, subject),
        ("loan_interest_income", -36_000, subject),
        ("loans_to_members", -279_820, subject),
    ]
    assert house.owed(date(2026, 5, 25)) == [0, 0, 0, 20_180, 300_000]
    assert house.is_clean()


def test_too_much_is_held_and_used_later(house) -> None:
    act = house.pay(MAY, 500_000)
    subject = f"loan:{house.loan_id}"
    assert house.lines(act) == [
        ("cash_on_hand", 500_000, None),
        ("loan_interest_income", -18_000, subject),
        ("loans_to_members", -300_000, subject),
        ("member_deposits_orders", -182_000, subject),
    ]
    assert queries.held_of(house.desk.book_id, house.loan) == 182_000
    later = house.pay(JUNE, 318_000, from_held=Money(182_000))
    assert house.lines(later) == [
        ("cash_on_hand", 136_000, None),
        ("member_deposits_orders", 182_000, subject),
        ("loan_interest_income", -18_000, subject),
        ("loans_to_members", -300_000, subject),
    ]
    assert queries.held_of(house.desk.book_id, house.loan) == 0


def test_too_much_goes_to_savings_when_chosen(house) -> None:
    act = house.pay(MAY, 320_000, left_over_to=TO_SAVINGS)
    assert house.lines(act)[-1] == ("voluntary_savings", -2_000, f"member:{house.sri.id}")
    assert house.savings() == 5_002_000
    assert (act.left_over, act.left_over_to) == (2_000, "savings")


def test_only_held_money(house) -> None:
    house.pay(MAY, 700_000, left_over_to=TO_HELD)
    act = house.pay(JUNE, 318_000, source=Source.HELD, from_held=Money(318_000))
    assert house.lines(act)[0] == ("member_deposits_orders", 318_000, f"loan:{house.loan_id}")
    assert act.place_id is None


def test_held_money_is_used_once(house) -> None:
    house.pay(MAY, 320_000)
    with pytest.raises(paying.HeldShort):
        house.pay(JUNE, 10_000, from_held=Money(2_001))


def test_from_savings(house) -> None:
    act = house.pay(MAY, 318_000, source=Source.SAVINGS)
    saver = f"member:{house.sri.id}"
    assert house.lines(act)[0] == ("voluntary_savings", 318_000, saver)
    assert house.savings() == 5_000_000 - 318_000


def test_savings_give_only_what_is_free(house) -> None:
    hold = NewHold(house.sri.id, "sukarela", Money(4_800_000), "jaminan")
    with transaction():
        savings.place_hold(desk=house.desk, new=hold, request_id="hold")
    with pytest.raises(paying.SavingsShort) as caught:
        house.pay(MAY, 318_000, source=Source.SAVINGS)
    assert caught.value.facts == {"free": "Rp200.000"}


def test_from_savings_only_what_is_owed(house) -> None:
    with pytest.raises(paying.MoreThanOwed):
        house.pay(MAY, 318_001, source=Source.SAVINGS)


def test_accrued_interest_is_cleared_before_income(house) -> None:
    entry = ledger.Entry(
        date(2026, 5, 31), "Jasa yang jatuh tempo", "test:1",
        (
            ledger.debit("accrued_loan_interest", Money(10_000), subject=f"loan:{house.loan_id}"),
            ledger.credit("loan_interest_income", Money(10_000), subject=f"loan:{house.loan_id}"),
        ),
    )  # fmt: skip
    with transaction():
        ledger.post(entry, book_id=house.desk.book_id, by=1)
    early = house.pay(date(2026, 5, 20), 8_000)
    assert ("accrued_loan_interest", -8_000, f"loan:{house.loan_id}") not in house.lines(early)
    act = house.pay(date(2026, 6, 1), 318_000)
    # 10.000 of arrears and 18.000 that runs; 10.000 was expected already
    assert house.lines(act)[1:3] == [
        ("accrued_loan_interest", -10_000, f"loan:{house.loan_id}"),
        ("loan_interest_income", -18_000, f"loan:{house.loan_id}"),
    ]
    assert act.accrued == 10_000
    assert house.balance("accrued_loan_interest") == 0


def test_the_last_instalment_closes_the_loan(house) -> None:
    for month in (5, 6, 7, 8):
        house.pay(date(2026, month, 15), 318_000)
    assert (house.loan.stage, house.loan.ended_on) == ("closed", date(2026, 8, 15))
    assert house.balance("loans_to_members") == 0
    assert house.position(date(2027, 1, 1)).is_settled
    with pytest.raises(NotAtThisStage):
        house.pay(date(2026, 8, 16), 1_000)


def test_a_loan_with_unpaid_penalty_stays_open(app) -> None:
    house = Borrowing(months=1, penalty=DAILY)
    house.pay(date(2026, 5, 25), 1_218_000)
    assert house.loan.stage == "disbursed"
    assert house.owed(date(2026, 5, 26)) == [12, 0, 0, 12_180, 0]
    assert house.pay(date(2026, 5, 26), 12_200).left_over == 8
    assert house.loan.stage == "closed"
    assert house.is_clean()


def test_the_same_request_pays_once(house) -> None:
    first = house.pay(MAY, 318_000, request_id="one")
    again = house.pay(MAY, 318_000, request_id="one")
    assert first.id == again.id
    with pytest.raises(RequestReused):
        house.pay(MAY, 317_000, request_id="one")
    assert house.balance("loans_to_members") == 900_000


def test_old_dates_take_two_people(house) -> None:
    desk = house.at(date(2026, 5, 20))
    with pytest.raises(auth.SecondPersonNeeded):
        house.pay(date(2026, 5, 16), 318_000, desk=desk)
    house.pay(date(2026, 5, 17), 1_000, desk=desk)
    agreed = replace(desk, approved_by=SECOND)
    act = house.pay(date(2026, 5, 17), 2_000, desk=replace(agreed, today=date(2026, 6, 30)))
    assert act.approved_by == SECOND


@pytest.mark.parametrize(
    ("on", "amount", "facts", "refusal"),
    [
        (date(2026, 4, 14), 1_000, {}, paying.PaidBeforePayout),
        (MAY, 0, {}, paying.NothingPaid),
        (MAY, 1_000, {"place_id": 999_999}, paying.PlaceNotChosen),
        (MAY, 1_000, {"from_held": Money(1_001)}, paying.MoreHeldThanPaid),
    ],
)
def test_what_is_refused(house, on, amount, facts, refusal) -> None:
    with pytest.raises(refusal):
        house.pay(on, amount, **facts)
    assert house.balance("loans_to_members") == 1_200_000


def test_no_date_to_come(house) -> None:
    with pytest.raises(DateInFuture):
        house.pay(date(2026, 5, 16), 1_000, desk=house.at(MAY))


def test_payments_follow_each_other(house) -> None:
    house.pay(JUNE, 1_000)
    with pytest.raises(paying.PaidBeforeLastAct):
        house.pay(date(2026, 6, 14), 1_000)


def test_a_loan_of_another_cooperative_is_not_found(house) -> None:
    other = replace(house.at(MAY), cooperative_id=make_cooperative("Lain"))
    with pytest.raises(NotFound):
        house.pay(MAY, 1_000, desk=other)


def test_a_reversal_in_the_journal_itself_stops_payments(app) -> None:
    house = Borrowing()
    act = house.pay(MAY, 318_000)
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=act.entry_seq, on=MAY, why="di luar", by=1,
            approved_by=SECOND,
        )  # fmt: skip
    with pytest.raises(paying.LedgerDisagrees):
        house.pay(JUNE, 318_000)
    assert {found.check for found in queries.check_payments(house.desk.book_id)} == {
        "loan_payments"
    }


def test_the_preview_writes_nothing(house) -> None:
    asked = Payment(
        loan_id=house.loan_id, paid_on=MAY, amount=Money(318_000), source=Source.PLACE,
        place_id=house.kas,
    )  # fmt: skip
    document = service.decide(desk=house.at(MAY), payment=asked)
    entry = service.entry_of(document=document)
    assert [(line.account, line.amount) for line in entry.lines] == [
        (house.kas, 318_000),
        ("loan_interest_income", -18_000),
        ("loans_to_members", -300_000),
    ]
    assert queries.list_payments(house.cooperative_id, house.loan_id) == []


def test_cash_beside_held_money_may_be_too_much(house) -> None:
    house.pay(MAY, 320_000)
    act = house.pay(JUNE, 330_000, from_held=Money(2_000))
    assert (act.left_over, act.from_held) == (12_000, 2_000)
    assert queries.held_of(house.desk.book_id, house.loan) == 12_000
    with pytest.raises(paying.MoreThanOwed):
        house.pay(date(2026, 7, 15), 330_000, from_held=Money(11_999), source=Source.SAVINGS)
