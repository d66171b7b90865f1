"""The code from the phone: asking for it, setting it up, printing the codes for the envelope."""

from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import login, service
from coop_app.auth.forms import CodeForm, PressForm
from coop_app.auth.service import second_factor as factor
from coop_app.auth.views.blueprint import bp, identity_key
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.papers import code as qr


@bp.get("/masuk/kode")
@requires("auth.second_factor")
def second_factor_form(form: CodeForm | None = None) -> Response:
    """After the password."""
    form = form or CodeForm(next=login.own_path(request.args.get("next", "")))
    return page("auth/second_factor_form.html", form=form)


@bp.post("/masuk/kode")
@requires("auth.second_factor")
def second_factor() -> Response:
    """A right code opens the door."""
    form = CodeForm.from_request()
    if not form.ok:
        return second_factor_form(form)
    try:
        opened = _show(form.code.data)
    except Refused as refusal:
        return second_factor_form(form.blame(refusal))
    login.begin(opened)
    return login.onward(opened, form.next.data or "")


def _show(code: str) -> service.Opened:
    """Count the try in any case; a wrong code is refused after that is kept."""
    signed, now = login.this_session(), clock.now()
    where = login.where(shared=signed.is_shared)
    with transaction():
        shown = factor.check(
            user_id=signed.user_id, code=code, identity_key=identity_key(), now=now
        )
        opened = service.show_factor(
            session_id=signed.session_id, shown=shown, where=where, now=now
        )
    if opened is None:
        raise factor.WrongCode
    return opened


@bp.get("/akun/kode")
@requires("auth.enrol")
def enrol_form(form: CodeForm | None = None) -> Response:
    """Put the secret into the phone: QR code, the same in letters, first code."""
    signed = login.this_session()
    secret = factor.secret_of(user_id=signed.user_id, identity_key=identity_key())
    return page(
        "auth/enrol_form.html",
        form=form or CodeForm(),
        press=PressForm(),
        signed=signed,
        secret=secret,
        picture=_picture(secret, signed.name) if secret else None,
    )


def _picture(secret: str, name: str) -> Markup:
    address = factor.phone_address(secret, name=name, issuer=letterhead().short_name or "Koperasi")
    return qr.on_page(address, scale=4)


@bp.post("/akun/kode/mulai")
@requires("auth.enrol")
def enrol_begin() -> Response:
    """Draw a secret."""
    if PressForm.from_request().ok:
        with transaction():
            factor.begin(user_id=signed_in().user_id, identity_key=identity_key())
    return see_other("auth.enrol_form")


@bp.post("/akun/kode")
@requires("auth.enrol")
def enrol() -> Response:
    """The first right code switches it on; the codes for the envelope are shown once."""
    form = CodeForm.from_request()
    if not form.ok:
        return enrol_form(form)
    signed, now = login.this_session(), clock.now()
    facts: dict[str, Any] = {
        "user_id": signed.user_id,
        "code": form.code.data,
        "identity_key": identity_key(),
    }
    try:
        with transaction():
            codes = factor.confirm(**facts, now=now)
            opened = service.advance(session_id=signed.session_id, now=now)
    except Refused as refusal:
        return enrol_form(form.blame(refusal))
    login.begin(opened)
    return recovery_codes(codes)


@bp.post("/akun/kode/amplop")
@requires("auth.sessions")
def renew_codes() -> Response:
    """A new envelope."""
    form, signed = PressForm.from_request(), login.this_session()
    if not form.ok or not signed.has_factor:
        return see_other("auth.sessions")
    with transaction():
        codes = factor.renew_codes(user_id=signed.user_id, identity_key=identity_key())
    return recovery_codes(codes)


def recovery_codes(codes: list[str]) -> Response:
    return page("auth/recovery_codes.html", codes=codes, onward=url_for("home"))
