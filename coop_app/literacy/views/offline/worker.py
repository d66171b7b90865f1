"""What a phone fetches once: the worker, the manifest, the script, the page for no signal."""

import json

from flask import abort, make_response, request, url_for
from flask_babel import force_locale, gettext
from werkzeug.wrappers import Response

from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.offline import bundle, kept
from coop_app.literacy.views.offline.words import sentences
from coop_app.web.access import letterhead, public
from coop_app.web.filters import asset
from coop_app.web.installed import phone
from coop_app.web.installed.languages import COPY, LANGUAGES
from coop_app.web.pages import page, send_lasting

_SCRIPT = "text/javascript; charset=utf-8"


@bp.get("/sw.js")
@public
def phone_worker() -> Response:
    """The worker of this edition, in the language of the phone."""
    facts = {
        "edition": kept.edition(),
        "language": kept.current_language(),
        "assets": kept.assets(),
        "pages": list(kept.addresses(kept.PUBLIC)),
        "family": list(kept.addresses(kept.FAMILY)),
        "rooms": kept.ROOMS,
        "ownData": kept.OWN_DATA,
        "offline": url_for("literacy.no_signal"),
        "waiting": url_for("literacy.waiting"),
        "signOut": url_for("auth.sign_out"),
        "signIn": url_for("auth.sign_in"),
        "copy": COPY,
        "keep": phone.KEEP,
    }
    return _asked_each_time(f"self.KEPT = {json.dumps(facts)};\n{bundle.read('worker')}", _SCRIPT)


@bp.get("/belajar/aplikasi.webmanifest")
@public
def phone_manifest() -> Response:
    """How the learning pages stand on the home screen."""
    name = letterhead().short_name or letterhead().name
    facts = {
        "id": "/belajar",
        "name": f"{gettext('Learning with money')} · {name}",
        "short_name": gettext("Learning with money"),
        "lang": kept.current_language(),
        "start_url": "/belajar",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#14614c",
        "icons": [_icon("icon.svg", "any", "image/svg+xml"), *_pictures()],
    }
    return _asked_each_time(json.dumps(facts, ensure_ascii=False), "application/manifest+json")


def _pictures() -> list[dict[str, str]]:
    sizes = (192, 512)
    return [_icon(f"icons/belajar-{size}.png", f"{size}x{size}", "image/png") for size in sizes]


def _icon(name: str, sizes: str, kind: str) -> dict[str, str]:
    return {"src": asset(name), "sizes": sizes, "type": kind, "purpose": "any"}


@bp.get("/belajar/naskah-<kind>-<language>.js")
@public
def phone_script(kind: str, language: str) -> Response:
    """A bundle of the learning pages; its address changes with it."""
    if kind not in bundle.BUNDLES or language not in LANGUAGES:
        abort(404)
    with force_locale(language):
        content = bundle.bundled(kind, sentences(kind))
    if request.args.get("v") != bundle.fingerprint(content):
        return _asked_each_time(content.decode(), _SCRIPT)
    return send_lasting(content, kind=_SCRIPT, public=True)


@bp.get("/belajar/tanpa-sinyal")
@public
def no_signal() -> Response:
    """Shown for whatever cannot be seen without a signal; says what can."""
    places = kept.addresses(kept.FAMILY) | kept.addresses(kept.PUBLIC)
    return page("literacy/no_signal.html", places=places)


def _asked_each_time(content: str, kind: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Cache-Control"] = "no-cache"
    return response
