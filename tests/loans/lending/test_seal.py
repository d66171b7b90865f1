"""Schedules, terms and steps are only added to: attacks past the program, on both databases."""

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.loans import queries
from tests.make import make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.make_loans import make_loan

ATTACKS = [
    "UPDATE loan_instalment SET interest = 0",
    "UPDATE loan_instalment SET due = '2030-01-01' WHERE number = 1",
    "DELETE FROM loan_instalment",
    "UPDATE loan_schedule SET reason = 'x'",
    "DELETE FROM loan_schedule",
    "UPDATE loan_term SET percent = 1",
    "DELETE FROM loan_term",
    "UPDATE loan_step SET text = 'x'",
    "DELETE FROM loan_step",
    (
        "INSERT INTO loan_instalment (schedule_id, number, due, principal, interest)"
        " SELECT schedule_id, 13, due, 0, 1 FROM loan_instalment WHERE number = 12"
    ),
    (
        "INSERT INTO loan_instalment (schedule_id, number, due, principal, interest)"
        " SELECT schedule_id, 1, due, 0, 1 FROM loan_instalment WHERE number = 1"
    ),
    (
        "INSERT INTO loan_schedule (loan_id, version, from_day, instalments, reason, made_by, made_at)"
        " SELECT loan_id, 3, from_day, 1, '', 1, made_at FROM loan_schedule"
    ),
]
REPLACING = [
    (
        "INSERT OR REPLACE INTO loan_instalment (schedule_id, number, due, principal, interest)"
        " SELECT schedule_id, number, due, 0, 0 FROM loan_instalment WHERE number = 1"
    ),
    (
        "INSERT OR REPLACE INTO loan_schedule"
        " (id, loan_id, version, from_day, instalments, reason, made_by, made_at)"
        " SELECT id, loan_id, 2, from_day, 1, '', 1, made_at FROM loan_schedule"
    ),
    "INSERT OR REPLACE INTO loan_term SELECT * FROM loan_term",
    "INSERT OR REPLACE INTO loan_step SELECT * FROM loan_step",
    "UPDATE OR REPLACE loan_instalment SET number = 2 WHERE number = 1",
]


def make_house() -> int:
    coop = make_cooperative()
    house = make_savings(coop)
    member = make_member(coop, make_group(coop))
    make_deposit(house, member.id, 5_000_000)
    return make_loan(house, member.id)


def attack(statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="seal: "), transaction():
        db.write_connection().exec_driver_sql(statement)


def test_what_was_agreed_stays(either: Flask) -> None:
    with either.app_context():
        loan_id = make_house()
        before = queries.schedule_of(loan_id)
        for statement in ATTACKS:
            attack(statement)
        assert queries.schedule_of(loan_id) == before


def test_replacing_rows_is_no_way_round(app: Flask) -> None:
    loan_id = make_house()
    before = queries.schedule_of(loan_id)
    for statement in REPLACING:
        attack(statement)
    assert queries.schedule_of(loan_id) == before


@pytest.mark.postgres
def test_truncate_is_no_way_round(either: Flask) -> None:
    with either.app_context():
        loan_id = make_house()
        if db.engine().dialect.name == "sqlite":
            return
        for table in ("loan_instalment", "loan_schedule", "loan_term", "loan_step"):
            attack(f"TRUNCATE {table} CASCADE")
        assert queries.schedule_of(loan_id).rows
