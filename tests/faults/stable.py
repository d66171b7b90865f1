"""The process that has the program in memory and forks a fresh `coop` for each start (run by `processes.py`)."""

import ctypes
import importlib
import json
import os
import signal
import sys
from typing import Any

from tests.faults import harm

_PRELOADED = (
    "alembic.autogenerate", "coop_app.app", "coop_app.app.audit", "coop_app.app.backup",
    "coop_app.cli.imports", "coop_app.cli.running", "coop_app.cli.safety",
    "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.dialects.postgresql.psycopg", "waitress",
    "waitress.task",
)  # fmt: skip
_DIE_WITH_PARENT = 1


def _run(order: dict[str, Any]) -> None:
    """In the forked child: become `coop` with these arguments; never returns."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in ((0, nothing), (1, output), (2, output)):
        os.dup2(file, number)
    os.environ.update(order["environment"])
    status = 1
    try:
        for name, value in order["harm"].items():
            getattr(harm, name)(value)
        importlib.import_module("coop_app.cli").main(order["arguments"])
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        if error := sys.exc_info()[1]:
            sys.excepthook(type(error), error, error.__traceback__) if status == 1 else None
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _tell(answer: object) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def main() -> None:
    """Obey one order per line: start a process and tell its number, or wait for one and tell its status."""
    for name in _PRELOADED:
        importlib.import_module(name)
    _tell("ready")
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _pid, status = os.waitpid(order["wait"], 0)
            _tell(os.waitstatus_to_exitcode(status))
        elif child := os.fork():
            _tell(child)
        else:
            _run(order)


if __name__ == "__main__":
    main()
