"""The new treasurer's test: questions from this cooperative's own books, marked with reasons."""

import secrets

from flask import flash, request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.practice import PressForm
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.rules.practice import catalogue, questions
from coop_app.literacy.service.practice import handing
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.practice.handing import desk
from coop_app.money import parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other


@bp.post("/serah-terima/uji")
@requires("literacy.practice")
def begin_test() -> Response:
    """New questions from today's books."""
    form, here = PressForm.from_request(), desk()
    if not form.ok:
        return see_other("literacy.practice")
    known = queries.known(here.cooperative_id, here.book_id, here.today)
    asked = questions.questions(known, secrets.token_hex(8))
    with transaction():
        key = handing.begin_test(desk=here, asked=asked, request_id=form.request_id.data or "")
    return see_other("literacy.sitting", test_id=key)


@bp.get("/serah-terima/uji/<int:test_id>")
@requires("literacy.practice")
def sitting(test_id: int) -> Response:
    """The questions; once answered, each with the right answer and why."""
    person = signed_in()
    test = queries.get_test(person.cooperative_id, person.user_id, test_id)
    return page(
        "literacy/sitting.html", test=test, press=PressForm(),
        passed=queries.passed_of(person.cooperative_id, person.user_id),
        all=len(catalogue.exercises()),
    )  # fmt: skip


@bp.post("/serah-terima/uji/<int:test_id>")
@requires("literacy.practice")
def answer_test(test_id: int) -> Response:
    """Mark the answers, once."""
    person = signed_in()
    test = queries.get_test(person.cooperative_id, person.user_id, test_id)
    if not PressForm.from_request().ok:
        return sitting(test_id)
    answers = {one.key: _answer(one) for one in test.questions}
    try:
        with transaction():
            handing.finish_test(desk=desk(), test_id=test_id, answers=answers)
    except Refused as refusal:
        flash(say(refusal), "error")
    return see_other("literacy.sitting", test_id=test_id)


def _answer(one: questions.Question) -> int | None:
    """What was typed or chosen; nothing when it cannot be read."""
    typed = request.form.get(one.key, "").strip()
    if one.choices:
        return int(typed) if typed.isdecimal() and int(typed) < len(one.choices) else None
    try:
        return int(parse_rupiah(typed)) if typed else None
    except Refused:
        return None
