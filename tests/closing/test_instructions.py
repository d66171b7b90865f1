"""Standing instructions and their runs, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app.closing import queries, service
from coop_app.closing.rules import standing_orders as rules
from coop_app.closing.rules.standing_orders import Order, taken
from coop_app.db import transaction
from coop_app.loans import queries as loans
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import service as saving
from coop_app.savings.rules.payments import Withdrawal
from tests.make import SECOND, make_cooperative
from tests.make_payments import Borrowing

MAY, JUNE = date(2026, 5, 15), date(2026, 6, 15)


class House(Borrowing):
    """Rp5.000.000 of savings; 318.000 is due on 15 May, June, July and August."""

    def order(self, **facts):
        known = {"in_part": False, "valid_from": date(2026, 5, 1)}
        return Order(self.sri.id, facts.pop("loan_id", self.loan_id), **(known | facts))

    def instruct(self, request_id="o-1", on=date(2026, 5, 1), **facts):
        with transaction():
            return service.instruct(
                desk=self.at(on), order=self.order(**facts), request_id=request_id
            )

    def run(self, day, request_id=None):
        """A whole run as the page does it."""
        desk = self.at(day)
        with transaction():
            run_id = service.begin_run(desk=desk, request_id=request_id or f"run-{day}")
        for planned in queries.plan(self.cooperative_id, day):
            with transaction():
                service.run_one(desk=desk, run_id=run_id, planned=planned)
        return queries.get_run(self.cooperative_id, run_id)

    def leave_in_savings(self, amount, day=MAY):
        taken_out = Withdrawal(
            self.sri.id, day, self.kas, "sukarela", Money(self.savings() - amount)
        )
        desk = replace(self.at(day), approved_by=SECOND)
        with transaction():
            saving.withdraw(desk=desk, withdrawal=taken_out, request_id=f"w-{amount}-{day}")


@pytest.fixture
def house(either):
    with either.app_context():
        made = House()
        yield made
        assert made.is_clean()
        assert queries.check(made.desk.book_id) == []


def told(run):
    return [(item.number, int(item.owed), int(item.paid), item.why) for item in run.items]


def test_an_instalment_is_paid_on_its_day(house) -> None:
    house.instruct()
    assert house.run(date(2026, 5, 14)).items == ()
    run = house.run(MAY)
    assert told(run) == [(1, 318000, 318000, "")]
    sri, loan = f"member:{house.sri.id}", f"loan:{house.loan_id}"
    paid = loans.list_payments(house.cooperative_id, house.loan_id)[-1]
    assert run.items[0].entry_seq == paid.entry_seq
    assert house.lines(paid) == [
        ("voluntary_savings", 318000, sri),
        ("loan_interest_income", -18000, loan),
        ("loans_to_members", -300000, loan),
    ]


def test_a_second_run_takes_nothing_twice(house) -> None:
    house.instruct()
    first = house.run(MAY)
    assert house.run(MAY) == first
    assert house.run(MAY, "another").items == ()
    assert house.savings() == 5000000 - 318000


def test_what_was_missed_is_taken_with_the_next_instalment(house) -> None:
    house.instruct()
    assert told(house.run(JUNE)) == [(1, 636000, 636000, "")]


@pytest.mark.parametrize(
    ("in_part", "paid"),
    [(False, (318000, 0, "savings_short")), (True, (318000, 100000, "savings_short"))],
)
def test_too_little_is_free(house, in_part, paid) -> None:
    house.leave_in_savings(100000)
    house.instruct(in_part=in_part)
    assert told(house.run(MAY)) == [(1, *paid)]
    assert house.savings() == 100000 - paid[1]


def test_part_now_and_the_rest_when_there_is_more(house) -> None:
    house.leave_in_savings(100000)
    house.instruct(in_part=True)
    house.run(MAY)
    from tests.make import make_deposit

    make_deposit(house.at(MAY), house.sri.id, 500000, paid_on=MAY)
    assert told(house.run(MAY, "later")) == [(1, 218000, 218000, "")]


def test_not_before_not_after_not_when_ended(house) -> None:
    known = house.instruct(valid_from=date(2026, 5, 16), until=date(2026, 6, 30))
    assert house.run(MAY).items == ()
    assert house.run(date(2026, 7, 1)).items == ()
    with transaction():
        ended = service.revoke(desk=house.at(JUNE), instruction_id=known.id, why="pindah kerja")
    assert (ended.revoked_on, ended.revoked_why) == (JUNE, "pindah kerja")
    assert house.run(JUNE).items == ()
    with pytest.raises(rules.InstructionEnded), transaction():
        service.revoke(desk=house.at(JUNE), instruction_id=known.id, why="lagi")


def test_refused_instructions(house) -> None:
    first = house.instruct()
    assert house.instruct() == first
    with pytest.raises(RequestReused):
        house.instruct(in_part=True)
    with pytest.raises(rules.AlreadyInstructed):
        house.instruct("o-2")
    with pytest.raises(rules.LoanNotRunning):
        house.instruct("o-3", loan_id=house.loan_id + 1)
    with pytest.raises(rules.UntilBeforeFrom):
        house.instruct("o-4", until=date(2026, 4, 30))
    with pytest.raises(rules.ReasonForEndMissing), transaction():
        service.revoke(desk=house.at(MAY), instruction_id=first.id, why=" ")


def test_another_cooperative_sees_nothing(house) -> None:
    known, run = house.instruct(), house.run(MAY)
    other = make_cooperative("Koperasi Lain")
    desk = replace(house.desk, cooperative_id=other)
    assert queries.plan(other, JUNE) == []
    for read, key in ((queries.get_instruction, known.id), (queries.get_run, run.id)):
        with pytest.raises(NotFound):
            read(other, key)
    with pytest.raises(NotFound), transaction():
        service.revoke(desk=desk, instruction_id=known.id, why="x")
    with pytest.raises(NotFound), transaction():
        service.instruct(desk=desk, order=house.order(), request_id="x")


def test_an_instruction_ends_with_the_membership(house) -> None:
    known = house.instruct()
    from coop_app.closing.rules.leaving import Leaving

    sheet = queries.sheet_of(house.cooperative_id, house.desk.book_id, house.sri.id, MAY)
    asked = Leaving(house.sri.id, "left", MAY, "pindah", sheet.mark)
    with transaction():
        service.leave(
            desk=replace(house.at(MAY), approved_by=SECOND), leaving=asked, request_id="exit"
        )
    assert queries.get_instruction(house.cooperative_id, known.id).revoked_on == MAY
    assert house.run(JUNE).items == ()


def test_how_much_is_taken() -> None:
    assert taken(Money(100), free=Money(100), in_part=False) == (100, "")
    assert taken(Money(100), free=Money(99), in_part=False) == (0, "savings_short")
    assert taken(Money(100), free=Money(99), in_part=True) == (99, "savings_short")
    assert taken(Money(100), free=Money(-5), in_part=True) == (0, "savings_short")
