"""Work that takes seconds: the audit, an import, the exports, the demonstration, the start."""

import tempfile
import time
from datetime import date
from pathlib import Path

from bench import curve, importing, office, start
from coop_app import schema
from coop_app.app.demo.build import Wish, build
from coop_app.reports.queries.books import exported
from coop_app.reports.queries.statements import book_facts
from coop_app.reports.rules.exports.writing import ENDINGS, write

Row = tuple[str, ...]
HEAD = ("whole", "took", "and")


def rows(folder: Path, sizes: list[int]) -> list[Row]:
    """Seconds of each; "processor" is what it takes when nobody else wants the machine."""
    audited = min(100_000, max(sizes))
    return [
        curve.audit(folder, audited),
        *importing.rows(folder),
        *_exports(folder),
        _demonstration(folder),
        *start.rows(office.prepared(folder, min(sizes))),
    ]


def _exports(folder: Path, entries: int = 40_000) -> list[Row]:
    found: list[Row] = []
    with office.opened(office.prepared(folder, entries)), tempfile.TemporaryFile() as file:
        for name in ENDINGS:
            book = exported(book_facts(cooperative_id=1, book_id=1))
            begun = time.process_time()
            write(book, name, file)
            taken = time.process_time() - begun
            found.append((f"export of {entries:,} entries, {name}", f"{taken:.1f} s", "processor"))
    return found


def _demonstration(folder: Path) -> Row:
    with (
        tempfile.TemporaryDirectory(dir=folder) as place,
        office.opened(Path(place) / "demo.db"),
    ):
        schema.upgrade()
        wish = Wish(3, 220, 1, "sepeda biru lari pagi", date(2026, 11, 21))
        clock, begun = time.perf_counter(), time.process_time()
        build(wish, lambda _done, _all: None)
        taken, waited = time.process_time() - begun, time.perf_counter() - clock
    name = "demonstration, 220 members, 3 years"
    return name, f"{taken:.0f} s", f"processor; {waited:.0f} s on the clock"
