"""Small cells stay hidden, and so do others from which they could be worked out. Pure.

Fewer people than `least` are never told apart (the mark "small"). Where a reader could still subtract the shown
parts from the total, the next smallest part is hidden as well (the mark "kept"), until every hidden small cell
may have at least two values and what is hidden together is not a small number itself. Where that does not help,
the table is not shown at all. Where parts overlap (who came in two quarters counts in both) no part is shown
outside of which there are few: the whole row less that part would tell them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "small", "kept"]
#: from and to which figure a reader must think; no upper end where None
Span = tuple[int, int | None]


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
    counts: Sequence[int],
    least: int,
    gone: Mapping[int, Mark] | None = None,
    tops: Sequence[int | None] | None = None,
) -> list[Cell] | None:
    """The parts of a known total as they may be shown; None where none of them may.

    `gone`: parts hidden already for another reason (the people of the row), with their mark there. `tops`: what
    a reader knows no part to be larger than, as nobody was tested who did not come.
    """
    marks = dict(gone or {})
    ends = list(tops or [None] * len(counts))
    small = [n for n, count in enumerate(counts) if is_small(count, least) and n not in marks]
    marks |= dict.fromkeys(small, "small")
    if is_small(sum(counts), least):
        # so many parts that each must be one: then the mark alone would say the figure
        return None if len(small) > least - 2 else _cells(counts, marks)
    free = sorted(
        (n for n, count in enumerate(counts) if count and n not in marks),
        key=lambda n: (counts[n], n),
    )
    while not _safe(counts, least, _spans(marks, frozenset(gone or ()), ends, least)):
        if not free:
            return None
        marks[free.pop(0)] = "kept"
    return _cells(counts, marks)


def _cells(counts: Sequence[int], marks: Mapping[int, Mark]) -> list[Cell]:
    return [Cell(None, marks[n]) if n in marks else Cell(one) for n, one in enumerate(counts)]


def _spans(
    marks: Mapping[int, Mark], gone: frozenset[int], ends: Sequence[int | None], least: int
) -> dict[int, Span]:
    """What a reader knows of each hidden part: by its mark, and by where it must end."""
    found: dict[int, Span] = {}
    for n, mark in marks.items():
        low, high = (1, least - 1) if mark == "small" else (least, None)
        low, high = (0, None) if n in gone else (low, high)
        known = [end for end in (high, ends[n]) if end is not None]
        found[n] = low, min(known, default=None)
    return found


def _safe(counts: Sequence[int], least: int, hidden: Mapping[int, Span]) -> bool:
    """Whether each hidden small cell may have two values or more, for whoever knows the total."""
    rest = sum(counts[n] for n in hidden)
    if is_small(rest, least):
        return False
    weak = [n for n in hidden if is_small(counts[n], least)]
    return all(_width(n, hidden, rest) >= 2 for n in weak)


def _width(place: int, hidden: Mapping[int, Span], rest: int) -> int:
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
