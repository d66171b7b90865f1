"""Measure, print the tables, and with --write put them into docs/performance.md."""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import curve, measure, posting, start

_PAPER = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_MARKS = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def main() -> None:
    """Run what was asked for."""
    options = _options()
    with tempfile.TemporaryDirectory() as own:
        folder = Path(options.folder or own)
        folder.mkdir(parents=True, exist_ok=True)
        text = _report(folder, options.sizes)
    print(text)
    if options.write:
        before, rest = _PAPER.read_text("utf-8").split(_MARKS[0])
        after = rest.split(_MARKS[1])[1]
        _PAPER.write_text(f"{before}{_MARKS[0]}\n{text}\n{_MARKS[1]}{after}", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--folder", help="keep the filled databases here and use them again")
    parser.add_argument("--write", action="store_true", help="put the numbers into the document")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="ENTRIES"
    )
    return parser.parse_args()


def _report(folder: Path, sizes: list[int]) -> str:
    audited = min(100_000, max(sizes))
    parts = [
        f"Measured on {datetime.now(UTC):%d %B %Y}: {measure.machine()}.",
        _table(posting.HEAD, posting.rows(str(folder))),
        _table(curve.head(sizes), curve.rows(folder, sizes)),
        _table(("whole", "took", "and"), [curve.audit(folder, audited), start.row()]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


main()
