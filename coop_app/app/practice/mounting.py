"""The second application under /latihan/buku: made at its first use, with a database file of its own."""

import hashlib
import hmac
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.utils import redirect

from coop_app import schema
from coop_app.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: where the practice books hang; the exercises are pages of the real application under HOME
PREFIX = "/latihan/buku"
HOME = "/latihan"
FILE = "latihan.sqlite3"
_MOUNT = "coop_practice"
Maker = Callable[[Settings], Flask]


def settings_of(real: Settings) -> Settings:
    """Settings of the practice application: another database, other keys, other files.

    A cookie or token of one application is worth nothing in the other, because the keys differ.
    """
    folder = real.files.parent / "latihan"
    return replace(
        real,
        database_url=f"sqlite:///{folder / FILE}",
        secret_key=_derived(real.secret_key, "latihan: cookies"),
        identity_key=_derived(real.secret_key, "latihan: identity"),
        files=folder / "files",
        practice=True,
    )


def _derived(key: str, use: str) -> str:
    return hmac.new(key.encode(), use.encode(), hashlib.sha256).hexdigest()


class Mount:
    """The practice application, once somebody has needed it."""

    def __init__(self, settings: Settings, make: Maker) -> None:
        self.settings = settings
        self._make = make
        self._made: Flask | None = None
        self._lock = threading.Lock()

    @property
    def file(self) -> Path:
        """The practice database."""
        return Path(self.settings.database_url.removeprefix("sqlite:///"))

    def app(self) -> Flask:
        """The practice application, its database at this program's schema."""
        with self._lock:
            if self._made is None:
                self._made = self._begun()
        return self._made

    def _begun(self) -> Flask:
        made = self._make(self.settings)
        with made.app_context():
            schema.upgrade()
        return made

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request; before anybody has practised there is nothing, and none is made for strangers."""
        if self._made is None and not self.file.exists():
            root = environ.get("SCRIPT_NAME", "").removesuffix(PREFIX)
            return redirect(f"{root}{HOME}", code=303)(environ, start)
        return self.app()(environ, start)


def install(app: Flask, settings: Settings, make: Maker) -> None:
    """Hang the practice room into an application. The practice application itself has none."""
    app.jinja_env.globals["practice_band"] = lambda: None
    if settings.practice:
        return
    mount = Mount(settings_of(settings), make)
    app.extensions[_MOUNT] = mount
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {PREFIX: mount})  # type: ignore[method-assign]  # as Flask documents it


def mount() -> Mount | None:
    """The practice room of the running application; None inside of it."""
    found: Mount | None = current_app.extensions.get(_MOUNT)
    return found
