"""Depreciation, the tax on turnover and the sentences of the day book, against the worked cases."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.dates import Month
from coop_app.enterprises.rules.books import acts, refusals, turnover_tax, words
from coop_app.enterprises.rules.books.acts import Act, Kind, Way
from coop_app.enterprises.rules.books.equipment import Tool, months_of, wear
from coop_app.enterprises.rules.books.turnover_tax import (
    Status,
    rule_on,
    year_tax,
    years_left,
)
from coop_app.money import ZERO, Money

DECEMBER = Month(2026, 12)


def even(per_month: int, year: int = 2026) -> dict[Month, Money]:
    return {Month(year, number): Money(per_month) for number in range(1, 13)}


def test_case_d1_thirty_million_a_month_is_free() -> None:
    found = year_tax(2026, even(30_000_000), through=DECEMBER)
    assert (found.turnover, found.tax, found.status) == (360_000_000, 0, Status.FREE)
    assert found.left_free == 140_000_000


def test_case_d2_fifty_million_a_month_is_taxed_from_november() -> None:
    found = year_tax(2026, even(50_000_000), through=DECEMBER)
    taxes = [int(row.tax) for row in found.months]
    assert taxes == [0] * 10 + [250_000, 250_000]
    assert (found.tax, found.status, found.left_free) == (500_000, Status.TAXED, 0)


def test_the_month_that_crosses_pays_on_the_part_above() -> None:
    found = year_tax(2026, {Month(2026, 1): Money(499_999_999), Month(2026, 2): Money(201)},
                     through=Month(2026, 2))  # fmt: skip
    assert [int(row.tax) for row in found.months] == [0, 1]  # 0,5% of 200 rupiah


def test_the_limits_themselves_are_still_inside() -> None:
    at = year_tax(2026, {Month(2026, 1): Money(500_000_000)}, through=Month(2026, 1))
    assert (at.status, at.tax) == (Status.FREE, 0)
    micro = year_tax(2026, {Month(2026, 1): Money(2_000_000_000)}, through=Month(2026, 1))
    assert micro.is_micro
    beyond = year_tax(2026, {Month(2026, 1): Money(2_000_000_001)}, through=Month(2026, 1))
    assert not beyond.is_micro
    most = year_tax(2026, {Month(2026, 1): Money(4_800_000_000)}, through=Month(2026, 1))
    assert most.status is Status.TAXED
    more = year_tax(2026, {Month(2026, 1): Money(4_800_000_001)}, through=Month(2026, 1))
    assert (more.status, more.tax) == (Status.BEYOND, 21_500_000)


def test_the_law_changes_with_its_date() -> None:
    assert (rule_on(date(2026, 4, 21)).law, rule_on(date(2026, 4, 21)).years) == ("PP 55/2022", 7)
    assert (rule_on(date(2026, 4, 22)).law, rule_on(date(2026, 4, 22)).years) == (
        "PP 20/2026",
        None,
    )
    assert rule_on(date(2020, 1, 1)).law == "PP 55/2022"
    assert rule_on(date(2026, 4, 22)).percent == Decimal("0.5")
    assert [one.since for one in turnover_tax.rules()] == sorted(
        one.since for one in turnover_tax.rules()
    )


@pytest.mark.parametrize(
    ("since", "year", "left"), [(2020, 2025, 1), (2020, 2026, 0), (2019, 2026, 0)]
)
def test_seven_years_are_counted_from_the_registration(since: int, year: int, left: int) -> None:
    assert years_left(rule_on(date(2025, 1, 1)), tax_since=since, year=year) == left


def test_without_a_limit_or_a_begin_no_year_is_counted() -> None:
    assert years_left(rule_on(date(2026, 11, 1)), tax_since=2020, year=2026) is None
    assert years_left(rule_on(date(2025, 1, 1)), tax_since=None, year=2026) is None


@given(st.lists(st.integers(0, 10**9), min_size=12, max_size=12))
def test_the_tax_of_a_year_is_that_of_its_whole(amounts: list[int]) -> None:
    months = {Month(2027, number): Money(a) for number, a in enumerate(amounts, start=1)}
    found = year_tax(2027, months, through=Month(2027, 12))
    above = max(sum(amounts) - 500_000_000, 0)
    assert abs(int(found.tax) - above / 200) <= 12 / 2  # half a rupiah a month
    assert found.turnover == sum(amounts)


def tool(cost: int, rest: int, months: int) -> Tool:
    return Tool(1, "Wajan", date(2026, 3, 17), Money(cost), Money(rest), months)


def test_wear_is_the_same_every_month_and_ends_at_the_rest_value() -> None:
    wok = tool(1_200_000, 240_000, 24)
    assert wok.used_up(Month(2026, 2)) == 0
    assert wok.used_up(Month(2026, 3)) == 40_000
    assert wok.used_up(Month(2027, 2)) == 480_000
    assert wok.used_up(Month(2028, 2)) == 960_000
    assert wok.used_up(Month(2030, 1)) == 960_000
    assert wok.last_month == Month(2028, 2)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 240))
def test_wear_never_falls_and_adds_up_exactly(cost: int, rest: int, months: int) -> None:
    rest = min(rest, cost - 1)
    one = tool(cost, rest, months)
    steps = [int(one.used_up(Month(2026, 3).plus(n))) for n in range(months + 2)]
    assert steps == sorted(steps)
    assert steps[-1] == cost - rest
    parts = [b - a for a, b in zip([0, *steps], steps, strict=False)][:months]
    assert max(parts) - min(parts) <= 1


def test_only_what_is_missing_is_due() -> None:
    wok, stove = tool(240_000, 0, 24), Tool(2, "Kompor", date(2026, 5, 1), Money(120_000), ZERO, 12)
    assert wear({wok: Money(10_000), stove: ZERO}, Month(2026, 4)) == {1: Money(10_000)}
    assert wear({wok: Money(20_000), stove: ZERO}, Month(2026, 5)) == {
        1: Money(10_000),
        2: Money(10_000),
    }
    assert wear({wok: Money(20_000)}, Month(2026, 4)) == {}


@pytest.mark.parametrize("years", [None, 0, 21, -1])
def test_a_life_from_one_to_twenty_years(years: int | None) -> None:
    with pytest.raises(refusals.LifeUnclear):
        months_of(years)
    assert (months_of(1), months_of(20)) == (12, 240)


@pytest.mark.parametrize(
    ("act", "party", "goods", "said"),
    [
        (("sale", "cash", ""), "", "3 bungkus Keripik", "Jual 3 bungkus Keripik"),
        (("sale", "later", ""), "Rini", "Keripik", "Jual Keripik – Rini, belum dibayar"),
        (("sale", "cash", ""), "", "", "Penjualan"),
        (("cost", "own", "energy"), "", "", "Listrik dan gas – dibayar uang rumah"),
        (("cost", "cash", "other"), "", "", "Uang keluar lain"),
        (("income", "cash", "other"), "", "", "Uang masuk lain"),
        (("income", "cash", "coop_loan"), "", "", "Pinjaman dari koperasi"),
        (("move", "bank", ""), "", "", "Setor ke bank"),
        (("move", "cash", ""), "", "", "Ambil dari bank"),
        (("draw", "cash", ""), "", "", "Ambil pribadi"),
        (("tool", "cash", ""), "", "Wajan", "Beli alat Wajan"),
    ],
)
def test_the_day_book_speaks_plainly(
    act: tuple[str, str, str], party: str, goods: str, said: str
) -> None:
    kind, way, what = act
    done = Act(kind=Kind(kind), on=date(2026, 8, 1), amount=Money(1), way=Way(way), what=what)
    assert words.memo_of(done, party=party, goods=goods) == said


def test_a_note_stands_in_brackets() -> None:
    done = Act(kind=Kind.DRAW, on=date(2026, 8, 1), amount=Money(1), note="sekolah anak")
    assert words.memo_of(done) == "Ambil pribadi (sekolah anak)"


def test_every_category_has_its_word() -> None:
    assert {words.named(one) for one in acts.COSTS.values()} >= {"Bahan", "Kemasan", "Lain-lain"}
    for one in (*acts.COSTS.values(), *acts.INCOMES.values()):
        assert words.named(one)
