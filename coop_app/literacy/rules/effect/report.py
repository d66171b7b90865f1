"""The report of effect of one year: figures, tables, slices, with small cells hidden. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coop_app.literacy.rules.effect import hiding
from coop_app.literacy.rules.effect.hiding import KEPT, Cell, Mark
from coop_app.literacy.rules.effect.learners import DIMENSIONS, Learner, parts, those_in
from coop_app.literacy.rules.effect.measures import (
    DEFINED,
    MEASURES,
    ONLY_PERSONAL,
    REACHED,
    TESTED,
    Amounts,
    Measure,
    amounts,
    bands,
    count,
)


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
    counted = (*MEASURES, DEFINED)
    return _row("", people, {one.key: hiding.alone(count(people, one), least) for one in counted})


def _row(part: str, people: Sequence[Learner], cells: Mapping[str, Cell]) -> Row:
    if not cells[REACHED.key].shown:
        return Row(part, cells, None, gain_shown=False)
    told = cells[TESTED].shown and bool(cells[DEFINED.key].value)
    return Row(part, cells, amounts(people), gain_shown=told)


def measures_of(*dimensions: str) -> tuple[Measure, ...]:
    """What tables by these may count."""
    personal = all(DIMENSIONS[key].personal for key in dimensions)
    return tuple(one for one in MEASURES if personal or one.key not in ONLY_PERSONAL)


def table(people: Sequence[Learner], dimension: str, least: int) -> PartTable:
    """One dimension: rows whose people are hidden hide all of their figures."""
    names = parts(people, dimension)
    groups = [those_in(people, dimension, name) for name in names]
    kinds = measures_of(dimension)
    gone = {one.key: _nearly_all(people, groups, one, least) for one in (*kinds, DEFINED)}
    if DIMENSIONS[dimension].personal:
        gone = {key: {} for key in gone}  # parts that make the whole: `hidden_parts` sees to it
    reached = _reached(people, groups, least, gone[REACHED.key])
    if reached is None:
        return PartTable(dimension, ())
    columns = {REACHED.key: reached}
    for one in (*kinds[1:], DEFINED):
        columns[one.key] = _column(one, groups, columns, gone[one.key], least=least)
    rows = [
        _row(name, groups[n], {key: cells[n] for key, cells in columns.items()})
        for n, name in enumerate(names)
    ]
    return PartTable(dimension, tuple(rows), tuple(one.key for one in kinds))


def _nearly_all(
    people: Sequence[Learner], groups: Sequence[Sequence[Learner]], one: Measure, least: int
) -> dict[int, Mark]:
    """Parts of which the whole row would tell how few are outside: where parts overlap, their sum hides nothing."""
    whole = count(people, one)
    if hiding.is_small(whole, least):
        return {}  # not told, so nothing is subtracted from it
    outside = [whole - count(group, one) for group in groups]
    return {n: "kept" for n, few in enumerate(outside) if hiding.is_small(few, least)}


def _reached(
    people: Sequence[Learner],
    groups: Sequence[Sequence[Learner]],
    least: int,
    gone: Mapping[int, Mark] | None = None,
) -> list[Cell] | None:
    if hiding.is_small(count(people, REACHED), least):
        return None
    return hiding.hidden_parts([count(group, REACHED) for group in groups], least, gone)


def _column(
    one: Measure,
    groups: Sequence[Sequence[Learner]],
    done: Mapping[str, list[Cell]],
    gone: Mapping[int, Mark],
    *,
    least: int,
) -> list[Cell]:
    """A count in every part, beside the counts its people are among."""
    counts = [count(group, one) for group in groups]
    above = done[one.among or REACHED.key]
    hidden: dict[int, Mark] = {n: cell.mark for n, cell in enumerate(above) if not cell.shown}
    tops = [least - 1 if cell.mark == "small" else cell.value for cell in above]
    if not one.among:  # not part of those above: hidden with them, but not bounded by them
        hidden, tops = dict.fromkeys(hidden, "kept"), [None] * len(counts)
    hidden = {**gone, **hidden}
    return hiding.hidden_parts(counts, least, hidden, tops) or [KEPT] * len(counts)


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
    usable = _crossable(people, least, (chosen.by, other))
    if REACHED not in usable:
        return PartTable(other, ())
    here = those_in(people, chosen.by, chosen.part)
    rows = []
    for name in parts(here, other):
        group = those_in(here, other, name)
        cells = {one.key: KEPT for one in (*MEASURES, DEFINED)}
        cells |= {one.key: Cell(count(group, one)) for one in usable}
        rows.append(_row(name, group, cells))
    shown = tuple(one.key for one in usable if one is not DEFINED)
    return PartTable(other, tuple(rows), shown)


def _crossable(people: Sequence[Learner], least: int, pair: tuple[str, str]) -> list[Measure]:
    """What a breakdown may count; nothing whose larger group it may not."""
    grid = _Grid.of(people, pair)
    usable: list[Measure] = []
    if any(_reached(people, list(sides), least) is None for sides in grid.sides):
        return usable  # not even the year tells them apart
    for one in (*measures_of(*pair), DEFINED):
        known = not one.among or one.among in [other.key for other in usable]
        if known and grid.may_show(one, least):
            usable.append(one)
    return usable


@dataclass(frozen=True, slots=True)
class _Grid:
    """People by two dimensions: each row, each column, and where they meet."""

    rows: Mapping[str, Sequence[Learner]]
    columns: Mapping[str, Sequence[Learner]]
    inner: Mapping[tuple[str, str], Sequence[Learner]]

    @classmethod
    def of(cls, people: Sequence[Learner], pair: tuple[str, str]) -> "_Grid":
        by, other = sorted(pair)  # the same table from either side, so the same answer
        rows = {name: those_in(people, by, name) for name in parts(people, by)}
        columns = {name: those_in(people, other, name) for name in parts(people, other)}
        inner = {(a, b): those_in(rows[a], other, b) for a in rows for b in columns}
        return cls(rows, columns, inner)

    @property
    def sides(self) -> tuple[Collection[Sequence[Learner]], Collection[Sequence[Learner]]]:
        """The groups of each dimension alone."""
        return self.rows.values(), self.columns.values()

    def may_show(self, measure: Measure, least: int) -> bool:
        """Whether no cell is small, seen from either side."""
        inner = {key: count(group, measure) for key, group in self.inner.items()}
        turned = {(b, a): number for (a, b), number in inner.items()}
        down = {name: count(group, measure) for name, group in self.rows.items()}
        across = {name: count(group, measure) for name, group in self.columns.items()}
        return hiding.may_cross(inner, across, least) and hiding.may_cross(turned, down, least)


def _saved(people: Sequence[Learner], least: int) -> dict[str, Cell]:
    said = bands(people)
    cells = hiding.hidden_parts(list(said.values()), least)
    return dict(zip(said, cells, strict=True)) if cells else {}
