"""Tools through their months, the statements, and the end of a year, on a real database."""

from datetime import date

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Done
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.service import NewTool
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.make_enterprises import Business, act, make_business, sell

OPENED = date(2024, 11, 1)
JANUARY = date(2026, 1, 15)


@pytest.fixture(autouse=True)
def context(either: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    either.app_context().push()
    monkeypatch.setattr(clock, "today", lambda: JANUARY)


@pytest.fixture
def shop() -> Business:
    return make_business(opened_on=OPENED, cash=Money(1_000_000)).on(JANUARY)


def buy(shop: Business, **facts: object) -> Done:
    known = {"on": date(2024, 11, 20), "name": "Wajan", "amount": Money(240_000), "years": 2,
             "way": Way.CASH}  # fmt: skip
    new = NewTool(**(known | facts))  # type: ignore[arg-type]
    with transaction():
        return service.buy_tool(
            desk=shop.desk, business=shop.enterprise, request_id="tool", new=new
        )


def wear(shop: Business, through: Month, request_id: str = "wear") -> list[Done]:
    with transaction():
        return service.record_wear(
            desk=shop.desk, business=shop.enterprise, request_id=request_id, through=through
        )


def gone(shop: Business, received: int) -> Done:
    tool_id = queries.tools_of(shop.enterprise)[0].tool.id
    with transaction():
        return service.let_go(
            desk=shop.desk, business=shop.enterprise, request_id="gone", tool_id=tool_id,
            on=JANUARY, received=Money(received), way=Way.CASH,
        )  # fmt: skip


def close(shop: Business, year: int) -> None:
    with transaction():
        service.close_year(desk=shop.desk, business=shop.enterprise, year=year)


def clean(shop: Business) -> None:
    assert ledger.audit(book_id=shop.book_id) == []
    assert queries.check_acts(shop.book_id) == []


def test_wear_is_recorded_month_by_month_and_never_twice(shop: Business) -> None:
    buy(shop)
    done = wear(shop, Month(2025, 1))
    assert [(one.what, int(one.amount), one.on) for one in done] == [
        ("2024-11", 10_000, date(2024, 11, 30)),
        ("2024-12", 10_000, date(2024, 12, 31)),
        ("2025-01", 10_000, date(2025, 1, 31)),
    ]
    assert wear(shop, Month(2025, 1)) == done  # the same button, pressed again
    with pytest.raises(refusals.NothingToUse):
        wear(shop, Month(2025, 1), "another tap")
    with pytest.raises(refusals.MonthRunning):
        wear(shop, Month(2026, 1), "too early")
    assert shop.balance("depreciation") == 30_000
    clean(shop)


def test_a_tool_recorded_late_catches_up_once(shop: Business) -> None:
    buy(shop)
    wear(shop, Month(2024, 12))
    late = NewTool(on=date(2024, 11, 5), name="Kompor", amount=Money(120_000), years=1, way=Way.OWN)
    with transaction():
        service.buy_tool(desk=shop.desk, business=shop.enterprise, request_id="late", new=late)
    wear(shop, Month(2025, 1), "again")
    assert shop.balance("depreciation") == 30_000 + 30_000
    clean(shop)


def test_a_worn_tool_is_given_up_not_undone(shop: Business) -> None:
    done = buy(shop)
    wear(shop, Month(2025, 3))
    with pytest.raises(refusals.ToolUsed), transaction():
        service.undo(desk=shop.desk, business=shop.enterprise, act_id=done.id, why="salah")
    given = gone(shop, 150_000)
    assert shop.balance("equipment") == shop.balance("accumulated_depreciation") == 0
    assert shop.balance("other_expense") == 40_000
    assert service.in_use(shop.enterprise) == []
    clean(shop)
    with transaction():
        service.undo(desk=shop.desk, business=shop.enterprise, act_id=given.id, why="salah")
    assert shop.balance("equipment") == 240_000
    assert len(service.in_use(shop.enterprise)) == 1
    clean(shop)


def test_an_unworn_tool_is_undone(shop: Business) -> None:
    done = buy(shop)
    with transaction():
        service.undo(desk=shop.desk, business=shop.enterprise, act_id=done.id, why="salah")
    assert service.in_use(shop.enterprise) == []
    assert wear_due(shop) == {}
    with pytest.raises(refusals.ToolGone):
        gone(shop, 0)
    clean(shop)


def wear_due(shop: Business) -> dict[int, Money]:
    return service.due_wear(shop.enterprise, Month(2025, 12))


def test_giving_up_twice_with_one_request_is_once(shop: Business) -> None:
    buy(shop)
    assert gone(shop, 150_000) == gone(shop, 150_000)
    with pytest.raises(RequestReused):
        gone(shop, 150_001)
    assert shop.balance("equipment") == 0


def test_a_strangers_tool_is_not_found(shop: Business) -> None:
    buy(shop)
    with pytest.raises(NotFound):
        queries.get_tool(
            make_business(opened_on=OPENED).enterprise, queries.tools_of(shop.enterprise)[0].tool.id
        )


def test_statements_of_a_year_before_and_after_it_is_closed(shop: Business) -> None:
    sell(shop, 900_000, on=date(2024, 12, 5))
    act(shop, "spend", 400_000, what="materials", on=date(2024, 12, 6))
    act(shop, "draw", 150_000, on=date(2024, 12, 7))
    end = date(2024, 12, 31)
    before = queries.balance_sheet(shop.book_id, end)
    earned = queries.result(shop.book_id, OPENED, end)
    sold = queries.turnover(shop.book_id, 2024, Month(2024, 12))
    close(shop, 2024)
    after = queries.balance_sheet(shop.book_id, end)
    assert after == before
    assert queries.result(shop.book_id, OPENED, end) == earned
    assert queries.turnover(shop.book_id, 2024, Month(2024, 12)) == sold
    assert (earned.amount("sales"), earned.amount("surplus")) == (900_000, 500_000)
    assert (before.amount("current_surplus"), before.amount("owner_drawings")) == (
        500_000,
        -150_000,
    )
    assert before.amount("total_assets") == before.amount("total_liabilities_and_equity")
    new_year = queries.balance_sheet(shop.book_id, date(2025, 1, 1))
    assert (new_year.amount("prior_surplus"), new_year.amount("current_surplus")) == (350_000, 0)
    assert new_year.amount("owner_drawings") == 0
    assert new_year.amount("total_equity") == before.amount("total_equity")
    clean(shop)


def test_a_closed_year_takes_nothing_more(shop: Business) -> None:
    done = sell(shop, 900_000, on=date(2024, 12, 5))
    close(shop, 2024)
    with pytest.raises(ledger.PeriodClosed):
        sell(shop, 1_000, on=date(2024, 12, 31))
    with transaction():
        undone = service.undo(desk=shop.desk, business=shop.enterprise, act_id=done.id, why="salah")
    page = ledger.entry_page(book_id=shop.book_id, seq=undone.reversed_seq or 0)
    assert page.on == JANUARY  # the old year keeps what it said
    assert queries.result(shop.book_id, OPENED, date(2024, 12, 31)).amount("sales") == 900_000
    clean(shop)


def test_years_close_once_in_order_and_when_they_are_over(shop: Business) -> None:
    sell(shop, 900_000, on=date(2024, 12, 5))
    with pytest.raises(refusals.YearsInOrder):
        close(shop, 2025)
    close(shop, 2024)
    entries = len(ledger.journal(book_id=shop.book_id).rows)
    close(shop, 2024)
    assert len(ledger.journal(book_id=shop.book_id).rows) == entries
    sell(shop, 1_000, on=date(2025, 6, 1))
    close(shop, 2025)
    with pytest.raises(refusals.YearNotOver):
        close(shop, 2026)
    clean(shop)


def test_a_year_without_anything_is_passed_over(shop: Business) -> None:
    close(shop, 2024)
    assert service.next_year(shop.enterprise) == 2025
    with pytest.raises(refusals.YearDone):
        close(shop, 2024)


def test_the_wear_of_tools_comes_first(shop: Business) -> None:
    buy(shop)
    with pytest.raises(refusals.WearMissing):
        close(shop, 2024)
    wear(shop, Month(2024, 12))
    close(shop, 2024)
    assert queries.result(shop.book_id, OPENED, date(2024, 12, 31)).amount("depreciation") == 20_000


def test_months_of_the_next_year_know_nothing_of_the_old_one(shop: Business) -> None:
    sell(shop, 900_000, on=date(2024, 12, 5))
    act(shop, "draw", 100_000, on=date(2024, 12, 6))
    close(shop, 2024)
    december = queries.month_figures(shop.book_id, Month(2024, 12))
    assert (december.profit, december.drawn, december.came_in) == (900_000, 100_000, 900_000)
    january = queries.month_figures(shop.book_id, Month(2025, 1))
    assert (january.profit, january.drawn) == (0, 0)
