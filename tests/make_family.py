"""Households with envelopes, months and notes for tests, made through the services."""

import itertools
import re
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coop_app.db import transaction
from coop_app.literacy.rules.family.envelopes import NEED, Wanted
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.rules.family.notes import INCOME, MOVE, SPENDING, Note
from coop_app.literacy.service.family import envelopes, joining, planning, writing
from coop_app.literacy.service.family.opening import Opened, open_household
from coop_app.money import Money
from tests.make import TODAY

_count = itertools.count(1)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_REQUEST = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


def once() -> str:
    """A request id nobody used."""
    return f"keluarga-{next(_count)}"


def make_household(cooperative_id: int, name: str = "Keluarga Siti", **facts: Any) -> Opened:
    """A household of a phone, or of a user."""
    known = {"today": TODAY, "person": "Siti", "request_id": once()} | facts
    with transaction():
        return open_household(cooperative_id=cooperative_id, name=name, **known)


def keeper_of(cooperative_id: int, opened: Opened, today: date = TODAY) -> Keeper:
    """Who writes."""
    return Keeper(opened.household_id, cooperative_id, opened.person_id, today)


def make_envelope(keeper: Keeper, name: str = "Dapur", **facts: Any) -> int:
    """One envelope for needs."""
    wanted = Wanted(**{"name": name, "kind": NEED} | facts)
    with transaction():
        return envelopes.add_envelope(keeper=keeper, wanted=wanted, request_id=once())


def spend(keeper: Keeper, envelope_id: int, amount: int, on: date = TODAY) -> int:
    """Money went."""
    note = Note(kind=SPENDING, on=on, amount=Money(amount), envelope_id=envelope_id)
    with transaction():
        return writing.write(keeper=keeper, note=note, request_id=once())


def earn(keeper: Keeper, amount: int, on: date = TODAY, source: str = "salary") -> int:
    """Money came."""
    note = Note(kind=INCOME, on=on, amount=Money(amount), source=source)
    with transaction():
        return writing.write(keeper=keeper, note=note, request_id=once())


def move(keeper: Keeper, out_of: int, into: int, amount: int, on: date = TODAY) -> int:
    """Money moved."""
    note = Note(kind=MOVE, on=on, amount=Money(amount), envelope_id=out_of, to_envelope_id=into)
    with transaction():
        return writing.write(keeper=keeper, note=note, request_id=once())


def plan(keeper: Keeper, on: date = TODAY, **amounts: int) -> int:
    """Envelopes get money: `plan(keeper, _7=500_000)`; returns the period."""
    with transaction():
        period = planning.period_for(keeper=keeper, on=on)
        plans = {int(name[1:]): Money(amount) for name, amount in amounts.items()}
        planning.save_plan(keeper=keeper, period_id=period.id, plans=plans)
    return period.id


def let_in(keeper: Keeper, name: str = "Budi", **facts: Any) -> Opened:
    """The second person."""
    with transaction():
        key = joining.invite(keeper=keeper, request_id=once())
    with transaction():
        return joining.join(key=key, name=name, request_id=once(), today=keeper.today, **facts)


class Phone:
    """A browser without JavaScript and without an account; it may carry a family's key."""

    def __init__(self, app: Flask, key: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        if key:
            with self.client.session_transaction() as cookie:
                cookie["household_key"] = key

    def get(self, path: str) -> TestResponse:
        """A page."""
        return self.client.get(path)

    def text(self, path: str) -> str:
        """What a page says; it must be there."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def post(
        self, path: str, _form: str = "/belajar/anggaran?income=1", **data: Any
    ) -> TestResponse:
        """Send a form with the token of a page, and its request id unless one is given."""
        page = self.client.get(_form, follow_redirects=True).get_data(as_text=True)
        found = _TOKEN.search(page)
        assert found, _form
        known = {"csrf_token": found[1], "request_id": once()}
        return self.client.post(path, data=known | data)
