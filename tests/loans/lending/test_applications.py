"""Applications, their stages, and the dated terms of products."""

import itertools
from dataclasses import replace

import pytest
from flask import Flask

from coop_app import auth
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending import application as rules
from coop_app.loans.rules.lending.affordability import BudgetMissing
from coop_app.loans.rules.lending.application import Application, Pledge
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.service.lending.applications import WhyMissing
from coop_app.loans.service.lending.approving import RecommendationMissing
from coop_app.loans.service.lending.products import DecisionMissing, NameTaken
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.loans.lending.house import House
from tests.make import (
    make_cooperative,
    make_member,
    make_savings,
)
from tests.make_loans import (
    SECOND,
    make_application,
    make_approved,
    make_loan,
    make_product,
    make_terms,
)

_count = itertools.count(1)


def test_an_application_is_written_anew_until_it_is_recommended(either: Flask) -> None:
    with either.app_context():
        house = House()
        product = make_product(house.desk)
        loan_id = make_application(house.desk, house.sri.id, product_id=product)
        changed = Application(
            member_id=house.tuti.id, product_id=product, principal=Money(900_000), months=6,
            purpose="Mesin jahit", applied_on=house.desk.today, documents=("identity", "nonsense"),
        )  # fmt: skip
        with transaction():
            service.edit(desk=house.desk, loan_id=loan_id, application=changed)
        loan, details = queries.get_loan(house.key, loan_id), queries.details_of(loan_id)
        assert (loan.member_id, loan.principal, loan.purpose) == (
            house.tuti.id,
            900_000,
            "Mesin jahit",
        )
        assert (details.budget, details.documents) == ((), ("identity",))
        with pytest.raises(BudgetMissing), transaction():
            service.recommend(desk=house.desk, loan_id=loan_id, text="Baik.")
        assert [step.step for step in queries.steps_of(loan_id)] == ["apply", "edit"]


def test_the_same_form_applies_once(either: Flask) -> None:
    with either.app_context():
        house = House()
        product = make_product(house.desk)
        wanted = Application(
            member_id=house.sri.id, product_id=product, principal=Money(900_000), months=6,
            purpose="Modal", applied_on=house.desk.today,
        )  # fmt: skip
        keys = []
        for _ in range(2):
            with transaction():
                keys.append(service.apply(desk=house.desk, application=wanted, request_id="same"))
        assert keys[0] == keys[1]
        other = replace(wanted, months=7)
        with pytest.raises(RequestReused), transaction():
            service.apply(desk=house.desk, application=other, request_id="same")
        numbers = [loan.number for loan in queries.list_loans(house.key)]
        assert numbers == [1]


def acts(house: House, loan_id: int) -> dict[str, object]:
    """Every act of this half, as it would be done."""
    loan = queries.get_loan(house.key, loan_id)
    again = Application(
        member_id=loan.member_id, product_id=loan.product_id, principal=loan.principal,
        months=loan.months, purpose="Lagi", applied_on=loan.applied_on,
    )  # fmt: skip
    of, why = {"loan_id": loan_id}, {"text": "Karena itu."}
    return {
        "edit": lambda: service.edit(desk=house.desk, **of, application=again),
        "recommend": lambda: service.recommend(desk=house.desk, **of, **why),
        "return": lambda: service.give_back(desk=house.desk, **of, **why),
        "approve": lambda: service.approve(desk=house.agreed, **of, **why),
        "reject": lambda: service.reject(desk=house.agreed, **of, **why),
        "withdraw": lambda: service.withdraw(desk=house.desk, **of, why="Tidak jadi."),
        "disburse": lambda: service.disburse(
            desk=house.agreed, payout=house.payout(loan_id), request_id=f"t{next(_count)}"
        ),
    }


def at_stage(house: House, stage: str) -> int:
    if stage == "disbursed":
        return make_loan(house.desk, house.sri.id, principal=500_000)
    if stage == "approved":
        return make_approved(house.desk, house.sri.id, principal=Money(500_000))
    loan_id = make_application(house.desk, house.sri.id, principal=Money(500_000))
    ways = {
        "recommended": ["recommend"],
        "rejected": ["recommend", "reject"],
        "withdrawn": ["withdraw"],
    }
    for act in ways.get(stage, []):
        with transaction():
            acts(house, loan_id)[act]()  # type: ignore[operator]
    return loan_id


