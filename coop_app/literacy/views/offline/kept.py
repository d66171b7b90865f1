"""What a phone may keep: the tools, the page for a note, the session it joined; never a report or other people."""

import hmac
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale

from coop_app.literacy.queries.sessions import find_by_code
from coop_app.literacy.rules.sessions import codes
from coop_app.literacy.views.family.here import household_here
from coop_app.literacy.views.offline import bundle
from coop_app.literacy.views.offline.words import sentences
from coop_app.literacy.views.sessions.joining import participant_here, people_of_phone
from coop_app.paths import PACKAGE, templates, translations
from coop_app.refusal import N_
from coop_app.web import access
from coop_app.web.filters import asset
from coop_app.web.installed import phone

#: endpoint → what it is called; as anybody sees them, without signing in
PUBLIC = {
    "literacy.tools": N_("Learning with money"),
    "literacy.remittance": N_("Sending money home"),
    "literacy.goal": N_("Save for a goal"),
    "literacy.emergency": N_("Money for bad days"),
    "literacy.debt": N_("What a debt costs"),
    "literacy.price": N_("Cost and price of a product"),
    "literacy.dues": N_("What my savings become"),
    "literacy.budget": N_("Our budget"),
}
TOOLS = PUBLIC.keys() - {"literacy.tools"}
#: with the family's own words; forgotten when somebody signs in or out
FAMILY = {"literacy.note_form": N_("Note spending")}
#: of a session, on the phone of whoever is in it; forgotten in the same way
ROOM = ("literacy.join_form", "literacy.class_phone", "literacy.take_test", "literacy.promise_form")
#: where these pages stand, and the one that shows what is kept about a person: it is never kept
ROOMS, OWN_DATA = "/ikut/", "/ikut/data-saya"
PLACES = ("/belajar", "/keluarga", "/ikut", "/usaha")
_MEMBER = "anggota"
_LONG = 24


def register(app: Flask) -> None:
    """Tell the web storey."""
    kept = phone.Kept(tuple(PUBLIC), tuple(FAMILY), ROOM, PLACES, may_keep, is_own, writer, scripts)
    phone.register(app, kept)


def may_keep() -> bool:
    """A family's pages stay on its own phone."""
    return is_own() and (access.actor() is not None or household_here() is not None)


def is_own() -> bool:
    """Not an officer's phone, and none that others use too."""
    person = access.actor()
    if person is None:
        return True
    signed = g.get("signed")
    return person.role == _MEMBER and not (signed and signed.is_shared)


def writer() -> str:
    """Whoever writes on this page, as a word that tells nobody anything; empty when nobody is known."""
    return next(iter(writers_at(request.path)), "")


def writers_at(place: str) -> list[str]:
    """Everybody for whom this phone may write there now.

    A note waits for its own writer: it never goes into another family's book, or another owner's.
    """
    if place.startswith("/usaha"):
        person = access.actor()
        return [_opaque(f"owner:{person.user_id}")] if person and person.member_id else []
    if place.startswith("/ikut"):
        return [_opaque(f"participant:{key}") for key in _participants_at(place)]
    here = household_here()
    return [_opaque(f"household:{here.household_id}")] if here else []


def _participants_at(place: str) -> list[int]:
    """Whoever of this phone answers there: in a session the one who has the phone now."""
    code = codes.read(place.removeprefix(ROOMS).partition("/")[0][:20])
    over = find_by_code(code) if code else None
    if over is None:
        return [person.id for person in people_of_phone()]
    here = participant_here(over.id)
    return [] if here is None else [here]


def _opaque(who: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"phone:{who}".encode(), "sha256").hexdigest()[:_LONG]


def addresses(pages: dict[str, str]) -> dict[str, str]:
    """Address → name of those pages that exist."""
    known = current_app.view_functions
    return {url_for(name): text for name, text in pages.items() if name in known}


def assets() -> list[str]:
    """The files that the kept pages show."""
    names = ("css/belajar.css", "css/keluarga.css", "js/koperasi.js", "js/layar.js", "icon.svg")
    return [
        *(asset(name) for name in names if (PACKAGE / "static" / name).is_file()),
        *_all_scripts(),
    ]


def _all_scripts() -> list[str]:
    return [script(kind) for kind in bundle.BUNDLES]


def scripts() -> list[str]:
    """What this page needs: its outbox, and on the kept copy of a tool the sums."""
    if request.endpoint == "literacy.waiting":
        return [script("menunggu")]
    kinds = ["telepon", "alat"] if request.endpoint in TOOLS and phone.is_copy() else ["telepon"]
    return [script(kind) for kind in kinds]


def script(kind: str) -> str:
    """The address of a bundle, in the reader's language."""
    version = bundle.fingerprint(bundle.bundled(kind, sentences(kind)))
    return url_for("literacy.phone_script", kind=kind, language=current_language(), v=version)


def current_language() -> str:
    """Of the page that is being made."""
    locale = get_locale()
    return locale.language if locale else "id"


@lru_cache(maxsize=1)
def edition() -> str:
    """A new name for the pile whenever a page, a sentence or a script of it changed."""
    folders = (templates() / "literacy", PACKAGE / "static" / "js", PACKAGE / "static" / "css")
    files: list[Any] = [path for folder in folders for path in folder.rglob("*.*")]
    files += templates().glob("*.html")
    files += translations().rglob("*.po")
    return bundle.fingerprint(*(path.read_bytes() for path in sorted(files)))
