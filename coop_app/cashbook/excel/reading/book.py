"""Reads a whole file: finds its cash books, puts the sheets in order and settles one after another."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.cashbook.excel.families import Relation, families
from coop_app.cashbook.excel.reading.balance import Settled, settle, votes, worded
from coop_app.cashbook.excel.reading.cells import (
    month_and_year,
    month_heading,
    month_or_none,
    text_of,
)
from coop_app.cashbook.excel.reading.days import (
    DayEntry,
    SheetTime,
    likely_year,
    resolve,
    sheet_time,
    spans_many_months,
)
from coop_app.cashbook.excel.reading.files import read_grids
from coop_app.cashbook.excel.reading.layout import find_layout
from coop_app.cashbook.excel.reading.lines import RawSheet, read_lines
from coop_app.cashbook.excel.values import (
    CREDIT_IN,
    DEBIT_IN,
    BookSheet,
    Grid,
    Line,
    Problem,
    Progress,
    Reason,
    Workbook,
)
from coop_app.dates import Month
from coop_app.money import Money
from coop_app.refusal import N_, Refused


class NoCashBookFound(Refused):
    """No sheet has the columns of a cash book."""

    message = N_(
        "No cash book was found in this file. A sheet needs one row with the headings "
        "Tanggal, Uraian, Debet, Kredit and Saldo (or Masuk and Keluar)."
    )
    field = "file"


class NoTransactions(Refused):
    """Headings, but nothing below them."""

    message = N_("The cash book in this file has no transactions yet.")
    field = "file"


@dataclass(slots=True)
class _Opened:
    """A cash-book sheet on its way: rows told apart, its place in time found."""

    grid: Grid
    raw: RawSheet
    time: SheetTime
    family: str = ""
    month: Month | None = None


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tells nobody how far the work is."""


def read_book(content: bytes, filename: str, progress: Progress = silent) -> Workbook:
    """A treasurer's cash or bank book from its bytes, every balance recomputed.

    Refused: what `read_grids` refuses, `NoCashBookFound`, `NoTransactions`.
    """
    opened: list[_Opened] = []
    others: list[tuple[str, Reason]] = []
    for grid in read_grids(content, filename, progress):
        layout = find_layout(grid.rows)
        if layout is None:
            others.append((grid.name, Reason.of("no_header" if grid.rows else "empty_sheet")))
            continue
        raw = read_lines(grid, layout)
        if _is_summary(raw):
            others.append((grid.name, Reason.of("summary")))
            continue
        opened.append(_opened(grid, raw))
    if not opened:
        raise NoCashBookFound
    if not any(one.raw.lines for one in opened):
        raise NoTransactions
    sheets = _settled(opened, filename, progress)
    return Workbook(filename, hashlib.sha256(content).hexdigest(), sheets, tuple(others))


def _is_summary(raw: RawSheet) -> bool:
    """A recapitulation or trial balance has a cash book's headings but no days."""
    if any(line.written for line in raw.lines) or not raw.lines:
        return False
    if raw.layout.column("date") is None and abs(votes(raw)) * 2 <= len(raw.lines):
        return True
    months = sum(1 for line in raw.lines if month_heading(line.description))
    return months * 2 > len(raw.lines)


def _opened(grid: Grid, raw: RawSheet) -> _Opened:
    titles = [
        text_of(value)
        for row in grid.rows
        if row.number < raw.layout.starts
        for value in row.values
        if value is not None
    ]
    _put_oldest_first(raw)
    time = sheet_time(grid.name, titles)
    if time.month and spans_many_months(time.month, raw.day_entries(None)):
        time = SheetTime(None, time.name_year, time.title_year)
    if grid.hidden:
        raw.findings.problem(0, "hidden_sheet")
    return _Opened(grid, raw, time)


