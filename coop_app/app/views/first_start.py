"""The pages of the first start: four questions, then a usable home page."""

from flask import Flask, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField, PasswordField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, NumberRange

from coop_app import clock
from coop_app.app import first_start
from coop_app.auth import login, queries, rules, service
from coop_app.chart.templates import template
from coop_app.dates import MONTH_NAMES, Month
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import public
from coop_app.web.forms import ChoiceField, CoopForm, TextField
from coop_app.web.pages import page

_REQUIRED = InputRequired(_l("Please fill this in."))
#: what may be seen before there is a cooperative
_OPEN = {"first_start_form", "first_start_begin", "static", "language"}
_STARTED = "coop_started"
_OFFICERS = (rules.BENDAHARA, rules.KETUA)


class FirstStartForm(CoopForm):
    cooperative = TextField(_l("Name of the cooperative"), [_REQUIRED, Length(max=120)])
    year = IntegerField(
        _l("First book year"),
        [_REQUIRED, NumberRange(1990, 2100, _l("Write the year with four digits."))],
        render_kw={"inputmode": "numeric"},
    )
    month = ChoiceField(
        _l("The book year begins in"),
        [_REQUIRED],
        choices=[SelectChoice(i, name) for i, name in enumerate(MONTH_NAMES, start=1)],
        coerce=int,
    )
    chart = ChoiceField(_l("Chart of accounts"), [_REQUIRED])
    display_name = TextField(
        _l("Your full name"), [_REQUIRED, Length(max=120)], render_kw={"autocomplete": "name"}
    )
    role = ChoiceField(
        _l("Your role"),
        [_REQUIRED],
        choices=[SelectChoice(role, _l(rules.ROLES[role])) for role in _OFFICERS],
    )
    name = TextField(
        _l("Sign-in name"),
        [_REQUIRED, Length(max=40)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"), [_REQUIRED, Length(max=256)], render_kw={"autocomplete": "new-password"}
    )
    again = PasswordField(
        _l("Password once more"),
        [_REQUIRED, EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


def install(app: Flask) -> None:
    """Lead every page to the four questions until they are answered."""
    app.add_url_rule("/mulai", "first_start_form", first_start_form, methods=["GET"])
    app.add_url_rule("/mulai", "first_start_begin", first_start_begin, methods=["POST"])

    @app.before_request
    def lead() -> Response | None:
        if request.endpoint in _OPEN or app.extensions.get(_STARTED):
            return None
        app.extensions[_STARTED] = queries.any_cooperative()
        return None if app.extensions[_STARTED] else redirect(url_for("first_start_form"))


@public
def first_start_form(form: FirstStartForm | None = None) -> Response:
    """The questions, with the answers most cooperatives give."""
    if queries.any_cooperative():
        return redirect(url_for("home"))
    return page("app/first_start_form.html", form=form or _form(clock.today().year))


def _form(year: int | None = None) -> FirstStartForm:
    form = FirstStartForm(year=year) if year else FirstStartForm.from_request()
    form.chart.choices = [SelectChoice("cooperative", template("cooperative").name)]
    return form


@public
def first_start_begin() -> Response:
    """Begin, sign the officer in, and go home."""
    form, now = _form(), clock.now()
    if not form.ok:
        return first_start_form(form)
    names = ("cooperative", "chart", "display_name", "name", "password", "role")
    opened_on = Month(form.year.data, form.month.data).first
    answers = first_start.Answers(opened_on=opened_on, **{n: form.facts[n] for n in names})
    try:
        with transaction():
            first_start.begin(answers, now=now)
            opened = service.sign_in(answers.name, proven=True, where=login.where(), now=now)
    except Refused as refusal:
        return first_start_form(form.blame(refusal))
    if opened is not None:
        login.begin(opened)
    return redirect(url_for("home"), code=303)
