"""How commands answer: JSON on standard output, refusals as JSON on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NoReturn

import click
from flask import Flask

from coop_app.dates import plain_date
from coop_app.money import Money, rupiah
from coop_app.refusal import Refused

REFUSED = 2


def sentence(refusal: Refused) -> str:
    """The refusal in Indonesian."""
    from coop_app.web.installed.languages import indonesian

    facts = {name: _shown(fact) for name, fact in refusal.facts.items()}
    return indonesian().gettext(refusal.message) % facts


def _shown(fact: object) -> str:
    if isinstance(fact, Money):
        return rupiah(fact)
    return plain_date(fact) if isinstance(fact, date) else str(fact)


def error_of(refusal: Refused) -> dict[str, Any]:
    """The error object that interfaces.md fixes."""
    return {"code": refusal.code, "message": sentence(refusal), "field": refusal.field}


def complain(code: str, message: str, field: str | None = None) -> NoReturn:
    """Refuse: the error object on standard error, status 2."""
    click.echo(json.dumps({"error": {"code": code, "message": message, "field": field}}), err=True)
    sys.exit(REFUSED)


def fail(refusal: Refused) -> NoReturn:
    """Refuse with the domain's own words."""
    click.echo(json.dumps({"error": error_of(refusal)}, ensure_ascii=False), err=True)
    sys.exit(REFUSED)


def emit(value: Any) -> None:
    """Print JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


@contextmanager
def application(*, any_database: bool = False) -> Iterator[Flask]:
    """The application with its database at hand; a `Refused` ends the command with status 2.

    A database without our tables, or with those of another version, is refused unless any will do.
    """
    from coop_app.app import create_app

    app = create_app()
    with app.app_context():
        try:
            if not any_database:
                _require_tables()
            yield app
        except Refused as refusal:
            fail(refusal)


def _require_tables() -> None:
    from coop_app import schema

    at = schema.current()
    if at is None:
        complain("no_database", "Di sini belum ada basis data. Jalankan dulu: coop init")
    if at != schema.newest():
        complain("schema_outdated", "Basis data ini dari versi lain. Jalankan: coop upgrade")
