"""One's own account: sessions and password."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import login, queries, service
from coop_app.auth.forms import ConfirmForm, FirstPasswordForm, PasswordForm, PressForm
from coop_app.auth.service.people import WrongPassword
from coop_app.auth.views.blueprint import bp
from coop_app.auth.views.words import device_in_words
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/akun")
@requires("auth.sessions")
def sessions() -> Response:
    """Where one is signed in, with the button that ends it there."""
    signed = login.this_session()
    rows = queries.sessions_of(signed.user_id, clock.now())
    devices = {row.id: device_in_words(row.agent) for row in rows}
    return page("auth/sessions.html", signed=signed, rows=rows, devices=devices, press=PressForm())


@bp.post("/akun/sesi/<int:session_id>/akhiri")
@requires("auth.sessions")
def end_session(session_id: int) -> Response:
    """End one of one's own sessions."""
    if not PressForm.from_request().ok:
        return see_other("auth.sessions")
    with transaction():
        facts = {"session_id": session_id, "user_id": signed_in().user_id}
        found = service.end_own_session(**facts, now=clock.now())
    if not found:
        abort(404)
    flash(gettext("That session has ended."))
    return see_other("auth.sessions")


@bp.post("/akun/sesi/akhiri-lainnya")
@requires("auth.sessions")
def end_other_sessions() -> Response:
    """Signed out everywhere but here."""
    if PressForm.from_request().ok:
        person = signed_in()
        with transaction():
            facts = {"user_id": person.user_id, "but": person.session_id}
            service.end_sessions(**facts, now=clock.now())
        flash(gettext("You are signed out everywhere else."))
    return see_other("auth.sessions")


def _form_for(*, first: bool) -> PasswordForm:
    return FirstPasswordForm() if first else PasswordForm()


@bp.get("/akun/sandi")
@requires("auth.password")
def password_form(form: PasswordForm | None = None) -> Response:
    """A new password; after a one-time password the old one is not asked again."""
    signed = login.this_session()
    form = form or _form_for(first=signed.must_change_password)
    return page("auth/password_form.html", form=form, signed=signed)


@bp.post("/akun/sandi")
@requires("auth.password")
def password() -> Response:
    """Change it; every other session ends."""
    signed, now = login.this_session(), clock.now()
    form = _form_for(first=signed.must_change_password)
    if not form.ok:
        return password_form(form)
    current = None if form.current is None else form.current.data
    facts: dict[str, Any] = {"user_id": signed.user_id, "session_id": signed.session_id}
    try:
        with transaction():
            service.change_password(**facts, current=current, password=form.password.data, now=now)
            opened = service.advance(session_id=signed.session_id, now=now)
    except Refused as refusal:
        return password_form(form.blame(refusal))
    login.begin(opened)
    flash(gettext("Your new password is in use from now on."))
    return login.onward(opened)


@bp.get("/akun/pastikan")
@requires("auth.sessions")
def confirm_form(form: ConfirmForm | None = None) -> Response:
    """The password once more, before something sensitive."""
    form = form or ConfirmForm(next=login.own_path(request.args.get("next", "")))
    return page("auth/confirm_form.html", form=form)


@bp.post("/akun/pastikan")
@requires("auth.sessions")
def confirm() -> Response:
    """Right: on to the page that asked; wrong: one more try."""
    form, signed, now = ConfirmForm.from_request(), login.this_session(), clock.now()
    if not form.ok:
        return confirm_form(form)
    facts: dict[str, Any] = {"session_id": signed.session_id, "where": login.where()}
    try:
        service.check_wait(signed.sign_in_name, address=facts["where"].address, now=now)
        proven = service.proves(signed.sign_in_name, password=form.password.data, now=now)
        with transaction():
            service.confirm(**facts, proven=proven, now=now)
        if not proven:
            raise WrongPassword(field="password")
    except Refused as refusal:
        return confirm_form(form.blame(refusal))
    return redirect(login.own_path(form.next.data or "") or url_for("home"), code=303)
