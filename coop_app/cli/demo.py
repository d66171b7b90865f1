"""The demonstration cooperative from the command line."""

import os
import random
import sys
from pathlib import Path

import click

from coop_app.cli.output import complain

_WORDS = "kopi gula kelapa pisang ketela salak carica teh dieng telaga sindoro sumbing".split()


def password_for(seed: int) -> str:
    """The password of the demonstration, the same for a given seed; it guards invented data only."""
    chosen = random.Random(f"contoh-{seed}")  # noqa: S311
    return "-".join([*chosen.sample(_WORDS, 3), str(chosen.randint(100, 999))])


@click.command()
@click.option("--years", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--members", default=220, show_default=True, type=click.IntRange(1, 5000))
@click.option("--seed", default=1, show_default=True)
@click.option("--serve/--no-serve", default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def demo(years: int, members: int, seed: int, serve: bool, host: str, port: int) -> None:  # noqa: FBT001, PLR0917
    """Build a fresh demonstration cooperative (invented names), then serve it."""
    from coop_app.cli.running import serve_forever

    _choose_database()
    password = _build(years, members, seed)
    names = ("bendahara", "ketua", "pengawas", "pelatih", "anggota", "koordinator", "admin")
    click.echo("Masuk sebagai: " + ", ".join(names))
    click.echo(f"Kata sandi: {password}")
    if serve:
        serve_forever(host, port)


def _choose_database() -> None:
    from coop_app.config import data_folder

    if not os.environ.get("COOP_DATABASE_URL"):
        folder = data_folder() / "contoh"
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["COOP_DATABASE_URL"] = f"sqlite:///{folder / 'contoh.db'}"


def _build(years: int, members: int, seed: int) -> str:
    from coop_app import clock, schema
    from coop_app.app.demo.build import Wish, build
    from coop_app.cli.output import application

    _clear()
    password = password_for(seed)
    wish = Wish(years, members, seed, password, clock.today())
    with application(any_database=True):
        schema.upgrade()
        label = "Membuat koperasi contoh"
        with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
            build(wish, lambda done, of: bar.update(done * 100 // of - bar.pos))
    return password


def _clear() -> None:
    """Throw the last demonstration away; a database that holds a real cooperative stays untouched."""
    from coop_app import auth, schema
    from coop_app.cli.output import application
    from coop_app.db import engine

    with application(any_database=True):
        if schema.current() is None:
            return
        if any(not house.is_demo for house in auth.cooperatives()):
            complain(
                "real_cooperative", "Basis data ini berisi koperasi sungguhan. Contoh tidak dibuat."
            )
        url = engine().url
        schema.drop()
        engine().dispose()
    if url.get_backend_name() == "sqlite" and url.database:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(url.database + ending).unlink(missing_ok=True)
