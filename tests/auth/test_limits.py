"""What one person may do alone: bounded, dated, and changed by two."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from coop_app import auth, clock
from coop_app.auth import queries, rules, service
from coop_app.auth.rules import limits
from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.second_person import AboveLimit, BackDated
from coop_app.db import transaction
from coop_app.loans import queries as loans
from coop_app.money import Money
from tests.auth.conftest import NOW
from tests.people import decide_all, signed_in

TODAY = date(2026, 8, 14)


def setting(coop: int, name: str, value: str, since: date = TODAY) -> None:
    with transaction():
        service.set_value(name, cooperative_id=coop, value=value, valid_from=since, by=1, now=NOW)


@pytest.mark.parametrize(
    ("name", "kept", "holds"),
    [
        (limits.WITHDRAWAL, None, 5_000_000),
        (limits.WITHDRAWAL, "999999999999", 25_000_000),
        (limits.BACK_DATING, "100000", 7),
        (limits.BACK_DATING, "-1", 3),
        (limits.BACK_DATING, "tidak ada", 3),
        (limits.QUORUM, "0", 1),
    ],
)
def test_no_value_in_the_table_switches_a_limit_off(
    coop: int, name: str, kept: str | None, holds: int
) -> None:
    if kept is not None:
        setting(coop, name, kept)
    assert auth.limit(name, cooperative_id=coop, on=TODAY) == holds


def test_a_limit_holds_from_its_day(coop: int) -> None:
    setting(coop, limits.WITHDRAWAL, "1000000")
    yesterday = TODAY - timedelta(days=1)
    assert auth.limit(limits.WITHDRAWAL, cooperative_id=coop, on=yesterday) == 5_000_000
    assert auth.limit(limits.WITHDRAWAL, cooperative_id=coop, on=TODAY) == 1_000_000


def test_three_days_back_are_one_persons_four_are_two(coop: int) -> None:
    alone, two = Desk(coop, 1, 1, TODAY), Desk(coop, 1, 1, TODAY, approved_by=2)
    auth.check_back_dating(alone, TODAY - timedelta(days=3))
    auth.check_back_dating(two, TODAY - timedelta(days=400))
    with pytest.raises(BackDated) as refused:
        auth.check_back_dating(alone, TODAY - timedelta(days=4))
    assert refused.value.facts == {"days": 3}


def test_the_limit_itself_is_one_persons_a_rupiah_more_is_two(coop: int) -> None:
    alone = Desk(coop, 1, 1, TODAY)
    auth.check_withdrawal_limit(alone, Money(5_000_000))
    with pytest.raises(AboveLimit):
        auth.check_withdrawal_limit(alone, Money(5_000_001))
    auth.check_withdrawal_limit(Desk(coop, 1, 1, TODAY, approved_by=2), Money(5_000_001))


def test_who_names_themselves_as_the_second_is_alone(coop: int) -> None:
    with pytest.raises(auth.SecondPersonNeeded):
        auth.require_second_person(Desk(coop, 1, 7, TODAY, approved_by=7))


def test_a_limit_is_changed_by_two_on_its_page(site: tuple[Flask, int]) -> None:
    app, coop = site
    treasurer = signed_in(app, coop)
    assert "Rp5.000.000" in treasurer.get("/pengaturan/batas").get_data(as_text=True)
    today = clock.today()
    typed = {"name": "withdrawal_limit", "value": "2.000.000", "valid_from": str(today)}
    wild = treasurer.post("/pengaturan/batas", typed | {"value": "99.000.000", "reason": "x"})
    assert wild.status_code == 422
    assert "25000000" in wild.get_data(as_text=True).replace(".", "")
    past = treasurer.post("/pengaturan/batas", typed | {"valid_from": "2020-01-01", "reason": "x"})
    assert past.status_code == 422
    asked = treasurer.post("/pengaturan/batas", typed | {"reason": "keputusan rapat"})
    assert asked.status_code == 303
    with app.app_context():
        assert service.limit("withdrawal_limit", cooperative_id=coop, on=today) == 5_000_000
    decide_all(app, coop)
    with app.app_context():
        assert service.limit("withdrawal_limit", cooperative_id=coop, on=today) == 2_000_000
        (kept,) = queries.settings_of(coop, limits.LIMITS)
        assert (kept.set_by, kept.reason) == (treasurer.user_id, "keputusan rapat")
    assert "Rp2.000.000" in treasurer.get("/pengaturan/batas").get_data(as_text=True)
    assert signed_in(app, coop, rules.ADMIN).get("/pengaturan/batas").status_code == 403


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("loan_rate_ceiling", "18", lambda held: int(held.ceiling)),
        ("loan_affordable_share", "40", lambda held: held.share),
    ],
)
def test_what_lending_is_held_against_is_changed_there_too(
    site: tuple[Flask, int], name: str, value: str, read: Callable[[Any], int]
) -> None:
    app, coop = site
    today = clock.today()
    typed = {"name": name, "value": value, "valid_from": str(today), "reason": "keputusan rapat"}
    assert signed_in(app, coop).post("/pengaturan/batas", typed).status_code == 303
    decide_all(app, coop)
    with app.app_context():
        assert read(loans.parameters(coop, today)) == int(value)
