"""kill -9 of a server that is recording into PostgreSQL, and PostgreSQL itself stopped without notice."""

import itertools
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from tests import postgres
from tests.faults.house import House, build
from tests.faults.processes import Process, Stable
from tests.faults.test_kill import cycles
from tests.postgres import Cluster


class OwnCluster:
    """A PostgreSQL of this test alone, because it is stopped in the middle of its work."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder)
        self._turns = itertools.count()
        postgres._start(self.cluster)

    def _control(self, *words: object) -> None:
        programs = run.postgres_programs()
        assert programs
        command = [programs / "pg_ctl", "-D", self.cluster.data, "-w", *words]
        postgres._call(command, postgres._owner())

    def stop(self) -> None:
        """As if its computer lost power, except that the disk keeps what the system had."""
        self._control("-m", "immediate", "stop")

    def end(self, server: Process) -> None:
        """Every third time the database goes first; it recovers before the next life."""
        if next(self._turns) % 3 == 2:
            self.stop()
            time.sleep(0.05)
            server.kill()
            self._control("-l", self.cluster.data / "log", "start")
        server.kill()


@pytest.fixture
def own() -> Iterator[OwnCluster]:
    folder = Path(tempfile.mkdtemp(prefix="coop-faults-"))
    folder.chmod(0o755)
    made = OwnCluster(folder)
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.mark.postgres
def test_a_killed_server_on_postgresql(
    own: OwnCluster, built: House, stable: Stable, tmp_path: Path
) -> None:
    cluster = own.cluster
    cluster.template("faults", migrate=lambda _url: None)
    (tmp_path / "data").mkdir()
    house = build(cluster.url("faults"), tmp_path / "data")
    cycles(stable, house, tmp_path, "postgresql", end=own.end)
