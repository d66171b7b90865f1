"""A month's picture: money in, money out, drawn and put in are together what cash and bank moved."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from coop_app import ledger
from coop_app.chart.templates import template
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.goods import Had
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.service import FirstTool
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products.rules.dealings import Kind
from tests.make_enterprises import Business, act, make_business, sell
from tests.make_products import make_item
from tests.make_workshop import dealing, material, proven, told

JULY, AUGUST = Month(2026, 7), Month(2026, 8)


@pytest.fixture
def her(app: Flask) -> Business:
    return make_business(tools=(FirstTool("Kompor", Money(600_000), 3),))


def moved(her: Business, month: Month) -> tuple[int, int, int, int]:
    """In, out, drawn, put in; proven against cash and bank."""
    found = queries.month_figures(her.book_id, month)
    before, after = (
        sum(
            int(ledger.balance(book_id=her.book_id, account=role, on=on))
            for role in ("cash_on_hand", "bank")
        )
        for on in (month.first if month == JULY else month.plus(-1).last, month.last)
    )
    said = (found.came_in, found.went_out, found.drawn, found.put_in)
    assert after - before == said[0] - said[1] - said[2] + said[3]
    proven(her)
    return tuple(map(int, said))


def test_what_was_hers_before_the_book_is_not_put_in(her: Business) -> None:
    sugar = material(her, "Gula")
    with transaction():
        new = Had(sugar.id, 2_000, Money(30_000), date(2026, 7, 2))
        service.had(desk=her.desk, business=her.enterprise, new=new, request_id="had")
    assert moved(her, JULY) == (0, 0, 0, 0)


def test_a_cost_paid_from_home_is_put_in_and_goes_out(her: Business) -> None:
    act(her, "spend", 40_000, what="energy", way=Way.OWN)
    sell(her, 100_000)
    act(her, "draw", 30_000)
    assert moved(her, AUGUST) == (100_000, 40_000, 30_000, 40_000)


def test_a_paper_that_is_partly_for_the_household_is_counted_in_its_parts(her: Business) -> None:
    with transaction():
        book_id = ledger.open_book(
            cooperative_id=her.desk.cooperative_id, name="Buku koperasi", kind="cooperative",
            accounts=template("cooperative").accounts,
        )  # fmt: skip
    shelf = replace(her.desk, book_id=book_id)
    sugar, soap = make_item(shelf, "Gula"), make_item(shelf, "Sabun")
    items = [(sugar, 5_000, 80_000), (soap, 1_000, 20_000)]
    bought = dealing(Kind.BOUGHT, items, {"cash": 100_000})
    paid = dealing(Kind.SETTLED, [], {"cash": 50_000, "savings": 30_000, "commission": 20_000})
    with told(her, bought, paid):
        for paper, choices in (
            (bought, (Choice(sugar.id, Treated.EXPENSE), Choice(soap.id, Treated.PRIVATE))),
            (paid, ()),
        ):
            with transaction():
                service.accept(
                    desk=her.desk, business=her.enterprise, request_id=paper.key,
                    new=Acceptance(paper.key, Way.CASH, choices),
                )  # fmt: skip
    # 50.000 in hand and 30.000 into her own simpanan; 80.000 for the business, 20.000 for the household
    assert moved(her, JULY) == (80_000, 80_000, 50_000, 0)


def test_goods_for_the_household_on_credit_are_no_money(her: Business) -> None:
    """D 20.000 owner's drawings, D 80.000 cost / K 100.000 debt; later 100.000 are paid."""
    with transaction():
        book_id = ledger.open_book(
            cooperative_id=her.desk.cooperative_id, name="Buku koperasi", kind="cooperative",
            accounts=template("cooperative").accounts,
        )  # fmt: skip
    shelf = replace(her.desk, book_id=book_id)
    sugar, soap = make_item(shelf, "Gula"), make_item(shelf, "Sabun")
    choices = (Choice(sugar.id, Treated.EXPENSE), Choice(soap.id, Treated.PRIVATE))
    items = [(sugar, 5_000, 80_000), (soap, 1_000, 20_000)]
    on_credit = dealing(Kind.BOUGHT, items, {"credit": 100_000})
    partly = dealing(Kind.BOUGHT, items, {"cash": 5_000, "credit": 95_000})
    with told(her, on_credit, partly):
        _accept(her, on_credit.key, choices)
        assert moved(her, JULY) == (0, 0, 0, 0)
        found = queries.month_figures(her.book_id, JULY)
        assert (found.on_credit, found.taken) == (20_000, 20_000)
        # of the next 20.000 for the household 5.000 were paid, the rest is owed
        _accept(her, partly.key, choices)
        assert moved(her, JULY) == (0, 0, 5_000, 0)
        assert queries.month_figures(her.book_id, JULY).on_credit == 35_000
    act(her, "pay", 100_000, what="cooperative_debt", party_id=None)
    assert moved(her, AUGUST) == (0, 100_000, 0, 0)
    assert queries.month_figures(her.book_id, JULY).overdrawn == 40_000


def _accept(her: Business, key: str, choices: tuple[Choice, ...]) -> None:
    with transaction():
        service.accept(
            desk=her.desk, business=her.enterprise, request_id=key,
            new=Acceptance(key, Way.CASH, choices),
        )  # fmt: skip
