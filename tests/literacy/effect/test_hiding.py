"""Nobody can work out a small cell: the tests play the reader who tries."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_app.literacy.rules.effect import hiding
from coop_app.literacy.rules.effect.hiding import KEPT, SMALL, Cell, hidden_parts
from coop_app.literacy.rules.effect.learners import DIMENSIONS, Learner, Meeting
from coop_app.literacy.rules.effect.report import PartTable, Report, Slice, report

LEAST = 5


# by hand
@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 9, 30], [12, 9, 30]),
        ([0, 9, 30], [0, 9, 30]),  # that nobody came may be told
        ([3, 9, 30], ["small", "kept", 30]),  # 3 = total - 9 - 30, so the 9 goes too
        ([3, 4, 30], ["small", "small", 30]),  # 3 or 4, nobody can say which
        ([1, 1, 30], ["small", "small", "kept"]),  # two hidden that make 2 are one and one
        ([4, 4, 30], ["small", "small", "kept"]),  # two hidden that make 8 are four and four
        ([2, 1], ["small", "small"]),  # the total is small itself and not told
    ],
)
def test_small_parts_and_their_cover(counts: list[int], shown: list[int | str]) -> None:
    cells = hidden_parts(counts, LEAST)
    assert cells is not None
    assert [cell.mark or cell.value for cell in cells] == shown


def test_where_nothing_helps_nothing_is_shown() -> None:
    assert hidden_parts([1, 5], LEAST) is None  # 1 + 5 = 6: with the marks there is one way only


def test_a_row_hidden_for_its_people_hides_their_figures_too() -> None:
    cells = hidden_parts([0, 7, 8], LEAST, {0: "small"})
    assert cells == [SMALL, Cell(7), Cell(8)]  # 0 or less than 5: nothing to find out
    cells = hidden_parts([2, 0, 8], LEAST, {1: "kept"})
    assert cells is not None
    assert cells[1] == KEPT


# the reader who tries
def ways(cells: list[Cell], total: int | None, *, most: int) -> list[tuple[int, ...]]:
    """Every table that fits what is shown."""
    spans = {"": None, "small": range(1, LEAST), "kept": range(LEAST, most + 1)}
    choices = [[cell.value] if cell.shown else list(spans[cell.mark] or ()) for cell in cells]
    found = [tuple(map(int, way)) for way in product(*choices)]
    return [way for way in found if total is None or sum(way) == total]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_small_cell_can_be_worked_out(counts: list[int]) -> None:
    total = sum(counts)
    cells = hidden_parts(counts, LEAST)
    if cells is None:
        return
    assert not any(cell.shown and hiding.is_small(cell.value or 0, LEAST) for cell in cells)
    found = ways(cells, None if hiding.is_small(total, LEAST) else total, most=total)
    assert tuple(counts) in found
    for place, count in enumerate(counts):
        if hiding.is_small(count, LEAST):
            assert len({way[place] for way in found}) >= 2


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12))
def test_nothing_is_hidden_without_need(counts: list[int]) -> None:
    cells = hidden_parts(counts, LEAST)
    if not any(hiding.is_small(count, LEAST) for count in counts):
        assert cells == [Cell(count) for count in counts]


# the whole report with all of its slices
PROGRAMMES = ("Desmigratif", "Desa Migran Emas")


@st.composite
def classes(draw: st.DrawFn) -> list[Learner]:
    """People of a year: two programmes, two villages, women and men."""
    meetings = [Meeting(n, name, "edukasi", "face", "1", 60) for n, name in enumerate(PROGRAMMES)]
    people: list[Learner] = []
    sizes = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8))
    for size, (village, sex, meeting) in zip(
        sizes, product(("Kuripan", "Lipursari"), "FM", meetings), strict=True
    ):
        people += [
            Learner(id=len(people) + n, village=village, sex=sex, came={meeting: 60}, invited=1)
            for n in range(size)
        ]
    return people


DIMS = ("desa", "jenis-kelamin", "program")


def everything(people: list[Learner]) -> list[Report]:
    """The report of the year and all that its filters can show."""
    pages = [report(people, LEAST)]
    for key in DIMS:
        names = {part for one in people for part in DIMENSIONS[key].of(one)}
        pages += [report(people, LEAST, chosen=Slice(key, name)) for name in sorted(names)]
    return pages


def known(pages: list[Report]) -> list[tuple[dict[str, str], int]]:
    """Each shown figure of people with the conditions it counts."""
    found = []
    for page in pages:
        base = {page.chosen.by: page.chosen.part} if page.chosen else {}
        cells = [(base, page.whole.cells["reached"])]
        cells += [
            ({**base, table.dimension: row.part}, row.cells["reached"])
            for table in page.tables if table.dimension in DIMS for row in table.rows
        ]  # fmt: skip
        found += [(where, cell.value) for where, cell in cells if cell.value is not None]
    return found


@settings(max_examples=60)
@given(classes())
def test_no_small_cell_follows_from_all_pages_together(people: list[Learner]) -> None:
    # every combination is an unknown: that nobody is in one is not known to the reader either
    atoms = list(product(("Kuripan", "Lipursari"), "FM", PROGRAMMES))
    sizes = dict.fromkeys(atoms, 0)
    for one in people:
        sizes[one.village, one.sex, next(iter(one.came)).programme] += 1

    def row(where: dict[str, str]) -> list[int]:
        wanted = [where.get(key) for key in DIMS]
        return [
            int(all(w is None or w == part for w, part in zip(wanted, atom, strict=True)))
            for atom in atoms
        ]

    facts = [row(where) for where, _ in known(everything(people))]
    for where in conditions(atoms):
        target = row(where)
        count = sum(sizes[atom] for atom, inside in zip(atoms, target, strict=True) if inside)
        if hiding.is_small(count, LEAST):
            assert not follows(facts, target), (where, count)


def conditions(atoms: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    """All cells of all tables and crosses."""
    values = [sorted({atom[n] for atom in atoms}) for n in range(3)]
    found: list[dict[str, str]] = []
    for n, key in enumerate(DIMS):
        found += [{key: value} for value in values[n]]
        for m in range(n + 1, 3):
            found += [{key: a, DIMS[m]: b} for a in values[n] for b in values[m]]
    return found


def follows(facts: list[list[int]], target: list[int]) -> bool:
    """Whether adding and subtracting known figures gives the target (is it in their span?)."""
    return _rank([*facts, target]) == _rank(facts)


def _rank(rows: list[list[int]]) -> int:
    left = [[Fraction(value) for value in row] for row in rows]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for n in range(rank + 1, len(left)):
            factor = left[n][column] / pivot[column]
            left[n] = [a - factor * b for a, b in zip(left[n], pivot, strict=True)]
        rank += 1
    return rank


def test_a_slice_says_of_itself_what_the_year_says_of_it() -> None:
    here = Meeting(1, "Desmigratif", "edukasi", "face", "1", 60)
    people = [Learner(id=n, village="Kuripan", sex="F", came={here: 60}) for n in range(20)]
    people += [Learner(id=90 + n, village="Kuripan", sex="M", came={here: 60}) for n in range(3)]
    people += [Learner(id=50 + n, village="Manggis", sex="F", came={here: 60}) for n in range(9)]
    year = report(people, LEAST)
    slice_ = report(people, LEAST, chosen=Slice("desa", "Kuripan"))
    by_village = {row.part: row for row in table_of(year, "desa").rows}
    assert slice_.whole.cells["reached"] == by_village["Kuripan"].cells["reached"] == Cell(23)
    assert not table_of(slice_, "jenis-kelamin").shown  # three men of Kuripan
    other = report(people, LEAST, chosen=Slice("desa", "Manggis"))
    assert not table_of(other, "jenis-kelamin").shown  # else the three would follow from the year


def table_of(page: Report, key: str) -> PartTable:
    return next(one for one in page.tables if one.dimension == key)
