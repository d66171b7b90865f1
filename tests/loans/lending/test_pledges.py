"""Who stands for a loan, and the savings that are held for it."""

import pytest
from flask import Flask

from coop_app import ledger
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.lending import application as rules
from coop_app.loans.rules.lending.application import Pledge
from coop_app.money import Money
from coop_app.refusal import Refused
from coop_app.savings import queries as saved
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Withdrawal
from tests.loans.lending.house import House
from tests.make import (
    cash_of,
    make_deposit,
    make_member,
)
from tests.make_loans import (
    SECOND,
    make_application,
    make_approved,
    make_product,
)


def test_pledged_savings_stay_until_the_loan_is_over(either: Flask) -> None:
    with either.app_context():
        house = House()
        pledge = (Pledge(house.tuti.id, Money(2_500_000)),)
        loan_id = make_application(house.desk, house.sri.id, pledges=pledge)
        assert house.free(house.tuti.id) == 3_000_000
        with transaction():
            service.recommend(desk=house.desk, loan_id=loan_id, text="Baik.")
        assert house.free(house.tuti.id) == 500_000
        taken = Withdrawal(
            house.tuti.id, house.desk.today, cash_of(house.desk), "sukarela", Money(600_000)
        )
        with pytest.raises(Refused), transaction():
            savings.withdraw(desk=house.agreed, withdrawal=taken, request_id="w1")
        with transaction():
            service.reject(desk=house.agreed, loan_id=loan_id, text="Terlalu besar.")
        assert house.free(house.tuti.id) == 3_000_000


def test_a_pledge_is_no_more_than_free_savings(either: Flask) -> None:
    with either.app_context():
        house = House()
        pledge = (Pledge(house.tuti.id, Money(3_000_001)),)
        with pytest.raises(rules.PledgeTooHigh):
            make_application(house.desk, house.sri.id, pledges=pledge)
        first, second = (
            make_application(
                house.desk, house.sri.id, pledges=(Pledge(house.tuti.id, Money(2_000_000)),)
            )
            for _ in range(2)
        )
        with transaction():
            service.recommend(desk=house.desk, loan_id=first, text="Baik.")
        with pytest.raises(rules.PledgeTooHigh), transaction():
            service.recommend(desk=house.desk, loan_id=second, text="Baik.")


def test_no_payout_when_the_guarantors_savings_went_away(either: Flask) -> None:
    with either.app_context():
        house = House()
        loan_id = make_approved(
            house.desk, house.sri.id, principal=Money(500_000),
            pledges=(Pledge(house.tuti.id, Money(2_500_000)),),
        )  # fmt: skip
        make_deposit(house.desk, house.rini.id, 5_000_000)
        seq = next(act.entry_seq for act in saved.list_acts(house.key, house.tuti.id))
        with transaction():
            ledger.reverse(
                book_id=house.desk.book_id, seq=seq, on=house.desk.today, why="Salah catat",
                by=1, approved_by=SECOND,
            )  # fmt: skip
        with pytest.raises(rules.GuarantorSavingsGone):
            house.pay(house.payout(loan_id))
        assert house.stage(loan_id) == "approved"
        house.close()


def test_tanggung_renteng_names_the_whole_village_group(either: Flask) -> None:
    with either.app_context():
        house = House()
        sleeping = make_member(house.key, house.group, "Calon Anggota", active=False)
        product = make_product(house.desk, group_liability=True)
        loan_id = make_application(house.desk, house.sri.id, product_id=product)
        stands = {pledge.member_id for pledge in queries.details_of(loan_id).pledges}
        assert stands == {house.tuti.id}
        assert sleeping.id not in stands
        assert queries.stands_for(house.key, house.tuti.id) == []
        with transaction():
            service.recommend(desk=house.desk, loan_id=loan_id, text="Baik.")
        assert queries.stands_for(house.key, house.tuti.id) == [loan_id]
