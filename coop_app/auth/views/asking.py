"""What a page answers when its act was refused: the form again, or the act put before a second person."""

from dataclasses import replace

from flask import flash, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import service
from coop_app.auth.forms import SecondPersonForm
from coop_app.auth.rules.second_person import ReasonMissing, SecondPersonNeeded
from coop_app.auth.service import Asked
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import signed_in
from coop_app.web.pages import see_other

_BUTTON = "second_person"


def pressed() -> bool:
    """Whether the button that asks a second person was pressed."""
    return _BUTTON in request.form


def answer(refusal: Refused, form: SecondPersonForm, asked: Asked) -> Response | None:
    """Ask the second person if that was wished for; None when the form is to be shown again, blamed."""
    if pressed() and (known := _asked_before(form, asked)):
        return see_other(
            "auth.approval", approval_id=known
        )  # a second click; its money is held already
    form.blame(refusal)
    if not isinstance(refusal, SecondPersonNeeded) or not pressed():
        return None
    return ask(form, asked, reason=form.second_reason.data or asked.reason)


def _asked_before(form: SecondPersonForm, asked: Asked) -> int | None:
    person, same = signed_in(), replace(asked, request_id=form.request_id.data or "")
    return service.asked_before(same, cooperative_id=person.cooperative_id, by=person.user_id)


def ask(form: SecondPersonForm, asked: Asked, *, reason: str) -> Response | None:
    """Ask the second person; None when that was refused and the form is to be shown again."""
    person = signed_in()
    whole = replace(asked, request_id=form.request_id.data or "", reason=reason)
    try:
        with transaction():
            approval_id = service.ask(
                whole, cooperative_id=person.cooperative_id, by=person.user_id, now=clock.now()
            )
    except ReasonMissing as missing:
        missing.field = "second_reason"
        form.blame(missing)
        return None
    except Refused as other:
        form.blame(other)
        return None
    flash(gettext("Asked. It is done as soon as a second person agrees."))
    if not person.may(
        "approvals.read"
    ):  # a group coordinator asks too, and hears from the treasurer
        return see_other("home")
    return see_other("auth.approval", approval_id=approval_id)
