"""A loan given up by two persons, and money that comes back of it."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import auth, ledger
from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.paying import NothingPaid, PaidBeforeLastAct
from coop_app.loans.rules.portfolio import losses
from coop_app.loans.rules.portfolio.losses import Recovery, WriteOff
from coop_app.loans.rules.stages import NotAtThisStage
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.loans.portfolio.lending import House
from tests.make import TODAY

JULY = Month(2026, 7)
WHY = "Usaha tutup, pindah ke luar pulau; rapat pengurus 10 Agustus 2026"


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert audit_book(made.cooperative_id, made.desk.book_id) == []


def give_up(house, loan_id, *, desk=None, request_id="h-1", on=TODAY, why=WHY):
    with transaction():
        return service.write_off(
            desk=desk or house.agreed, asked=WriteOff(loan_id, on, why), request_id=request_id
        )


def recover(house, loan_id, amount, *, request_id="p-1", on=TODAY):
    back = Recovery(loan_id=loan_id, paid_on=on, amount=Money(amount), place_id=house.kas)
    with transaction():
        return service.recover(desk=house.desk, recovery=back, request_id=request_id)


def test_what_was_set_aside_is_used_and_the_rest_is_a_cost(house) -> None:
    loan = house.lend()
    house.run(JULY)
    give_up(house, loan)
    (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
    assert (lost.principal, lost.recovered, lost.claim) == (1200000, 0, 1200000)
    page = ledger.entry_page(book_id=house.desk.book_id, seq=lost.entry_seq)
    assert (page.source, page.made_by, page.approved_by) == (f"loans.write_off:{lost.id}", 1, 2)
    subject = f"loan:{loan}"
    assert house.lines(lost.entry_seq) == [
        ("loan_loss_allowance", 600000, subject),
        ("credit_loss_expense", 600000, subject),
        ("loans_to_members", -1200000, subject),
    ]
    assert queries.get_loan(house.cooperative_id, loan).stage == "written_off"
    book = queries.loan_book(house.cooperative_id, house.desk.book_id)
    assert book.on(TODAY) == []
    assert [one.loan.id for one in book.on(date(2026, 8, 13))] == [loan]


def test_interest_that_was_expected_is_taken_back(house) -> None:
    loan = house.lend()
    for month in Month(2026, 2).until(Month(2026, 4)):
        house.run(month)
    give_up(house, loan)
    (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
    assert lost.interest == 54000
    assert house.lines(lost.entry_seq)[-2:] == [
        ("loan_interest_income", 54000, f"loan:{loan}"),
        ("accrued_loan_interest", -54000, f"loan:{loan}"),
    ]


def test_the_next_month_finds_nothing_to_do_for_it(house) -> None:
    loan = house.lend()
    house.run(JULY)
    give_up(house, loan, on=date(2026, 8, 1))
    plan = queries.month_plan(house.cooperative_id, house.desk.book_id, Month(2026, 8))
    assert plan.lines == ()
    assert queries.month_plan(house.cooperative_id, house.desk.book_id, JULY).is_done


def test_one_person_alone_gives_nothing_up(house) -> None:
    loan = house.lend()
    with pytest.raises(auth.SecondPersonNeeded):
        give_up(house, loan, desk=house.desk)
    assert queries.written_off(house.cooperative_id, house.desk.book_id) == []


def test_the_same_request_gives_up_once(house) -> None:
    loan = house.lend()
    assert give_up(house, loan) == give_up(house, loan)
    with pytest.raises(RequestReused):
        give_up(house, loan, why="Lain")
    with pytest.raises(NotAtThisStage):
        give_up(house, loan, request_id="h-2")


def test_what_may_not_be_given_up(house) -> None:
    loan = house.lend()
    with pytest.raises(losses.ReasonMissing):
        give_up(house, loan, why=" ")
    with pytest.raises(losses.NotYet):
        give_up(house, loan, on=date(2026, 8, 15))
    house.pay(loan, 118000, on=date(2026, 8, 12))
    with pytest.raises(losses.PaidLater):
        give_up(house, loan, on=date(2026, 8, 11))
    house.pay(loan, 1_400_000, on=date(2026, 8, 13))
    with pytest.raises(losses.MoneyHeld):
        give_up(house, loan)
    with pytest.raises(NotFound):
        give_up(house, 999)


def test_money_that_comes_back_is_income_with_a_receipt(house) -> None:
    loan = house.lend()
    house.run(JULY)
    give_up(house, loan)
    paid = recover(house, loan, 250_000)
    assert house.lines(paid.entry_seq) == [
        ("cash_on_hand", 250000, None),
        ("other_member_income", -250000, f"loan:{loan}"),
    ]
    (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
    assert (lost.recovered, lost.claim) == (250000, 950000)
    assert recover(house, loan, 250_000) == paid
    assert queries.get_loan(house.cooperative_id, loan).stage == "written_off"


def test_money_that_comes_back_may_be_taken_back_by_two(house) -> None:
    loan = house.lend()
    give_up(house, loan)
    paid = recover(house, loan, 250_000)
    with transaction():
        service.reverse_payment(
            desk=house.agreed, payment_id=paid.id, on=TODAY, why="Salah peminjam"
        )
    (lost,) = queries.written_off(house.cooperative_id, house.desk.book_id)
    assert lost.recovered == 0


def test_no_more_comes_back_than_is_claimed(house) -> None:
    loan = house.lend()
    with pytest.raises(NotAtThisStage):
        recover(house, loan, 1000)
    give_up(house, loan)
    with pytest.raises(losses.MoreThanClaimed):
        recover(house, loan, 1_416_001)
    with pytest.raises(NothingPaid):
        recover(house, loan, 0)
    with pytest.raises(PaidBeforeLastAct):
        recover(house, loan, 1000, on=date(2026, 8, 13))
    recover(house, loan, 1_416_000)
    with pytest.raises(losses.MoreThanClaimed):
        recover(house, loan, 1, request_id="p-2")


def test_a_policy_of_two_persons_holds_from_its_day(house) -> None:
    loan = house.lend()
    decided = replace(
        queries.policy_on(house.cooperative_id, TODAY),
        allowance=losses_terms(net=True),
    )
    new = service.NewPolicy(decided, date(2026, 7, 1), "RAT 28 Juni 2026")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.set_policy(desk=house.desk, new=new)
    with transaction():
        service.set_policy(desk=house.agreed, new=new)
    house.pledge(loan, 900_000)
    assert house.judged(loan, Month(2026, 6)).allowance == 600000
    assert house.judged(loan, JULY).allowance == 150000


def losses_terms(*, net: bool):
    known = queries.policy_on(1, TODAY).allowance
    return replace(known, net_of_collateral=net)
