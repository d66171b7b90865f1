"""Measure, print the tables, and with --write put them into docs/performance.md."""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import curve, measure, pages, posting, whole

_PAPER = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
#: part of the document → its table; each is measured and replaced by itself
_PARTS: dict[str, Callable[[Path, list[int]], str]] = {
    "writing": lambda folder, _sizes: _table(posting.HEAD, posting.rows(str(folder))),
    "reading": lambda folder, sizes: _table(curve.head(sizes), curve.rows(folder, sizes)),
    "pages": lambda folder, sizes: _table(pages.head(sizes), pages.rows(folder, sizes)),
    "whole": lambda folder, sizes: _table(whole.HEAD, whole.rows(folder, sizes)),
}


def main() -> None:
    """Run what was asked for."""
    options = _options()
    with tempfile.TemporaryDirectory() as own:
        folder = Path(options.folder or own)
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.parts:
            text = f"{_PARTS[name](folder, options.sizes)}\n\n{_where()}\n"
            print(text)
            if options.write:
                _write(name, text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--folder", help="keep the filled databases here and use them again")
    parser.add_argument("--write", action="store_true", help="put the numbers into the document")
    parser.add_argument("--parts", nargs="+", default=list(_PARTS), choices=_PARTS, metavar="PART")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="ENTRIES"
    )
    return parser.parse_args()


def _where() -> str:
    """When, on what, and how busy the machine was with other work."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return f"Measured on {datetime.now(UTC):%d %B %Y}: {measure.machine()}, {load}."


def _write(name: str, text: str) -> None:
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    before, rest = _PAPER.read_text("utf-8").split(begin)
    _PAPER.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}", "utf-8")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


main()
