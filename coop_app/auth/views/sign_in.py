"""Signing in and out."""

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import login, service
from coop_app.auth.forms import SignInForm
from coop_app.auth.views.blueprint import bp
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import actor, public
from coop_app.web.pages import page, see_other


@bp.get("/masuk")
@public
def sign_in_form(form: SignInForm | None = None) -> Response:
    """The door."""
    if form is None and actor() is not None:
        return redirect(login.own_path(request.args.get("next", "")) or url_for("home"))
    form = form or SignInForm(next=login.own_path(request.args.get("next", "")))
    return page("auth/sign_in_form.html", form=form)


@bp.post("/masuk")
@public
def sign_in() -> Response:
    """Name and password; the same answer for a wrong and an unknown name."""
    form = SignInForm.from_request()
    if not form.ok:
        return sign_in_form(form)
    name, now, where = form.name.data, clock.now(), login.where(shared=form.shared.data)
    try:
        service.check_wait(name, address=where.address, now=now)
        proven = service.proves(name, password=form.password.data, now=now)
        with transaction():
            opened = service.sign_in(name, proven=proven, where=where, now=now)
    except Refused as refusal:
        return sign_in_form(form.blame(refusal))
    if opened is None:
        return _not_this(form)
    login.begin(opened)
    return login.onward(opened, form.next.data or "")


def _not_this(form: SignInForm) -> Response:
    form.blamed = True
    form.form_errors.append(gettext("Sign-in name or password is not right. Check both."))
    return sign_in_form(form)


@bp.post("/keluar")
@public
def sign_out() -> Response:
    """End the session here and in the database."""
    if person := actor():
        with transaction():
            service.sign_out(session_id=person.session_id, now=clock.now())
    login.end()
    return see_other("auth.sign_in_form")
