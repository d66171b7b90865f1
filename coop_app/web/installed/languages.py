"""Indonesian first, English second; one catalogue for each storey of the house."""

import os
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale, gettext, ngettext

from coop_app import paths

LANGUAGES = ("id", "en")
COOKIE = "bahasa"
#: a phone that asks for a copy to keep sends no cookie, but says its language
COPY = "X-Phone-Copy"


def chosen() -> str:
    """The language of this request."""
    if not has_request_context():
        return LANGUAGES[0]
    wanted = request.headers.get(COPY) or request.cookies.get(COOKIE, "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def install(app: Flask) -> None:
    """Load every catalogue, compiled anew where its source is newer (a checkout after a pull)."""
    folder = paths.translations()
    catalogues = sorted((folder / "id" / "LC_MESSAGES").glob("*.po"))
    for source in catalogues:
        compile_catalogue(source)
    names = [source.stem for source in catalogues] or ["web"]
    Babel(
        app,
        default_locale="id",
        default_domain=";".join(names),
        default_translation_directories=";".join([str(folder)] * len(names)),
        default_timezone="Asia/Jakarta",
        locale_selector=chosen,
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        get_locale=get_locale, _=gettext, gettext=gettext, ngettext=ngettext
    )


def compile_catalogue(source: Path) -> None:
    """Write the `.mo` beside a `.po` unless it is up to date; a wheel brings it."""
    target = source.with_suffix(".mo")
    if target.exists() and (paths.installed() or target.stat().st_mtime >= source.stat().st_mtime):
        return
    with source.open("rb") as file:
        catalogue = read_po(file, locale="id")
    finished = target.with_suffix(f".{os.getpid()}.tmp")
    with finished.open("wb") as file:
        write_mo(file, catalogue)
    finished.replace(target)


@lru_cache(maxsize=1)
def indonesian() -> Translations:
    """All Indonesian sentences, for commands that run without the application."""
    folder = paths.translations()
    merged = Translations()
    for source in sorted((folder / "id" / "LC_MESSAGES").glob("*.po")):
        compile_catalogue(source)
        with source.with_suffix(".mo").open("rb") as file:
            merged.merge(Translations(file, source.stem))
    return merged
