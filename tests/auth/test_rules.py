from datetime import UTC, datetime, timedelta

import pytest

from coop_app.auth import rules
from coop_app.auth.rules import Account, Failures, Tries

NOW = datetime(2026, 8, 14, 2, tzinfo=UTC)
NONE = Failures(0, None)


def failed(count: int, seconds_ago: int = 0) -> Failures:
    return Failures(count, NOW - timedelta(seconds=seconds_ago))


def tries(**changed: object) -> Tries:
    facts = {"pair": NONE, "name": NONE, "address": NONE, "all": NONE, "known_address": False}
    return Tries(**{**facts, **changed})


def test_every_permission_names_known_roles() -> None:
    for permission, roles in rules.PERMISSIONS.items():
        assert roles, permission
        assert set(roles) <= set(rules.ROLES), permission


def test_nobody_may_what_the_table_does_not_know() -> None:
    assert not rules.may(rules.BENDAHARA, "ledger.fly")


MOVES_MONEY = {
    "ledger.post", "ledger.reverse", "ledger.opening", "savings.deposit", "savings.withdraw",
    "cashbook.record", "cashbook.import", "cashbook.count",
}  # fmt: skip


@pytest.mark.parametrize(
    "role", [rules.ADMIN, rules.PENGAWAS, rules.KETUA, rules.PELATIH, rules.ANGGOTA]
)
def test_who_checks_or_operates_moves_no_money(role: str) -> None:
    assert not rules.permissions_of(role) & MOVES_MONEY


def test_the_trainer_sees_no_members_money() -> None:
    seen = {"members.read", "savings.read", "ledger.read", "cashbook.read", "reports.read"}
    assert not rules.permissions_of(rules.PELATIH) & seen


def test_who_records_does_not_decide() -> None:
    assert not rules.may(rules.BENDAHARA, "approvals.decide")


def test_an_unfinished_sign_in_may_only_finish() -> None:
    assert rules.permissions_at("factor", rules.BENDAHARA) == {"auth.second_factor"}
    assert rules.permissions_at("password", rules.BENDAHARA) == {"auth.password"}
    assert rules.permissions_at("enrol", rules.BENDAHARA) == {"auth.enrol"}
    assert "ledger.post" in rules.permissions_at("full", rules.BENDAHARA)


@pytest.mark.parametrize(
    "text, name", [("Bendahara", "bendahara"), (" sri.wahyuni ", "sri.wahyuni"), ("ＳＲＩ", "sri")]
)
def test_sign_in_names_are_folded(text: str, name: str) -> None:
    assert rules.sign_in_name(text) == name


@pytest.mark.parametrize(
    "text", ["", "ab", "sri wahyuni", "a" * 41, "sri@x", "-abc", "ṣri", "a\nbc"]
)
def test_sign_in_names_that_cannot_be_dictated(text: str) -> None:
    with pytest.raises(rules.NameUnusable):
        rules.sign_in_name(text)


def test_one_person_under_two_spellings() -> None:
    assert rules.person_key("Sri  WAHYUNI") == rules.person_key("sri wahyuni.")
    assert rules.person_key("Sri Wahyuni") != rules.person_key("Sri Wahyuningsih")


@pytest.mark.parametrize(
    "age, idle, shared, over",
    [
        (timedelta(hours=1), timedelta(minutes=9), True, False),
        (timedelta(hours=1), timedelta(minutes=11), True, True),
        (timedelta(hours=9), timedelta(hours=7), False, False),
        (timedelta(hours=9), timedelta(hours=8, seconds=1), False, True),
        (timedelta(hours=12, seconds=1), timedelta(0), False, True),
    ],
)
def test_sessions_end(age: timedelta, idle: timedelta, shared: bool, over: bool) -> None:
    assert rules.is_over(began=NOW - age, last_seen=NOW - idle, now=NOW, shared=shared) is over


def account(**changed: object) -> Account:
    facts = {
        "role": rules.BENDAHARA, "has_factor": False, "must_change_password": False,
        "created_at": NOW, "is_demo": False,
    }  # fmt: skip
    return Account(**{**facts, **changed})


@pytest.mark.parametrize(
    "facts, shown, stage",
    [
        ({}, False, "full"),
        ({"must_change_password": True}, False, "password"),
        ({"has_factor": True}, False, "factor"),
        ({"has_factor": True}, True, "full"),
        ({"has_factor": True, "must_change_password": True}, False, "factor"),
        ({"has_factor": True, "must_change_password": True}, True, "password"),
        ({"created_at": NOW - timedelta(days=6)}, False, "full"),
        ({"created_at": NOW - timedelta(days=8)}, False, "enrol"),
        ({"created_at": NOW - timedelta(days=8), "role": rules.ANGGOTA}, False, "full"),
        ({"created_at": NOW - timedelta(days=8), "is_demo": True}, False, "full"),
    ],
)
def test_what_a_sign_in_still_owes(facts: dict[str, object], shown: bool, stage: str) -> None:
    assert rules.stage_after(account(**facts), factor_shown=shown, now=NOW) == stage


@pytest.mark.parametrize(
    "seen, seconds",
    [
        (tries(), 0),
        (tries(pair=failed(4)), 0),
        (tries(pair=failed(5)), 15),
        (tries(pair=failed(6)), 30),
        (tries(pair=failed(7, seconds_ago=10)), 50),
        (tries(pair=failed(60)), 900),
        (tries(pair=failed(60, seconds_ago=901)), 0),
        (tries(name=failed(19)), 0),
        (tries(name=failed(20)), 15),
        (tries(address=failed(30)), 15),
        (tries(all=failed(300)), 15),
        (tries(name=failed(500), address=failed(500), all=failed(500), known_address=True), 0),
        (tries(pair=failed(6), known_address=True), 30),
    ],
)
def test_guessing_becomes_slow_and_nobody_is_locked_out(seen: Tries, seconds: int) -> None:
    assert rules.wait(seen, NOW) == timedelta(seconds=seconds)
