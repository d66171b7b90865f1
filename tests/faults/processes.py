"""Start, kill and wait for real processes of the program."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
_PATIENCE = 60
KILLED = -signal.SIGKILL


@dataclass
class Process:
    """A running `coop`; its output goes to a file."""

    stable: "Stable"
    number: int
    output: Path
    status: int | None = None

    def wait(self) -> int:
        """Its exit status; the negative signal number when it was killed."""
        if self.status is None:
            self.status = self.stable.ask({"wait": self.number})
        return self.status

    def kill(self) -> None:
        """kill -9."""
        if self.status is None:
            os.kill(self.number, signal.SIGKILL)
            self.wait()

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.output.read_text("utf-8") if self.output.exists() else ""

    def address(self) -> str:
        """Where it serves, once it does."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if found := re.search(r"^http://(\S+)", self.said, re.MULTILINE):
                return found[1]
            time.sleep(0.01)
        raise AssertionError(f"the server did not start:\n{self.said}")


@dataclass
class Stable:
    """Forks processes of the program from one that has it in memory already."""

    folder: Path
    running: list[Process] = field(default_factory=list)
    _serial: int = 0

    def __enter__(self) -> Self:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("COOP_")}
        self._source = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.stable"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert self._source.stdout
        assert self._source.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running:
            process.kill()
        assert self._source.stdin
        assert self._source.stdout
        self._source.stdin.close()
        self._source.wait(_PATIENCE)
        self._source.stdout.close()

    def ask(self, order: dict[str, Any]) -> int:
        """Send one order and read its answer."""
        assert self._source.stdin
        assert self._source.stdout
        self._source.stdin.write(json.dumps(order) + "\n")
        self._source.stdin.flush()
        return int(self._source.stdout.readline())

    def start(self, *arguments: str, environment: dict[str, str], **harm: object) -> Process:
        """`coop arguments` in a process of its own; `harm` names functions of `harm.py`."""
        self._serial += 1
        output = self.folder / f"output-{self._serial}"
        number = self.ask(
            {
                "arguments": arguments,
                "environment": environment,
                "harm": harm,
                "output": str(output),
            }
        )
        process = Process(self, number, output)
        self.running.append(process)
        return process

    def run(self, *arguments: str, environment: dict[str, str], **harm: object) -> Process:
        """The same, waited for."""
        process = self.start(*arguments, environment=environment, **harm)
        process.wait()
        return process

    @contextmanager
    def serving(self, environment: dict[str, str], **harm: object) -> Iterator[tuple[Process, str]]:
        """A server on a free port of the loopback; killed at the end, if it still lives."""
        arguments = ("serve", "--host", "127.0.0.1", "--port", "0")
        process = self.start(*arguments, environment=environment, **harm)
        try:
            yield process, process.address()
        finally:
            process.kill()
