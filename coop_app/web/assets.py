"""Addresses of static files that change when the file changes."""

import hashlib
from functools import lru_cache

from flask import Flask, url_for

from coop_app.paths import PACKAGE

SPRITE = "vendor/lucide-1.62.0/sprite.svg"


@lru_cache(maxsize=64)
def _fingerprint(name: str) -> str:
    return hashlib.sha256((PACKAGE / "static" / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a static file, with its content's fingerprint."""
    return url_for("static", filename=name, v=_fingerprint(name))


def install(app: Flask) -> None:
    """Make `asset()` known to all templates."""
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["sprite"] = SPRITE
