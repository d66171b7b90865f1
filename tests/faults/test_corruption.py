"""A damaged file: no figure of the journal is shown as right when it is not, and the audit never breaks off."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.app.audit import audit_all
from tests.faults.conftest import CYCLES
from tests.faults.house import House, books
from tests.faults.processes import Stable

FLIPS = 5 * CYCLES
CUTS = max(6, CYCLES // 2)
#: tables whose every figure is proven by the audit; what it does not prove stands in docs/integrity.md
PROVEN = {
    "journal_entry", "journal_line", "account_month", "account_day", "subject_total",
    "savings_act_line", "dues_month", "audit_event", "alembic_version",
}  # fmt: skip


def content(path: Path) -> dict[str, Any]:
    """Every table as it can be read; a table that cannot is what it complains of."""
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(path)) as book:
        book.text_factory = bytes
        try:
            names = book.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return {"file": str(error)}
        for (name,) in names:
            try:
                found[name.decode()] = book.execute(f'SELECT * FROM "{name.decode()}"').fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                found[repr(name)] = str(error)
    return found


def harmed(whole: dict[str, Any], path: Path) -> set[str]:
    """The proven tables that read otherwise than before."""
    now = content(path)
    return {name for name in PROVEN if now.get(name) != whole[name]}


def flipped(data: bytes, random: Random) -> Iterator[bytes]:
    """One to eight bits turned over: every second time anywhere, else where something is written."""
    written = [n for n, byte in enumerate(data) if byte]
    for n in range(FLIPS):
        harm = bytearray(data)
        place = random.choice(written) if n % 2 else random.randrange(len(data))
        harm[place] ^= random.randint(1, 255)
        yield bytes(harm)


def cut(data: bytes, random: Random) -> Iterator[bytes]:
    """The tail missing: whole pages every second time, any number of bytes else."""
    for n in range(CUTS):
        length = random.randrange(1, len(data))
        yield data[: length // 4096 * 4096] if n % 2 else data[:length]


@pytest.mark.parametrize("damage", [flipped, cut])
def test_damage_is_found_or_harmless(damage: Any, house: House, tmp_path: Path) -> None:
    whole, data = content(house.path), house.path.read_bytes()
    assert set(whole) >= PROVEN
    ill = house.elsewhere(tmp_path / "ill")
    found = 0
    for n, bad in enumerate(damage(data, Random(f"damage-{CYCLES}"))):
        ill.path.write_bytes(bad)
        with books(ill):
            findings = audit_all()
        found += bool(findings)
        changed = harmed(whole, ill.path)
        assert findings or not changed, f"place {n}: {changed} changed and nobody says so"
    assert found


@pytest.mark.parametrize("length", [0, 50, 5000, 20000])
@pytest.mark.parametrize("rubbish", [b"", b"PK\x03\x04 this is no database "])
def test_the_command_tells_and_does_not_break_off(
    length: int, rubbish: bytes, house: House, stable: Stable
) -> None:
    data = house.path.read_bytes()
    house.path.write_bytes((rubbish * 99)[: 16 if rubbish else 0] + data[len(rubbish) :][:length])
    asked = stable.run("audit", "--json", environment=house.environment)
    assert asked.status == 1, asked.said
    answer = json.loads(asked.said)
    assert answer["clean"] is False
    assert {"book", "check", "message", "where"} <= answer["findings"][0].keys()


def test_what_is_said_when_one_check_breaks_off(house: House) -> None:
    """A date that is no date stops the walk along the chain, and the other checks still tell what they find."""
    with closing(sqlite3.connect(house.path)) as vandal, vandal:
        vandal.execute("DROP TRIGGER journal_entry_no_update")
        vandal.execute("UPDATE journal_entry SET on_date = 'besok' WHERE seq = 2")
    with books(house):
        found = audit_all()
    broken = [one for one in found if "could not be carried out" in one["message"]]
    assert [one["check"] for one in broken] == ["chained"]
    assert {one["check"] for one in found} >= {"dates", "triggers"}


def test_the_sum_on_a_receipt_is_proven(either_house: House) -> None:
    with books(either_house):
        assert audit_all() == []
        with db.transaction():
            change = "UPDATE savings_act SET amount = amount + 1000 WHERE id = 1"
            db.write_connection().execute(sa.text(change))
        (finding,) = audit_all()
    assert (finding["check"], finding["where"]) == ("savings_documents", "savings_act 1")
