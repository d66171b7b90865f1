"""The wheel, in an environment with nothing else, makes a database and answers."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from urllib.request import urlopen

import pytest

from tests.architecture.source import ROOT

SECONDS = 60


def outside(folder: Path) -> dict[str, str]:
    """An environment that knows nothing of the checkout."""
    ours = ("PYTHON", "COOP_", "VIRTUAL_ENV", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"COOP_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1"}


def call(*command: object, folder: Path) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd="/", env=outside(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def installed(folder: Path) -> Path:
    """The folder of an empty environment's programs, the wheel built by way of the sdist in it."""
    call(sys.executable, "-m", "build", "--no-isolation", "-o", folder, ROOT, folder=folder)
    call(sys.executable, "-m", "venv", folder / "env", folder=folder)
    programs = folder / "env" / "bin"
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    call(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", folder=folder)
    call(*pip, "--no-deps", "--no-index", next(folder.glob("*.whl")), folder=folder)
    return programs


def package_of(installed: Path) -> Path:
    return next((installed.parent / "lib").glob("python*/site-packages/coop_app"))


def files_of(installed: Path) -> dict[Path, int]:
    """Every file of the package but Python's own byte code → when it was written."""
    files = [path for path in package_of(installed).rglob("*") if path.is_file()]
    return {path: path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def as_installed(installed: Path) -> dict[Path, int]:
    return files_of(installed)


@pytest.fixture(scope="module")
def address(installed: Path, as_installed: dict[Path, int], folder: Path) -> Iterator[str]:
    """`coop serve` after `coop init`, both started from / as a service would."""
    assert as_installed
    call(installed / "coop", "init", folder=folder)
    with subprocess.Popen(
        [str(installed / "coop"), "serve", "--port", str(free_port())],
        cwd="/",
        env=outside(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            yield first_address(server)
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def first_address(server: subprocess.Popen[str]) -> str:
    lines: Queue[str] = Queue()

    def read() -> None:
        for line in server.stdout or ():
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    while True:
        line = lines.get(timeout=SECONDS)
        if "http://" in line:
            return "http://" + line.partition("http://")[2].split()[0].rstrip("/.")


def test_it_holds_what_lies_beside_the_package(installed: Path) -> None:
    package = package_of(installed)
    assert (package / "templates" / "base.html").is_file()
    assert list((package / "migrations" / "versions").glob("*.py"))
    assert list((package / "translations" / "id" / "LC_MESSAGES").glob("*.mo"))
    assert (package / "static" / "vendor" / "MANIFEST.json").is_file()
    assert len(list((package / "static" / "pictures").glob("*.svg"))) >= 14
    assert len(list((package / "literacy" / "rules" / "modules" / "data").glob("*.toml"))) == 12


@pytest.mark.usefixtures("address")
def test_serving_changes_nothing_that_was_installed(
    installed: Path, as_installed: dict[Path, int]
) -> None:
    assert files_of(installed) == as_installed


def test_it_answers_with_a_page_in_indonesian(address: str) -> None:
    with urlopen(address + "/", timeout=SECONDS) as answer:
        page = answer.read().decode()
        assert answer.status == 200
    assert '<html lang="id"' in page


def test_it_answers_with_its_static_files(address: str) -> None:
    vendor = ROOT / "coop_app" / "static" / "vendor"
    sprite = next(vendor.glob("lucide-*/sprite.svg"))
    place = sprite.relative_to(vendor.parent).as_posix()
    with urlopen(f"{address}/static/{place}", timeout=SECONDS) as answer:
        assert answer.read() == sprite.read_bytes()
