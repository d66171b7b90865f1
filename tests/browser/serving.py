"""The real program behind waitress, in a thread, on a loopback port."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from waitress import create_server

from coop_app.app import create_app
from coop_app.db import engine
from tests.conftest import settings_for


@dataclass(frozen=True)
class Served:
    """A program that answers at an address."""

    app: Flask
    address: str


def copied(migrated: Path, folder: Path) -> Flask:
    """The program on a copy of an empty migrated database."""
    path = folder / "koperasi.db"
    shutil.copy(migrated, path)
    return create_app(settings_for(f"sqlite:///{path}", folder))


def _run(server: Any) -> None:
    with suppress(OSError):  # closing takes the socket away from the waiting loop
        server.run()


@contextmanager
def serve(app: Flask) -> Iterator[Served]:
    """Answer requests until the block ends."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=_run, args=[server], daemon=True)
    thread.start()
    try:
        yield Served(app, f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.close()
        thread.join(timeout=10)
        with app.app_context():
            engine().dispose()
