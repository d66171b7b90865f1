"""The report of effect of one year: figures, tables, slices, with small cells hidden. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coop_app.literacy.rules.effect import hiding
from coop_app.literacy.rules.effect.hiding import KEPT, Cell
from coop_app.literacy.rules.effect.learners import DIMENSIONS, Learner, parts, those_in
from coop_app.literacy.rules.effect.measures import (
    MEASURES,
    ONLY_PERSONAL,
    Amounts,
    Measure,
    amounts,
    bands,
    count,
)

_FIRST = MEASURES[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a table, or the whole: its counts, and the rest where its people may be shown."""

    part: str
    cells: Mapping[str, Cell]
    #: hours and gain; None where the people are hidden
    amounts: Amounts | None
    #: whether the gain may be told
    gain_shown: bool


@dataclass(frozen=True, slots=True)
class PartTable:
    """People told apart by one dimension; no rows where so few could be recognised."""

    dimension: str
    rows: tuple[Row, ...]
    #: the counts that this table may show
    measures: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class Slice:
    """Only those of one part: `by` is the dimension's key."""

    by: str
    part: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader may know."""

    least: int
    chosen: Slice | None
    whole: Row
    tables: tuple[PartTable, ...]
    #: band of savings → how many; empty where so few could be recognised
    saved: Mapping[str, Cell] = field(default_factory=dict)
    households: Cell = KEPT


def report(
    people: Sequence[Learner], least: int, *, chosen: Slice | None = None, households: int = 0
) -> Report:
    """The year, or one slice of it; `households`: how many of them have two trained people."""
    if chosen is not None:
        return _slice(people, least, chosen)
    return Report(
        least, None, _whole(people, least),
        tuple(table(people, key, least) for key in DIMENSIONS),
        _saved(people, least), hiding.alone(households, least),
    )  # fmt: skip


def _whole(people: Sequence[Learner], least: int) -> Row:
    cells = {one.key: hiding.alone(count(people, one), least) for one in MEASURES}
    return _row("", people, cells, least)


def _row(part: str, people: Sequence[Learner], cells: Mapping[str, Cell], least: int) -> Row:
    if not cells[_FIRST.key].shown:
        return Row(part, cells, None, gain_shown=False)
    found = amounts(people)
    return Row(part, cells, found, cells["tested"].shown and found.defined >= least)


def measures_of(*dimensions: str) -> tuple[Measure, ...]:
    """What tables by these may count."""
    personal = all(DIMENSIONS[key].personal for key in dimensions)
    return tuple(one for one in MEASURES if personal or one.key not in ONLY_PERSONAL)


def table(people: Sequence[Learner], dimension: str, least: int) -> PartTable:
    """One dimension: rows whose people are hidden hide all of their figures."""
    names = parts(people, dimension)
    groups = [those_in(people, dimension, name) for name in names]
    total = count(people, _FIRST)
    reached = hiding.hidden_parts([count(group, _FIRST) for group in groups], least)
    if reached is None or hiding.is_small(total, least):
        return PartTable(dimension, ())
    gone = {n: cell.mark for n, cell in enumerate(reached) if not cell.shown}
    columns = {_FIRST.key: reached}
    kinds = measures_of(dimension)
    for one in kinds[1:]:
        counts = [count(group, one) for group in groups]
        columns[one.key] = hiding.hidden_parts(counts, least, gone) or [KEPT] * len(groups)
    return PartTable(
        dimension,
        tuple(
            _row(name, groups[n], {key: cells[n] for key, cells in columns.items()}, least)
            for n, name in enumerate(names)
        ),
        tuple(one.key for one in kinds),
    )


def _slice(people: Sequence[Learner], least: int, chosen: Slice) -> Report:
    """The figures of a slice are those of its row in the year's table, never others."""
    rows = {row.part: row for row in table(people, chosen.by, least).rows}
    whole = rows.get(chosen.part)
    if whole is None:
        whole = Row(chosen.part, {one.key: KEPT for one in MEASURES}, None, gain_shown=False)
    crossed = [_crossed(people, least, chosen, other) for other in DIMENSIONS if other != chosen.by]
    return Report(least, chosen, whole, tuple(crossed))


def _crossed(people: Sequence[Learner], least: int, chosen: Slice, other: str) -> PartTable:
    """The breakdown of a slice, with the counts that no slice has in small cells."""
    pair = (chosen.by, other)
    usable = [one for one in measures_of(*pair) if _may_cross(people, least, pair, one)]
    year_is_told = table(people, chosen.by, least).shown and table(people, other, least).shown
    if _FIRST not in usable or not year_is_told:
        return PartTable(other, ())
    here = those_in(people, chosen.by, chosen.part)
    rows = []
    for name in parts(here, other):
        group = those_in(here, other, name)
        cells = {one.key: Cell(count(group, one)) for one in usable}
        cells |= {one.key: KEPT for one in MEASURES if one not in usable}
        rows.append(_row(name, group, cells, least))
    return PartTable(other, tuple(rows), tuple(one.key for one in usable))


def _may_cross(
    people: Sequence[Learner], least: int, pair: tuple[str, str], measure: Measure
) -> bool:
    by, other = sorted(pair)  # the same table from either side, so the same answer
    outer = parts(people, by)
    columns = {name: those_in(people, other, name) for name in parts(people, other)}
    inner = {
        (a, b): count(those_in(group, by, a), measure)
        for a in outer
        for b, group in columns.items()
    }
    across = {b: count(group, measure) for b, group in columns.items()}
    down = {a: count(those_in(people, by, a), measure) for a in outer}
    turned = {(b, a): number for (a, b), number in inner.items()}
    return hiding.may_cross(inner, across, least) and hiding.may_cross(turned, down, least)


def _saved(people: Sequence[Learner], least: int) -> dict[str, Cell]:
    said = bands(people)
    cells = hiding.hidden_parts(list(said.values()), least)
    return dict(zip(said, cells, strict=True)) if cells else {}
