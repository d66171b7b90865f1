"""The bare application with a few pages of its own to try forms and tables on."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader
from wtforms.validators import InputRequired

from coop_app.money import Money
from coop_app.refusal import N_, Refused
from coop_app.web import forms, tables
from coop_app.web.access import public


class TooMuch(Refused):
    message = N_("This amount is too large. Check the number of zeros.")
    field = "amount"


class Desk(forms.CoopForm):
    amount = forms.RupiahField("Jumlah", [InputRequired()])
    on = forms.DayField("Tanggal")
    month = forms.MonthField("Bulan")
    words = forms.TextField("Uraian")


TEMPLATE = """{% extends "base.html" %}{% from "_form.html" import field, hidden, errors %}
{% from "_table.html" import table as figures, downloads %}
{% block content %}<form method="post">{{ hidden(form) }}{{ errors(form) }}
{{ field(form.amount) }}{{ field(form.on) }}{{ field(form.month) }}{{ field(form.words) }}</form>
{{ figures(table) }}{{ downloads() }}{% endblock %}"""


def sample() -> tables.Table:
    columns = [tables.Column("name", "Nama"), tables.Column("amount", "Jumlah", "money")]
    rows: list[dict[str, Any]] = [
        {"name": "=1+1", "amount": Money(1_250_000)},
        {"name": "<b>Siti</b>", "amount": Money(-5_000)},
    ]
    rows.append(tables.total_row("name", "Jumlah", rows, ["amount"]))
    return tables.Table(
        "Daftar uji", columns, rows, ["Juli 2026"], name="uji", signatures=["Ketua"]
    )


@pytest.fixture
def seen() -> list[dict[str, Any]]:
    """What the form read, in order."""
    return []


@pytest.fixture
def desk(bare_app: Flask, seen: list[dict[str, Any]]) -> Iterator[FlaskClient]:
    """A browser at a page with a form and a table; CSRF is tried elsewhere."""
    loaders = [bare_app.jinja_loader, DictLoader({"desk.html": TEMPLATE})]
    bare_app.jinja_env.loader = ChoiceLoader([loader for loader in loaders if loader])
    bare_app.config["WTF_CSRF_ENABLED"] = False
    bare_app.before_request_funcs.clear()

    @public
    def at_desk() -> Any:
        form = Desk.from_request()
        if request.method == "POST" and form.ok:
            seen.append(form.facts)
            if form.amount.data == 13:
                form.blame(TooMuch())
        return tables.respond(sample(), "desk.html", form=form)

    @public
    def broken() -> Any:
        raise RuntimeError("secret inside")

    @public
    def refused() -> Any:
        raise TooMuch

    bare_app.add_url_rule("/uji", "desk", at_desk, methods=["GET", "POST"])
    bare_app.add_url_rule("/rusak", "broken", broken)
    bare_app.add_url_rule("/tolak", "refused", refused)
    return bare_app.test_client()
