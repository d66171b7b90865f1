"""One temporary PostgreSQL cluster for a test run, shared by all of pytest-xdist's workers."""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

import run

# Durable as in an office: fsync and synchronous commits stay on.
SETTINGS = {
    "listen_addresses": "",  # the socket lies in a folder that only its owner may enter
    "max_connections": "100",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL; ends by itself when the test run's process ends."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        """What COOP_DATABASE_URL wants."""
        return f"postgresql+psycopg://coop@/{database}?host={self.data}"

    def template(self, name: str, migrate: Callable[[str], None]) -> None:
        """Make the database `name` once per run with `migrate(url)`; later calls change nothing."""
        with _lock(self.folder / f"{name}.lock"):
            done = self.folder / f"{name}.done"
            if not done.exists():
                self._sql(f'CREATE DATABASE "{name}"')
                migrate(self.url(name))
                done.touch()

    def fresh(self, template: str) -> str:
        """A new database, equal to the template; returns its name."""
        name = f"test_{uuid.uuid4().hex}"
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, ending connections that are still open."""
        self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _sql(self, statement: str) -> None:
        place = f"host={self.data} user=coop dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement.encode())


@cache
def postgres_cluster() -> Cluster:
    """Start the run's cluster, or join the one that another worker has started."""
    run_id = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    folder = Path(tempfile.gettempdir()) / f"coop-tests-{run_id[:12]}"
    folder.mkdir(mode=0o755, exist_ok=True)
    cluster = Cluster(folder)
    with _lock(folder / "start.lock"):
        if not (folder / "started").exists():
            _start(cluster)
            (folder / "started").touch()
    return cluster


class _lock:  # noqa: N801  # reads as a verb in "with _lock(…)"
    """Hold a file lock that the system lets go of when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = self._path.open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _start(cluster: Cluster) -> None:
    programs = run.postgres_programs()
    if programs is None:
        raise RuntimeError(run.MISSING["postgresql"])
    data, owner = cluster.data, _owner()
    data.mkdir(mode=0o700)
    if owner:
        shutil.chown(data, owner["user"], owner["group"])
    initdb = [programs / "initdb", "-D", data, "-U", "coop", "-A", "trust", "-E", "UTF8"]
    _call([*initdb, "--locale=C", "--no-sync"], owner)
    settings = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"{settings}unix_socket_directories = '{data}'\n")
    _watch_over(cluster, programs)
    _call([programs / "pg_ctl", "-D", data, "-w", "-l", data / "log", "start"], owner)


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses root: its own user does the work then, or nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def _call(command: list[Any], owner: dict[str, Any]) -> None:
    # Output goes to a file: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(word) for word in command],
            stdout=output,
            stderr=output,
            cwd="/",
            check=False,
            **owner,
        )
        output.seek(0)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{output.read().decode()}")


def _watch_over(cluster: Cluster, programs: Path) -> None:
    """Start the process that ends the cluster; it outlives even a pytest that was killed."""
    # A worker watches the process that started all workers, because they share the cluster.
    watched = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    subprocess.run(
        [sys.executable, __file__, str(watched), str(cluster.folder), str(programs)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(run.__file__).parent)},
    )


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")  # killed but not yet asked about by its parent: "Z"
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def _watch(pid: int, cluster: Cluster, programs: Path) -> None:
    while _alive(pid):
        time.sleep(1)
    with _lock(cluster.folder / "start.lock"):
        _call([programs / "pg_ctl", "-D", cluster.data, "-m", "immediate", "stop"], _owner())
    shutil.rmtree(cluster.folder, ignore_errors=True)


if __name__ == "__main__" and os.fork() == 0:  # the parent returns at once, nobody waits for us
    os.setsid()
    _watch(int(sys.argv[1]), Cluster(Path(sys.argv[2])), Path(sys.argv[3]))
