"""The two commands of the README, and three more: everything that a fresh machine needs.

python3 run.py demo [options of coop demo]   serve a demonstration cooperative
python3 run.py test [options of pytest]      install what the tests need, run all checks and tests
python3 run.py check                         lint, types, import contracts, templates
python3 run.py bench [options]               the measurements of docs/performance.md
python3 run.py coop …                        the program itself, from this checkout
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_TIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
COOP = "import sys; sys.argv[0] = 'coop'; from coop_app.cli import main; sys.exit(main())"
CONTRACTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CHECKS = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "import contracts": ["-c", CONTRACTS, "--no-logo"],
    "templates": ["-m", "djlint", "templates", "--lint", "--quiet"],
}
MISSING = {
    "postgresql": "PostgreSQL's server programs (initdb, pg_ctl): Debian's package postgresql",
    "chromium": "Chromium: Debian's package chromium",
    "poppler-utils": "pdftotext and pdftoppm: Debian's package poppler-utils",
    "hledger": "hledger: Debian's package hledger",
}


def main(arguments: list[str]) -> int:
    """Do what the first word says; the others are its options."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file is what tells it
        return _fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    commands = {"demo": demo, "test": test, "check": check, "bench": bench, "coop": coop}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments in ([], ["help"], ["--help"], ["-h"]) else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as problem:
        return _fail(f"This command failed: {' '.join(map(str, problem.cmd))}")
    except KeyboardInterrupt:
        return 130


def demo(options: list[str]) -> int:
    """Serve the demonstration cooperative."""
    return coop(["demo", *options])


def coop(options: list[str]) -> int:
    """Pass on to the program's own command line."""
    _prepare(RUN_TIME)
    return _python(["-c", COOP, *options], cwd=None)


def bench(options: list[str]) -> int:
    """Measure."""
    _prepare(DEVELOPMENT)
    return _python(["-m", "bench", *options])


def check(_options: list[str]) -> int:
    """Run every check that reads the code without running it."""
    _prepare(DEVELOPMENT)
    failed = []
    for name, command in CHECKS.items():
        _say(f"Check: {name}")
        if _python(command):
            failed.append(name)
    return _fail(f"These checks failed: {', '.join(failed)}.") if failed else 0


def test(options: list[str]) -> int:
    """Run the checks and then every test; the last lines are pytest's."""
    if not _programs():
        return 1
    if check([]):
        return 1
    _say("Tests")
    side_by_side = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # our own order
    return _python(["-m", "pytest", *side_by_side, *options])


# ── the Python environment ──────────────────────────────────────────────────────────────────────


def _prepare(lock: str) -> None:
    """Make .venv hold what the lock file says; quick when it does already."""
    both = b"".join((ROOT / name).read_bytes() for name in (RUN_TIME, DEVELOPMENT))
    state = hashlib.sha256(both + sys.version.encode()).hexdigest()
    stamps = [VENV / f"{name}.installed" for name in (RUN_TIME, DEVELOPMENT)]
    wanted = VENV / f"{lock}.installed"
    if not (PYTHON.exists() and wanted.exists() and wanted.read_text() == state):
        if not PYTHON.exists() or not any(stamp.exists() for stamp in stamps):
            _make_environment()
        _say(f"Installing the packages of {lock} into {VENV.name}; once, about a minute")
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True)
        for stamp in stamps if lock == DEVELOPMENT else [wanted]:
            stamp.write_text(state)


def _make_environment() -> None:
    _say(f"Making a virtual environment in {VENV.name}")
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(make, check=False).returncode:  # Debian ships venv as a package of its own
        if not _apt(["python3-venv"]):
            raise SystemExit(_fail("Install Debian's package python3-venv and start again."))
        subprocess.run(make, check=True)


def _python(arguments: list[str], cwd: Path | None = ROOT) -> int:
    """Run the environment's Python with this checkout as the program."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, check=False).returncode


# ── programs that only the tests need ───────────────────────────────────────────────────────────


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, else the newest of Debian's."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def chromium() -> str | None:
    """The browser for tests, whatever its package calls it."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def _absent() -> list[str]:
    """Debian's names of the packages whose programs are not there."""
    found = {
        "postgresql": postgres_programs(),
        "chromium": chromium(),
        "poppler-utils": shutil.which("pdftotext") and shutil.which("pdftoppm"),
        "hledger": shutil.which("hledger"),
    }
    return [package for package, program in found.items() if not program]


def _programs() -> bool:
    """Install what is missing; when that is not possible, say what to install."""
    absent = _absent()
    if absent:
        _say(f"The tests need: {', '.join(absent)}")
        _apt(absent)
    for package in (still_absent := _absent()):
        _fail(f"Missing: {MISSING[package]}. Install it and start again.")
    return not still_absent


def _apt(packages: list[str]) -> bool:
    """Install Debian packages as root or with a password-less sudo; False where neither goes."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if sudo and not shutil.which("sudo"):
        return False
    _say(f"Installing Debian packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*sudo, "apt-get", "update", "--quiet=2"]
    install = [*sudo, "apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends"]
    if subprocess.run(update, env=quiet, check=False).returncode:
        return False
    return subprocess.run([*install, *packages], env=quiet, check=False).returncode == 0


def _say(text: str) -> None:
    print(f"── {text}", flush=True)


def _fail(text: str) -> int:
    print(f"run.py: {text}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
