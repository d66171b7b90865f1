"""`coop` as a person or a script calls it: its output and its exit status."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coop_app import db
from coop_app.app import create_app
from coop_app.app.demo.build import Wish, build
from coop_app.cli import main
from tests.conftest import settings_for


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err.splitlines()[-1])["error"]


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A year of a cooperative of four, built once; tests copy it."""
    folder = tmp_path_factory.mktemp("demo")
    path = Path(shutil.copy(migrated_sqlite, folder / "demo.db"))
    app = create_app(settings_for(f"sqlite:///{path}", folder))
    with app.app_context():
        build(Wish(1, 4, 1, "kopi-gula-kelapa-417", date(2026, 8, 14)), lambda _done, _of: None)
        db.engine().dispose()
    return path


@pytest.fixture
def living(home: Path, small_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That cooperative where `coop` expects it, with an evidence file beside it."""
    path = Path(shutil.copy(small_demo, home / "koperasi.db"))
    monkeypatch.setenv("COOP_DATABASE_URL", f"sqlite:///{path}")
    (home / "files" / "1").mkdir(parents=True)
    (home / "files" / "1" / "nota.jpg").write_bytes(b"photo")
    return path


Coop = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder with nothing in it."""
    monkeypatch.delenv("COOP_DATABASE_URL", raising=False)
    monkeypatch.setenv("COOP_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def database(home: Path, migrated_sqlite: Path) -> Path:
    """The same with a migrated database where `coop` expects it."""
    path = home / "koperasi.db"
    shutil.copy(migrated_sqlite, path)
    return path


@pytest.fixture
def coop(home: Path, capsys: pytest.CaptureFixture[str]) -> Coop:
    """Run one command in this process."""

    def run(*arguments: str) -> Answer:
        capsys.readouterr()
        status = 0
        try:
            main(list(arguments))
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return run
