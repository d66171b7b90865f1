"""Quotes and kept calculations on a real database."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app.app.audit import audit_all
from coop_app.db import session, transaction
from coop_app.literacy.queries.calculators import quotes as queries
from coop_app.literacy.queries.calculators import shelf as kept_queries
from coop_app.literacy.queries.calculators.terms import savings_terms
from coop_app.literacy.rules.calculators import keeping as keeping_rules
from coop_app.literacy.rules.calculators import quotes as rules
from coop_app.literacy.service.calculators import keeping, quoting
from coop_app.literacy.service.family.deleting import delete_household
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings.rules.interest import Method
from coop_app.savings.rules.interest.terms import TAX_FREE, TAX_PERCENT
from tests.make import TODAY, make_cooperative, make_savings
from tests.make_family import keeper_of, make_household
from tests.make_tools import a_quote, make_quote
from tests.people import add_person

TYPED = {"target": ["6.000.000"], "months": ["12"]}


class Town:
    """A cooperative with a family, and another one."""

    def __init__(self) -> None:
        self.key, self.other = make_cooperative(), make_cooperative("Koperasi Lain")
        self.by, _name = add_person(self.key, "pelatih")
        self.opened = make_household(self.key)
        self.family = self.opened.household_id
        self.strangers = make_household(self.other).household_id

    def keep(self, request_id="r-1", tool="goal", inputs=TYPED, **facts):
        known = {"cooperative_id": self.key, "household_id": self.family, "title": " Atap "} | facts
        with transaction():
            return keeping.keep(
                tool=tool, inputs=inputs, request_id=request_id, today=TODAY, **known
            )

    def write(self, quote, request_id="q-1"):
        with transaction():
            return quoting.write_down(
                cooperative_id=self.key, quote=quote, request_id=request_id, by=self.by, today=TODAY
            )


@pytest.fixture
def town(either: Flask) -> Iterator[Town]:
    with either.app_context():
        yield Town()
        assert audit_all() == []


def test_a_calculation_is_kept_once(town: Town) -> None:
    key = town.keep()
    assert town.keep() == key
    (row,) = kept_queries.kept(town.family)
    assert (row.id, row.tool, row.title, row.inputs, row.kept_on) == (
        key,
        "goal",
        "Atap",
        TYPED,
        TODAY,
    )
    with pytest.raises(RequestReused):
        town.keep(inputs={"target": ["7.000.000"]})
    assert kept_queries.count_kept(town.family) == 1


def test_a_family_keeps_only_for_itself(town: Town) -> None:
    for other in (town.strangers, 999_999):
        with pytest.raises(NotFound):
            town.keep(household_id=other)
    town.keep()
    both = [town.family, town.strangers]
    assert kept_queries.households_with_kept(town.key, both) == {town.family}
    assert kept_queries.households_with_kept(town.other, both) == set()


def test_throwing_away(town: Town) -> None:
    key = town.keep()
    for house, family in ((town.other, town.family), (town.key, town.strangers)):
        with transaction():
            keeping.forget(cooperative_id=house, household_id=family, kept_id=key)
        assert kept_queries.count_kept(town.family) == 1
    for _ in range(2):
        with transaction():
            keeping.forget(cooperative_id=town.key, household_id=town.family, kept_id=key)
    assert kept_queries.kept(town.family) == []


def test_a_family_that_deletes_everything_deletes_this_too(town: Town) -> None:
    town.keep()
    with transaction():
        delete_household(keeper=keeper_of(town.key, town.opened), agreed=True)
    assert kept_queries.kept(town.family) == []
    with pytest.raises(NotFound):
        town.keep("r-2")


@pytest.mark.parametrize(
    "facts, refused",
    [
        ({"tool": "budget"}, keeping_rules.ToolUnknown),
        ({"inputs": {"target": [""]}}, keeping_rules.NothingTyped),
        ({"inputs": {"target": ["1"] * 81}}, keeping_rules.TooMuchTyped),
        ({"inputs": {"name": ["x" * 4001]}}, keeping_rules.TooMuchTyped),
    ],
)
def test_what_is_not_kept(town: Town, facts, refused) -> None:
    with pytest.raises(refused):
        town.keep(**facts)


def test_the_shelf_is_full_one_day(town: Town) -> None:
    for n in range(keeping_rules.MOST_KEPT):
        town.keep(f"r-{n}")
    with pytest.raises(keeping_rules.ShelfFull):
        town.keep("r-more")


def test_a_quote_is_written_down_once(town: Town) -> None:
    key = town.write(a_quote(days=2))
    assert town.write(a_quote(days=2)) == key
    with pytest.raises(RequestReused):
        town.write(a_quote(days=3))
    row = queries.get_quote(town.key, key)
    assert (row.service, row.currency, row.days, row.source) == (
        "Toko Remit Wanchai",
        "HKD",
        2,
        "Brosur di toko",
    )
    assert row.transfer == a_quote().transfer
    with pytest.raises(NotFound):
        queries.get_quote(town.other, key)


@pytest.mark.parametrize(
    "facts, refused",
    [
        ({"service": " "}, rules.ServiceUnnamed), ({"source": " "}, rules.SourceMissing),
        ({"currency": "hkd"}, rules.CurrencyUnclear), ({"quoted_on": TODAY + timedelta(1)}, rules.QuotedInFuture),
        ({"days": 61}, rules.TooSlow),
    ],
)  # fmt: skip
def test_what_is_no_quote(town: Town, facts, refused) -> None:
    with pytest.raises(refused):
        town.write(a_quote(**facts))


def test_the_newest_of_each_service_is_offered(town: Town) -> None:
    old = make_quote(town.key, "Kilat", quoted_on=TODAY - timedelta(90))
    new = make_quote(town.key, "kilat", quoted_on=TODAY - timedelta(3))
    make_quote(town.key, "Kuno", quoted_on=TODAY - timedelta(366))
    make_quote(town.key, "Bank", currency="TWD")
    make_quote(town.other, "Orang lain")
    found = queries.offered(town.key, on=TODAY)
    assert [(row.currency, row.service, row.id) for row in found][:1] == [("HKD", "kilat", new)]
    assert [row.service for row in found] == ["kilat", "Bank"]
    assert [row.is_old(TODAY) for row in queries.list_quotes(town.key) if row.id in {old, new}] == [
        False,
        True,
    ]
    assert queries.offered(None, on=TODAY) == []


def test_quotes_are_picked_by_key_and_never_another_houses(town: Town) -> None:
    one, two = make_quote(town.key, "Satu"), make_quote(town.key, "Dua")
    strange = make_quote(town.other, "Orang lain")
    assert [row.service for row in queries.pick(town.key, [two, strange, one])] == ["Dua", "Satu"]
    assert queries.pick(None, [one]) == []


def test_the_list_is_searched(town: Town) -> None:
    make_quote(town.key, "Satu", source="Telepon")
    make_quote(town.key, "Dua", currency="MYR")
    assert [row.service for row in queries.list_quotes(town.key, text="TELE")] == ["Satu"]
    assert [row.service for row in queries.list_quotes(town.key, currency="MYR")] == ["Dua"]
    assert queries.list_quotes(town.other) == []


def test_a_quote_is_withdrawn_once_and_stays(town: Town) -> None:
    key = make_quote(town.key)
    with pytest.raises(NotFound), transaction():
        quoting.withdraw(cooperative_id=town.other, quote_id=key, by=town.by, today=TODAY)
    for day in (TODAY, TODAY + timedelta(1)):
        with transaction():
            quoting.withdraw(cooperative_id=town.key, quote_id=key, by=town.by, today=day)
    assert queries.get_quote(town.key, key).withdrawn_on == TODAY
    assert queries.offered(town.key, on=TODAY) == []


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE remittance_quote SET fee = '0'", "UPDATE remittance_quote SET quoted_on = '2026-01-01'",
        "DELETE FROM remittance_quote", "UPDATE remittance_quote SET cooperative_id = {other}",
    ],
)  # fmt: skip
def test_the_database_keeps_quotes_as_they_were_read(town: Town, act) -> None:
    make_quote(town.key)
    with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
        session.execute(sa.text(act.format(other=town.other)))


def test_a_withdrawn_quote_is_not_offered_again(town: Town) -> None:
    key = make_quote(town.key)
    with transaction():
        quoting.withdraw(cooperative_id=town.key, quote_id=key, by=town.by, today=TODAY)
    with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
        session.execute(
            sa.text("UPDATE remittance_quote SET withdrawn_on = NULL, withdrawn_by = NULL")
        )


def test_what_the_cooperative_has_decided(town: Town) -> None:
    make_savings(town.key)
    known = savings_terms(town.key, TODAY)
    assert (known.pokok, known.dues, known.percent) == (100_000, 20_000, None)
    earns = known.earns(Decimal(3))
    assert (earns.method, earns.day_basis) == (Method.DAILY, 365)
    nobody = savings_terms(None, TODAY)
    assert (nobody.is_known, nobody.tax.free_per_month, nobody.tax.percent) == (
        False,
        TAX_FREE,
        TAX_PERCENT,
    )