def _put_oldest_first(raw: RawSheet) -> None:
    """Lists from a bank begin with the newest row; the balance shows it, and it is said."""
    if raw.opening or not all(line.written and line.written.year for line in raw.lines):
        return
    forward = abs(votes(raw))
    raw.lines.reverse()
    if abs(votes(raw)) > max(forward, len(raw.lines) // 2):
        raw.months.reverse()
        raw.findings.problem(0, "newest_first")
    else:
        raw.lines.reverse()


def _part_families(opened: list[_Opened]) -> None:
    """Tell the books of one file apart, once the months are known."""
    relations = [
        Relation(
            one.grid.name,
            one.month.year * 12 + one.month.number if one.month else None,
            one.raw.opening.balance if one.raw.opening else None,
            one.raw.lines[-1].balance if one.raw.lines else None,
        )
        for one in opened
    ]
    for one, family in zip(opened, families(relations), strict=True):
        one.family = family


def _settled(opened: list[_Opened], filename: str, progress: Progress) -> tuple[BookSheet, ...]:
    _find_months(opened, filename)
    _part_families(opened)
    ordered = _in_order(opened)
    closings: dict[str, Money] = {}
    done: dict[int, BookSheet] = {}
    for count, one in enumerate(ordered):
        progress("check", count, len(ordered))
        orientation, proven = _orientation(one, opened)
        figures = settle(one.raw, orientation, closings.get(one.family))
        closings[one.family] = figures.closing
        done[id(one)] = _sheet(one, figures, orientation, proven=proven)
    progress("check", len(ordered), len(ordered))
    return tuple(done[id(one)] for one in opened)


def _find_months(opened: list[_Opened], filename: str) -> None:
    fallback = _common_year(opened) or month_and_year(filename)[1]
    for one in opened:
        year = likely_year(one.time, one.raw.day_entries(one.time.month), fallback)
        one.month = month_or_none(year, one.time.month)
        title = one.time.title_year
        if one.month and title and year != title:
            one.raw.findings.problem(0, "title_year_differs", title=title, year=year)
        one.time = SheetTime(one.time.month, year, title)


def _common_year(opened: Sequence[_Opened]) -> int | None:
    years: Counter[int] = Counter()
    for one in opened:
        said = [one.time.name_year, one.time.title_year]
        written: list[DayEntry] = one.raw.day_entries(None)
        said += [entry.written.year for entry in written if entry.written]
        years.update(year for year in said if year)
    return years.most_common(1)[0][0] if years else None


def _in_order(opened: list[_Opened]) -> list[_Opened]:
    """By month, when the months are known; sheets that stood otherwise in the file are told."""
    dated = [one for one in opened if one.month]
    if len(dated) != len(opened):
        return opened
    ordered = sorted(opened, key=lambda one: one.month or Month(1900, 1))
    for family in {one.family for one in opened}:
        mine = [one for one in opened if one.family == family]
        right = [one for one in ordered if one.family == family]
        for stands, belongs in zip(mine, right, strict=True):
            if stands is not belongs:
                stands.raw.findings.problem(0, "sheet_out_of_order")
    return ordered


def _orientation(one: _Opened, opened: Sequence[_Opened]) -> tuple[str, bool]:
    """Proven by this sheet's balances, else by its family's, else by the headings."""
    own = votes(one.raw)
    if own:
        return (DEBIT_IN if own > 0 else CREDIT_IN), True
    shared = sum(votes(other.raw) for other in opened if other.family == one.family)
    if shared:
        return (DEBIT_IN if shared > 0 else CREDIT_IN), True
    if one.raw.lines:
        one.raw.findings.problem(0, "orientation_assumed")
    return worded(one.raw), False


def _sheet(one: _Opened, figures: Settled, orientation: str, *, proven: bool) -> BookSheet:
    raw = one.raw
    days = resolve(
        raw.day_entries(one.time.month), one.time.name_year, raw.findings, raw.opening_day()
    )
    lines = tuple(
        Line(
            row=line.row, on=on, description=line.description, voucher=line.voucher, note=line.note,
            money_in=moved.money_in, money_out=moved.money_out, balance=moved.balance,
            number=line.number, name=line.name, hidden=line.hidden,
        )
        for line, on, moved in zip(raw.lines, days, figures.moved, strict=True)
    )  # fmt: skip
    return BookSheet(
        name=one.grid.name, family=one.family, month=one.month, lines=lines,
        opening=figures.opening, closing=figures.closing, orientation=orientation,
        orientation_proven=proven, layout=raw.layout, problems=_by_row(raw.findings.problems),
        ignored=tuple(raw.findings.ignored),
    )  # fmt: skip


def _by_row(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row))
