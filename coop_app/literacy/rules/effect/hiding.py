"""Small cells stay hidden, and so do others from which they could be worked out. Pure.

Fewer people than `least` are never told apart (the mark "small"). Where a reader could still subtract the shown
parts from the total, the next smallest part is hidden as well (the mark "kept"), until every hidden small cell
may have at least two values. Where that does not help, the table is not shown at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "small", "kept"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that may be shown, or the mark of why it is not."""

    value: int | None
    mark: Mark = ""

    @property
    def shown(self) -> bool:
        """Whether the figure stands there."""
        return self.value is not None


SMALL, KEPT = Cell(None, "small"), Cell(None, "kept")


def is_small(count: int, least: int) -> bool:
    """Whether so few people could be recognised; nobody at all may be told."""
    return 0 < count < least


def alone(count: int, least: int) -> Cell:
    """A figure that is no part of a table."""
    return SMALL if is_small(count, least) else Cell(count)


def hidden_parts(
    counts: Sequence[int], least: int, gone: Mapping[int, Mark] | None = None
) -> list[Cell] | None:
    """The parts of a known total as they may be shown; None where none of them may.

    `gone`: parts hidden already for another reason (the people of the row), with their mark there.
    """
    total = sum(counts)
    marks: dict[int, Mark] = {
        n: "small" for n, count in enumerate(counts) if is_small(count, least)
    }
    before = dict(gone or {})
    if is_small(total, least):
        before |= marks
        return [_cell(n, count, before) for n, count in enumerate(counts)]
    free = sorted(
        (n for n, count in enumerate(counts) if count and n not in marks and n not in before),
        key=lambda n: (counts[n], n),
    )
    added: dict[int, Mark] = {}
    while not _safe(counts, least, marks | added, before):
        if not free:
            return None
        added[free.pop(0)] = "kept"
    return [_cell(n, count, marks | added | before) for n, count in enumerate(counts)]


def _cell(place: int, count: int, marks: Mapping[int, Mark]) -> Cell:
    mark = marks.get(place, "")
    return Cell(None, mark) if mark else Cell(count)


def _safe(
    counts: Sequence[int], least: int, marks: Mapping[int, Mark], gone: Mapping[int, Mark]
) -> bool:
    """Whether each hidden small cell may have two values or more, for whoever knows the total."""
    hidden = {**{n: _bounds(mark, least) for n, mark in marks.items()},
              **{n: (0, least - 1 if mark == "small" else None) for n, mark in gone.items()}}  # fmt: skip
    rest = sum(count for n, count in enumerate(counts) if n in hidden)
    weak = [n for n, count in enumerate(counts) if n in hidden and is_small(count, least)]
    return all(_width(n, hidden, rest) >= 2 for n in weak)


def _bounds(mark: Mark, least: int) -> tuple[int, int | None]:
    """What a reader knows of a hidden cell by its mark."""
    return (1, least - 1) if mark == "small" else (least, None)


def _width(place: int, hidden: Mapping[int, tuple[int, int | None]], rest: int) -> int:
    """How many values a hidden cell may have, when all hidden ones make `rest`."""
    low, high = hidden[place]
    others = [bounds for n, bounds in hidden.items() if n != place]
    most = rest - sum(least for least, _ in others)
    highest = [top for _, top in others if top is not None]
    fewest = rest - sum(highest) if len(highest) == len(others) else 0
    return min(most, high if high is not None else most) - max(fewest, low) + 1


def may_cross(inner: Mapping[tuple[str, str], int], columns: Mapping[str, int], least: int) -> bool:
    """Whether a breakdown of every slice may be shown: no cell of any slice is small.

    `inner`: (slice, part) → people; `columns`: part → people over all slices. What the other slices together
    hold must not be small either. One small cell hides the breakdown in all slices: nothing is left to subtract.
    """
    return not any(
        is_small(count, least) or is_small(columns[part] - count, least)
        for (_slice, part), count in inner.items()
    )
