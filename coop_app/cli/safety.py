"""Back up and restore from the command line."""

import sqlite3
from pathlib import Path

import click

from coop_app.cli.output import application, complain, emit, fail
from coop_app.refusal import Refused

_PATH = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_PATH)
def backup(file: Path) -> None:
    """Write a verified copy of everything to FILE."""
    from coop_app.app.backup import backup as write

    with application(any_database=True):
        try:
            manifest = write(file)
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            complain("not_written", f"Salinan tidak dapat ditulis: {reason}.", "file")
    emit({"file": str(file), "made_at": manifest["made_at"], "books": manifest["books"]})


@click.command()
@click.argument("file", type=_PATH)
def restore(file: Path) -> None:
    """Bring back what was backed up in FILE; refuses a damaged copy and a database in the way."""
    from coop_app.app.backup import restore as bring_back
    from coop_app.config import Settings

    try:
        manifest = bring_back(file, Settings.from_environment())
    except Refused as refusal:
        fail(refusal)
    emit({"restored": str(file), "made_at": manifest["made_at"], "books": manifest["books"]})
