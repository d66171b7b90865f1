"""The street in which shop windows are tried: Sri's business, the cooperative, a neighbour."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coop_app import ledger
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.products.service import neighbours
from coop_app.sales.rules.window.showing import Shown, Supply
from coop_app.web.access import pace
from tests.make import NOW, make_cooperative, make_group, make_member, make_savings
from tests.make_window import make_product, make_window, other_book
from tests.people import signed_in

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Street:
    """Sri's open window with chips and syrup; the cooperative's and the neighbour's products."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            self.group = make_group(self.key)
            self.sri = make_member(self.key, self.group, "Sri Wahyuni", phone="0857-9999-0000")
            with transaction():
                book = ledger.open_book(
                    cooperative_id=self.key, name="Dapur Sri", kind="enterprise",
                    accounts=template("enterprise").accounts, opened_on=date(2024, 1, 1),
                )  # fmt: skip
            self.sris = other_book(self.desk, book)
            self.chips = make_product(self.sris, "Keripik Pisang")
            self.syrup = make_product(self.sris, "Sirup Carica", price=0)
            self.hidden = make_product(self.sris, "Resep Rahasia")
            self.sugar = make_product(self.desk, "Gula Semut")
            shown = [Shown(item.id, Supply.TO_ORDER) for item in (self.chips, self.syrup)]
            self.slug = make_window(self.sris, *shown, slug="dapur-sri")
            self.other = make_savings(make_cooperative("Koperasi Lain"))
        monkeypatch.setitem(
            neighbours._KNOWN,
            "own_books",
            lambda key, member: (
                [(book, "Dapur Sri")] if (key, member) == (self.key, self.sri.id) else []
            ),
        )
        self.visitor: FlaskClient = app.test_client()
        self.bendahara = signed_in(app, self.key)
        self.member = signed_in(
            app, self.key, "anggota", member_id=self.sri.id, group_id=self.group
        )
        self.own = f"/warung-saya/{book}"

    def text(self, path: str, who: Any = None) -> str:
        answer = (who or self.visitor).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def order(self, counts: dict[int, Any], **facts: str) -> TestResponse:
        path = f"/warung/{self.slug}/pesan"
        found = _TOKEN.search(self.text(path))
        assert found
        sent = {
            "csrf_token": found[1], "name": "Wati", "phone": "0813-1111-2222", "note": "",
            "website": "", "request_id": "o-1",
        } | {f"n-{key}": str(count) for key, count in counts.items()}  # fmt: skip
        return self.visitor.post(path, data=sent | facts)


@pytest.fixture
def street(bare_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    pace.reset()
    with time_machine.travel(NOW, tick=False):
        yield Street(bare_app, monkeypatch)