@pytest.mark.parametrize(
    "stage", ["applied", "recommended", "approved", "rejected", "withdrawn", "disbursed"]
)
def test_states_and_acts(app: Flask, stage: str) -> None:
    """Each act at each stage: done where the table says so, refused everywhere else."""
    house = House()
    for act in ("edit", "recommend", "return", "approve", "reject", "withdraw", "disburse"):
        loan_id = at_stage(house, stage)
        if stages.may(stage, act):
            with transaction():
                acts(house, loan_id)[act]()  # type: ignore[operator]
            assert house.stage(loan_id) == stages.after(stage, act), act
            continue
        with pytest.raises(stages.NotAtThisStage), transaction():
            acts(house, loan_id)[act]()  # type: ignore[operator]
        assert house.stage(loan_id) == stage, act
    house.close()


def test_words_are_asked_for(app: Flask) -> None:
    house = House()
    loan_id = make_application(house.desk, house.sri.id)
    with pytest.raises(RecommendationMissing), transaction():
        service.recommend(desk=house.desk, loan_id=loan_id, text=" ")
    with pytest.raises(WhyMissing), transaction():
        service.withdraw(desk=house.desk, loan_id=loan_id, why=" ")
    with transaction():
        service.recommend(desk=house.desk, loan_id=loan_id, text="Baik.")
    with pytest.raises(auth.SecondPersonNeeded), transaction():
        service.approve(desk=house.desk, loan_id=loan_id, text="Setuju.")


def test_loans_keep_the_terms_they_were_agreed_with(either: Flask) -> None:
    with either.app_context():
        house = House()
        product = make_product(house.desk, collaterals=(CollateralKind.GOLD,))
        before = make_application(house.desk, house.sri.id, product_id=product)
        new = service.NewTerms(house.desk.today, make_terms(min_months=2), "RAT 2026")
        with pytest.raises(auth.SecondPersonNeeded), transaction():
            service.set_terms(desk=house.desk, product_id=product, new=new)
        with transaction():
            service.set_terms(desk=house.agreed, product_id=product, new=new)
        after = make_application(house.desk, house.sri.id, product_id=product)
        kept, fresh = (queries.get_loan(house.key, key).terms for key in (before, after))
        assert (kept.min_months, fresh.min_months) == (1, 2)
        assert (kept.collaterals, fresh.collaterals) == (
            (CollateralKind.GOLD,), (CollateralKind.NONE,),
        )  # fmt: skip
        assert len(queries.list_terms(house.key, product)) == 2


def test_terms_and_products_have_names_and_reasons(app: Flask) -> None:
    house = House()
    product = make_product(house.desk, name="Usaha")
    with pytest.raises(NameTaken), transaction():
        service.add_product(desk=house.desk, name=" usaha ")
    new = service.NewTerms(house.desk.today, make_terms(), " ")
    with pytest.raises(DecisionMissing), transaction():
        service.set_terms(desk=house.agreed, product_id=product, new=new)
    with transaction():
        service.set_active(desk=house.desk, product_id=product, is_active=False)
    assert queries.list_products(house.key, active_only=True) == []


def test_nothing_of_another_cooperative_is_found(app: Flask) -> None:
    house = House()
    loan_id = make_approved(house.desk, house.sri.id)
    other = replace(make_savings(make_cooperative("Lain")), approved_by=SECOND)
    calls = [
        lambda: service.recommend(desk=other, loan_id=loan_id, text="x"),
        lambda: service.approve(desk=other, loan_id=loan_id, text="x"),
        lambda: service.withdraw(desk=other, loan_id=loan_id, why="x"),
        lambda: service.disburse(desk=other, payout=house.payout(loan_id), request_id="x"),
        lambda: service.set_active(desk=other, product_id=1, is_active=False),
        lambda: queries.loan_page(other.cooperative_id, loan_id, on=other.today),
    ]
    for call in calls:
        with pytest.raises(NotFound), transaction():
            call()
    assert queries.list_loans(other.cooperative_id) == []


def test_only_active_members_borrow_and_stand(app: Flask) -> None:
    house = House()
    sleeping = make_member(house.key, house.group, "Belum Aktif", active=False)
    with pytest.raises(rules.BorrowerNotActive):
        make_application(house.desk, sleeping.id)
    with pytest.raises(rules.GuarantorNotActive):
        make_application(house.desk, house.sri.id, pledges=(Pledge(sleeping.id),))
