"""The office in which the pages of the catalogue are tried."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from coop_app import ledger
from coop_app.chart.templates import template
from coop_app.db import transaction
from coop_app.products.service import neighbours
from tests.make import NOW, make_cooperative, make_group, make_member, make_savings
from tests.make_window import make_product, other_book, picture
from tests.people import Browser, signed_in


class Office:
    """Sri has a business with chips; Tuti has one with syrup; the cooperative sells sugar; there is a neighbour."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = app
        with app.app_context():
            self.key = make_cooperative()
            self.desk = make_savings(self.key)
            group = make_group(self.key)
            self.sri = make_member(self.key, group, "Sri Wahyuni")
            self.tuti = make_member(self.key, group, "Tuti Handayani")
            self.sris = other_book(self.desk, self._book("Dapur Sri"))
            self.tutis = other_book(self.desk, self._book("Dapur Tuti"))
            self.chips = make_product(self.sris, "Keripik Pisang")
            self.syrup = make_product(self.tutis, "Sirup Carica")
            self.sugar = make_product(self.desk, "Gula Semut")
            self.theirs = make_product(make_savings(make_cooperative("Koperasi Lain")), "Kopi")
        owners = {
            self.sri.id: (self.sris.book_id, "Dapur Sri"),
            self.tuti.id: (self.tutis.book_id, "Dapur Tuti"),
        }
        monkeypatch.setitem(
            neighbours._KNOWN,
            "own_books",
            lambda key, member: [owners[member]] if key == self.key and member in owners else [],
        )
        self.bendahara = signed_in(app, self.key)
        self.member = signed_in(
            app, self.key, "anggota", member_id=self.sri.id, group_id=self.sri.group_id
        )

    def _book(self, name: str) -> int:
        with transaction():
            return ledger.open_book(
                cooperative_id=self.key, name=name, kind="enterprise",
                accounts=template("enterprise").accounts, opened_on=date(2024, 1, 1),
            )  # fmt: skip

    def text(self, path: str, person: Browser | None = None) -> str:
        answer = (person or self.member).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def send_photo(self, item_id: int, content: bytes | None = None, **facts: Any) -> TestResponse:
        sent = {"request_id": "f-1", "file": (BytesIO(content or picture()), "a.jpg")} | facts
        return self.member.post(f"/barang/{item_id}/foto", sent, content_type="multipart/form-data")


@pytest.fixture
def office(bare_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Office(bare_app, monkeypatch)
