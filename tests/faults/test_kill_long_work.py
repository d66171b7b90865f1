"""kill -9 in the middle of long work: afterwards all of it is there or nothing, and it can simply be done again."""

import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from coop_app import clock, schema
from coop_app.app import backup
from coop_app.app.audit import audit_all
from coop_app.db import transaction
from coop_app.members import service as members
from coop_app.members.rules.importing import SheetRow
from tests.cashbook.excel.books import simple, xlsx
from tests.faults.conftest import CYCLES
from tests.faults.house import IDENTITY, House, books, faults, head, rows
from tests.faults.processes import KILLED, Process, Stable

MEMBERS = 2000
ROWS = 300
DEATHS = max(4, CYCLES // 3)


def moments(whole: int) -> list[int]:
    """At which statement of the work to die: the first, the last, and some between."""
    random = Random(f"moments-{CYCLES}")
    return [1, whole, *(random.randint(2, whole) for _ in range(DEATHS - 2))]


def killed_at(run: Callable[[dict[str, str]], Process], n: int, folder: Path) -> Process:
    """Do the work and be killed before its n-th statement."""
    (folder / "moment").write_text(str(n))
    return run({"die_at": str(folder / "moment")})


def counted(run: Callable[[dict[str, str]], Process], folder: Path) -> int:
    """How many statements the whole work has."""
    (folder / "moment").write_text("0")
    done = run({"die_at": str(folder / "moment")})
    assert done.status == 0, done.said
    return int((folder / "moment.seen").read_text())


@pytest.fixture
def staged(house: House) -> tuple[House, int]:
    """A register of 2,000 rows that waits to be taken in."""
    cells = [
        SheetRow(n + 2, {"name": f"Warga {n:04d}", "group": "Kuripan", "sex": "F"})
        for n in range(MEMBERS)
    ]
    with books(house), transaction():
        key = members.stage(
            cells, file_name="anggota.xlsx", cooperative_id=house.cooperative_id, by=1,
            identity_key=IDENTITY,
        )  # fmt: skip
    return house, key


def test_an_import_of_members(staged: tuple[House, int], stable: Stable, tmp_path: Path) -> None:
    house, key = staged
    whole = 0
    for n in range(DEATHS):
        copy = house.elsewhere(tmp_path / f"copy-{n}")
        wanted = "0" if n == 0 else str(moments(whole)[n - 1])
        (tmp_path / "moment").write_text(wanted)
        harm = {"die_at": str(tmp_path / "moment"), "take_in": [house.cooperative_id, key]}
        done = stable.run("audit", environment=copy.environment, **harm)
        if n == 0:
            assert done.status == 0, done.said
            whole = int((tmp_path / "moment.seen").read_text())
        else:
            assert done.status == KILLED
            with books(copy):
                assert rows("SELECT count(*) FROM member")[0][0] == len(house.members)
                assert audit_all() == []
            again = stable.run("audit", environment=copy.environment, take_in=harm["take_in"])
            assert again.status == 0, again.said
        with books(copy):
            assert rows("SELECT count(*) FROM member")[0][0] == len(house.members) + MEMBERS
            numbers = [row[0] for row in rows("SELECT number FROM member ORDER BY number")]
            assert numbers == list(range(1, len(numbers) + 1))
            assert faults(copy) == []


def test_an_import_of_a_cash_book(house: House, stable: Stable, tmp_path: Path) -> None:
    day = clock.today().replace(day=1, month=1)
    lines = [(day, f"Penjualan {n}", 5000, None) for n in range(ROWS)]
    (tmp_path / "kas.xlsx").write_bytes(xlsx(Januari=simple(*lines)))

    def command(copy: House) -> Callable[[dict[str, str]], Process]:
        words = ("import", "cashbook", str(tmp_path / "kas.xlsx"), "--place", "Kas kecil uji")
        return lambda harm: stable.run(*words, environment=copy.environment, **harm)

    first = house.elsewhere(tmp_path / "whole")
    whole = counted(command(first), tmp_path)
    with books(first):
        grown = head(first)[0]
        assert grown >= ROWS
    for n, moment in enumerate(moments(whole)):
        copy = house.elsewhere(tmp_path / f"copy-{n}")
        with books(copy):
            before = head(copy)
        assert killed_at(command(copy), moment, tmp_path).status == KILLED
        with books(copy):
            assert head(copy) == before
            assert rows("SELECT count(*) FROM import_batch")[0][0] == 0
            assert faults(copy) == []
        assert command(copy)({}).status == 0
        with books(copy):
            assert head(copy)[0] == grown
            assert faults(copy) == []


def test_an_upgrade(stable: Stable, built: House, tmp_path: Path) -> None:
    def command(folder: Path) -> tuple[Path, Callable[[dict[str, str]], Process]]:
        folder.mkdir()
        path = folder / "koperasi.db"
        environment = built.environment | {"COOP_DATABASE_URL": f"sqlite:///{path}"}
        return path, lambda harm: stable.run("upgrade", environment=environment, **harm)

    _path, run = command(tmp_path / "whole")
    whole = counted(run, tmp_path)
    for n, moment in enumerate(moments(whole)):
        path, run = command(tmp_path / f"copy-{n}")
        assert killed_at(run, moment, tmp_path).status == KILLED
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        done = run({})
        assert done.status == 0, done.said
        with closing(sqlite3.connect(path)) as file:
            found = file.execute("SELECT version_num FROM alembic_version").fetchall()
        assert found == [(schema.newest(),)]


def test_a_backup(house: House, stable: Stable, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.zip"
    target.parent.mkdir()
    (house.folder / "files").mkdir(exist_ok=True)
    (house.folder / "files" / "photo.jpg").write_bytes(Random(1).randbytes(8_000_000))
    begun = time.monotonic()
    assert stable.run("backup", str(target), environment=house.environment).status == 0
    took, good = time.monotonic() - begun, target.read_bytes()
    random = Random(f"backup-{CYCLES}")
    for _ in range(DEATHS):
        process = stable.start("backup", str(target), environment=house.environment)
        time.sleep(random.uniform(0.1, 0.9) * took)
        process.kill()
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
        back = backup._unpack(target, tmp_path)
        assert back["books"]
    assert len(target.read_bytes()) >= len(good) // 2
    assert stable.run("backup", str(target), environment=house.environment).status == 0
