"""What is done to a process of the program before it starts: other settings, a small disk, a sudden death."""

import os
import resource
import signal
from datetime import date
from pathlib import Path
from typing import Any

import time_machine
from sqlalchemy.orm import Session

from coop_app import db, sqlite_settings

SETTINGS = {"wal": ("wal", "FULL"), "delete": ("delete", "EXTRA")}


def journal(mode: str) -> None:
    """Take this journal mode with its durable setting, whatever the version of SQLite."""
    sqlite_settings.journal = lambda: SETTINGS[mode]


def connected(then: Any) -> None:
    """Do something with every new SQLite connection after the program's own settings."""
    ours = sqlite_settings.on_connect

    def on_connect(connection: Any, record: Any) -> None:
        ours(connection, record)
        then(connection)

    sqlite_settings.on_connect = on_connect


def pages(file: str) -> None:
    """A disk that is full beyond the number of pages that stands in the file, asked anew each time."""
    ours = db._begin_sqlite

    def begin(connection: Any) -> None:
        driver = connection.connection.driver_connection
        driver.execute(f"PRAGMA max_page_count = {Path(file).read_text('ascii')}")
        ours(connection)

    db._begin_sqlite = begin


def patience(milliseconds: int) -> None:
    """Wait shorter for a lock than in an office."""
    connected(lambda connection: connection.execute(f"PRAGMA busy_timeout = {milliseconds}"))


class _Countdown:
    def __init__(self, file: str) -> None:
        self.file, self.left = file, 0
        self.last = int(Path(file).read_text("ascii") or 0)

    def __call__(self, statement: str) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "--")):
            return
        self.left += 1
        if self.last and self.left >= self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        if not self.last and self.left % 50 == 1:
            Path(f"{self.file}.seen").write_text(str(self.left), "ascii")


def die_at(file: str) -> None:
    """Be killed before the n-th statement that is no reading; n stands in the file, 0 only counts."""
    count = _Countdown(file)
    connected(lambda connection: connection.set_trace_callback(count))


def clock(moment: str) -> None:
    """Live at another moment."""
    time_machine.travel(moment, tick=True).start()


def forgetful(_yes: bool) -> None:
    """Say that it is kept, and keep nothing: what the proofs must notice."""
    Session.commit = lambda _self: None


def file_size(most: int) -> None:
    """A disk that takes no file larger than this many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def unwritable(_yes: bool) -> None:
    """A file that may only be read, also by the superuser."""
    connected(lambda connection: connection.execute("PRAGMA query_only = ON"))


def take_in(what: list[int]) -> None:
    """Before the command: take a staged register in, as the page does when somebody says yes."""
    from coop_app import clock as calendar
    from coop_app.cli.output import application
    from coop_app.members import service
    from tests.faults.house import IDENTITY

    cooperative_id, import_id = what
    with application(), db.transaction():
        service.take_in(
            service.Choices(make_groups=True, take_doubles=True), import_id=import_id,
            cooperative_id=cooperative_id, by=1, today=calendar.today(), identity_key=IDENTITY,
        )  # fmt: skip


def post_interest(what: list[int]) -> None:
    """Before the command: post the interest of September 2026 in batches, as the page's thread does."""
    from coop_app.cli.output import application
    from coop_app.dates import Month
    from coop_app.savings.rules.payments import Desk
    from coop_app.savings.service import interest

    cooperative_id, book_id = what
    desk = Desk(cooperative_id, book_id, 1, date(2026, 10, 5), part_of="interest:2026-09")
    with application():
        left = True
        while left:
            with db.transaction():
                left = interest.post_interest(desk=desk, month=Month(2026, 9), most=5).left > 0


def tell_settings(file: str) -> None:
    """Write down what each connection has switched on."""
    names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers",
             "cell_size_check", "trusted_schema")  # fmt: skip

    def tell(connection: Any) -> None:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
        with Path(file).open("a", encoding="ascii") as told:
            told.write(f"{found}\n")

    connected(tell)
