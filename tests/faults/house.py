"""A small living cooperative, and what its books say about acts that were asked for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from coop_app import clock, db, ledger, schema
from coop_app.app import create_app
from coop_app.app.audit import audit_all
from coop_app.auth import service as auth
from coop_app.cashbook import service as cashbook
from coop_app.config import Settings
from coop_app.db import transaction
from tests.make import (
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.people import add_person

SECRET, IDENTITY = "s" * 32, "1f" * 32
MEMBERS = 4
RICH = 1_000_000
POOR = 100


@dataclass(frozen=True)
class House:
    """Keys of the cooperative, and how to reach its books."""

    url: str
    folder: Path
    cooperative_id: int
    book_id: int
    members: tuple[int, ...]
    group_id: int
    cash: int
    box: int
    cookie: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which `coop` finds it."""
        return {
            "COOP_DATABASE_URL": self.url, "COOP_DATA_DIR": str(self.folder),
            "COOP_SECRET_KEY": SECRET, "COOP_IDENTITY_KEY": IDENTITY,
        }  # fmt: skip

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return Path(self.url.removeprefix("sqlite:///"))

    def elsewhere(self, folder: Path) -> "House":
        """The same cooperative, copied while nobody works; SQLite only."""
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "koperasi.db"
        shutil.copy(self.path, target)
        keys = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return House(**keys | {"url": f"sqlite:///{target}", "folder": folder})


def application(url: str, folder: Path) -> Flask:
    """The program on these books, in this process."""
    return create_app(Settings(url, SECRET, IDENTITY, folder / "files", testing=True))


@contextmanager
def books(house: House) -> Iterator[Flask]:
    """The books opened in this process, and let go of again."""
    app = application(house.url, house.folder)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine().dispose()


def build(url: str, folder: Path) -> House:
    """Found the cooperative in an empty database: four members, two cash boxes, a treasurer signed in."""
    app = application(url, folder)
    with app.app_context():
        schema.upgrade()
        key = make_cooperative()
        desk = make_savings(key)
        group = make_group(key)
        members = tuple(
            make_member(key, group, f"Anggota {n}", birth_year=1960 + n).id for n in range(MEMBERS)
        )
        for member in members:
            make_deposit(desk, member, RICH)
        with transaction():
            box = cashbook.add_place(desk=desk, name="Kas kecil uji", kind="cash")
        house = House(
            url, folder, key, desk.book_id, members, group, cash_of(desk), box, _sign_in(app, key)
        )
        assert audit_all() == []
        db.session.remove()
        db.engine().dispose()
    return house


def _sign_in(app: Flask, cooperative_id: int) -> str:
    _user, name = add_person(cooperative_id, "bendahara")
    now = clock.now()
    with transaction():
        opened = auth.sign_in(name, proven=True, where=auth.Where("127.0.0.1", "test"), now=now)
    assert opened is not None
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    facts = {"_user_id": opened.token, "_fresh": True, "seen": int(now.timestamp())}
    return f"koperasi={signer.dumps(facts)}"


def today() -> date:
    """The date a form is sent with."""
    return clock.today()


def rows(statement: str, **values: Any) -> list[Any]:
    """What the opened books answer."""
    db.session.rollback()
    return list(db.session.connection().execute(sa.text(statement), values))


#: how often an act with this request id stands in the books, each with its entry
_TIMES = {
    "savings": """SELECT count(*) FROM savings_act AS act JOIN journal_entry AS entry
        ON entry.book_id = act.book_id AND entry.seq = act.entry_seq
        AND entry.source = 'savings.' || act.kind || ':' || act.id WHERE act.request_id = :id""",
    "cash": """SELECT count(*) FROM cash_act AS act JOIN journal_entry AS entry
        ON entry.book_id = act.book_id AND entry.source = 'cashbook.act:' || act.id
        WHERE act.request_id = :id""",
    "voucher": "SELECT count(*) FROM journal_entry WHERE source = 'ledger.voucher:' || :id",
    "member": "SELECT count(*) FROM member WHERE request_id = :id",
    "count": "SELECT count(*) FROM cash_count WHERE request_id = :id",
}


def times(kind: str, request_id: str) -> int:
    """How often the act was done."""
    return int(rows(_TIMES[kind], id=request_id)[0][0])


def faults(house: House) -> list[str]:
    """Everything wrong with the opened books: the audit, the file, and gaps counted anew by other means."""
    db.session.rollback()
    found = [str(finding) for finding in audit_all()]
    found += _gaps("the journal", [row[0] for row in rows("SELECT seq FROM journal_entry")])
    series: dict[tuple[str, int], list[int]] = {}
    for name, year, number in rows("SELECT series, year, number FROM journal_entry"):
        series.setdefault((name, year), []).append(number)
    for key, numbers in series.items():
        found += _gaps(str(key), numbers)
    found += [f"{row[0]} stands at {row[1]}" for row in rows(
        "SELECT account.code, sum(amount) FROM journal_line JOIN account ON account.id = account_id"
        " WHERE place = 'cash' GROUP BY account.code HAVING sum(amount) < 0")]  # fmt: skip
    if house.url.startswith("sqlite"):
        found += [row[0] for row in rows("PRAGMA integrity_check") if row[0] != "ok"]
    return found


def _gaps(name: str, numbers: list[int]) -> list[str]:
    whole = sorted(numbers) == list(range(1, len(numbers) + 1))
    return [] if whole else [f"{name} has a gap or a number twice"]


def head(house: House) -> tuple[int, str]:
    """The last entry's number and hash."""
    last = ledger.journal(book_id=house.book_id, limit=1).rows
    return (last[0].seq, last[0].hash) if last else (0, "")
