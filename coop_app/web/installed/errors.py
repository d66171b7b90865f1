"""What a person sees when something is refused, missing or broken."""

import logging
import secrets

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from coop_app.refusal import NotFound, Refused
from coop_app.web.forms import say

log = logging.getLogger("coop_app")
# what broke may be what every page needs; both languages, because even that may be unknown
_LAST_RESORT = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Koperasi</title>'
    "<p>Program tidak dapat menyelesaikan ini. Tidak ada yang tersimpan setengah. Kembali dan coba lagi."
    "<p>The program could not finish this. Nothing was half-saved. Go back and try again."
    '<p><strong class="reference">{}</strong>'
)
_PAGES = {400, 401, 403, 404, 405, 413, 429}


def install(app: Flask) -> None:
    """Register one page for each way of failing."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(refusal: Refused) -> tuple[str, int]:
    status = 404 if isinstance(refusal, NotFound) else 422
    return render_template("errors/refused.html", sentence=say(refusal)), status


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    return render_template("errors/stale_form.html"), 400


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if error.code not in _PAGES:
        return error
    return render_template("errors/http.html", code=error.code), error.code


def _broken(error: Exception) -> tuple[str, int]:
    # the number leads us to the log line; the log holds no form contents, they may be private
    number = secrets.token_hex(4).upper()
    actor = g.get("actor")
    log.error(
        "%s %s %s user=%s",
        number,
        request.method,
        request.path,
        getattr(actor, "user_id", None),
        exc_info=error,
    )
    try:
        return render_template("errors/broken.html", number=number), 500
    except Exception:
        log.exception("%s the page of errors is broken too", number)
        return _LAST_RESORT.format(number), 500
