"""A cooperative with a chart, savings, a treasurer at the desk, and a browser of hers."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from time_machine import TimeMachineFixture

from coop_app import clock, ledger
from coop_app.auth import service as auth
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import service
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.templates import template
from coop_app.db import session, transaction
from coop_app.money import Money
from coop_app.savings import service as savings
from tests.make import make_cooperative

PASSWORD = "ombak biru di tepi sawah 7"
#: the day at her desk: what the tests record is at most three days old
TODAY = date(2026, 8, 3)
_count = itertools.count(1)


def open_office(name="Koperasi Uji", *, role="bendahara"):
    """A cooperative with book, savings products and one officer; returns the office and her sign-in name."""
    cooperative_id = make_cooperative(name)
    user = f"petugas{next(_count)}"
    with transaction():
        book_id = ledger.open_book(
            cooperative_id=cooperative_id, name=name, kind="cooperative",
            accounts=template("cooperative").accounts, opened_on=date(2024, 1, 1),
        )  # fmt: skip
        savings.install(cooperative_id=cooperative_id, valid_from=date(2024, 1, 1), by=1)
        new = auth.NewUser(user, role, "Bu Sri")
        user_id, _ = auth.add_user(
            new, cooperative_id=cooperative_id, by=None, now=clock.now(), password=PASSWORD
        )
    return Desk(cooperative_id, book_id, user_id, TODAY), user


def place(office, role="cash_on_hand"):
    """The account of a cash place."""
    return ledger.account(book_id=office.book_id, role=role).id


def record(office, amount, *, category="other_income", on=date(2026, 8, 3), **facts):
    """Money in (or, with `kind="out"`, out) of the main cash box."""
    kind = facts.pop("kind", "in")
    request_id = facts.pop("request_id", f"r-{next(_count)}")
    words = {key: facts.pop(key) for key in ("party", "evidence") if key in facts}
    role = facts.pop("account", "other_income" if kind == "in" else "office_supplies")
    where = facts.pop("place_id", None) or place(office)
    move = Move(where, role, Money(amount), on, facts.pop("description", "Uang uji"), **facts)
    verb = service.receive if kind == "in" else service.spend
    with transaction():
        return verb(desk=office, request_id=request_id, move=move, category=category, **words)


class Browser:
    """A test client whose requests do not see the test's own application context."""

    def __init__(self, app):
        self._client = app.test_client()

    def _ask(self, verb, *args, **kwargs):
        session.rollback()  # let go of what the test itself was reading
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(getattr(self._client, verb), *args, **kwargs).result()

    def get(self, *args, **kwargs):
        return self._ask("get", *args, **kwargs)

    def post(self, *args, **kwargs):
        return self._ask("post", *args, **kwargs)


def sign_in(app, user):
    """A browser of that person."""
    client = Browser(app)
    page = client.get("/masuk")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
    answer = client.post("/masuk", data={"name": user, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code in (302, 303), answer.text
    return client


def fields(page):
    """The hidden fields of the page's own form."""
    found = re.findall(
        r'name="(csrf_token|request_id|book_balance)"[^>]*value="([^"]*)"', page.text
    )
    return dict(found)


@pytest.fixture
def august(time_machine: TimeMachineFixture) -> None:
    """It is the fifth of August for everybody."""
    time_machine.move_to(datetime(2026, 8, 5, 3, tzinfo=UTC))


@pytest.fixture
def office(app):
    """A treasurer's desk."""
    made, app.extensions["test_user"] = open_office()
    return made


@pytest.fixture
def browser(app, office):
    """Her browser, signed in."""
    return sign_in(app, app.extensions["test_user"])
