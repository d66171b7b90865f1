"""Nobody can work out a small cell: the tests play the reader who tries."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coop_app.literacy.rules.effect import hiding
from coop_app.literacy.rules.effect.hiding import KEPT, SMALL, Cell, hidden_parts
from coop_app.literacy.rules.effect.learners import DIMENSIONS, Learner, Meeting
from coop_app.literacy.rules.effect.measures import BY_KEY, count
from coop_app.literacy.rules.effect.report import PartTable, Report, Slice, report

LEAST = 5
_HERE = Meeting(1, "", "edukasi", "face", "1", 60)


# by hand
@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 9, 30], [12, 9, 30]),
        ([0, 9, 30], [0, 9, 30]),  # that nobody came may be told
        ([3, 9, 30], ["small", "kept", 30]),  # 3 = total - 9 - 30, so the 9 goes too
        ([3, 4, 30], ["small", "small", 30]),  # 3 or 4, nobody can say which
        ([1, 1, 30], ["small", "small", "kept"]),  # two hidden that make 2 are one and one
        ([1, 2, 30], ["small", "small", "kept"]),  # else three people would be told apart together
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
    assert hidden_parts([1, 1, 1, 1], LEAST) is None  # fewer than five in four parts: one in each


def test_a_part_is_no_larger_than_where_it_belongs() -> None:
    counts, came = [4, 12, 43], [5, 12, 43]
    cells = hidden_parts(counts, LEAST)
    assert cells is not None
    assert [cell.mark or cell.value for cell in cells] == ["small", "kept", 43]
    # 60 came, 59 were tested: of the five who came at least four were, so "small" would say four
    assert hidden_parts(counts, LEAST, {}, came) is None


def test_a_row_hidden_for_its_people_hides_their_figures_too() -> None:
    cells = hidden_parts([0, 7, 8], LEAST, {0: "small"})
    assert cells == [SMALL, Cell(7), Cell(8)]  # 0 or less than 5: nothing to find out
    cells = hidden_parts([2, 0, 8], LEAST, {1: "kept"})
    assert cells is not None
    assert cells[1] == KEPT
    assert cells[2] == KEPT  # else two people of two villages would be told apart together


# the reader who tries
def ways(cells: list[Cell], totals: range, *, most: int) -> list[tuple[int, ...]]:
    """Every table that fits what is shown."""
    spans = {"": None, "small": range(1, LEAST), "kept": range(LEAST, most + 1)}
    choices = [[cell.value] if cell.shown else list(spans[cell.mark] or ()) for cell in cells]
    found = [tuple(map(int, way)) for way in product(*choices)]
    return [way for way in found if sum(way) in totals]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_small_cell_can_be_worked_out(counts: list[int]) -> None:
    total = sum(counts)
    cells = hidden_parts(counts, LEAST)
    if cells is None:
        return
    assert not any(cell.shown and hiding.is_small(cell.value or 0, LEAST) for cell in cells)
    small = hiding.is_small(total, LEAST)
    found = ways(cells, range(1, LEAST) if small else range(total, total + 1), most=total)
    assert tuple(counts) in found
    for place, number in enumerate(counts):
        if hiding.is_small(number, LEAST):
            assert len({way[place] for way in found}) >= 2


@given(st.lists(st.integers(0, 40), min_size=2, max_size=12))
def test_nothing_is_hidden_without_need(counts: list[int]) -> None:
    cells = hidden_parts(counts, LEAST)
    if not any(hiding.is_small(count, LEAST) for count in counts):
        assert cells == [Cell(count) for count in counts]


# several columns of one table: who came, who of them promised something, who of those kept it
CHAIN = ("reached", "promised", "kept")
Triple = tuple[int, int, int]


@st.composite
def promisers(draw: st.DrawFn) -> list[Learner]:
    """Up to three villages where some came, some of them promised, some of those kept it."""
    people: list[Learner] = []
    for village in ("Kuripan", "Lipursari", "Manggis")[: draw(st.integers(2, 3))]:
        came = draw(st.integers(0, 6))
        promised = draw(st.integers(0, came))
        kept = draw(st.integers(0, promised))
        people += [
            Learner(id=len(people) + n, village=village, came={_HERE: 60}, promised=n < promised,
                    promise_kept=n < kept)
            for n in range(came)
        ]  # fmt: skip
    return people


def spans(page: Report, table: PartTable) -> dict[tuple[int, str], range]:
    """What each cell may be, as a reader sees it."""
    most = 7 * 2
    found: dict[tuple[int, str], range] = {}
    for n, row in enumerate(table.rows):
        over = True  # whether the cell before stands there
        for key in CHAIN:
            cell = row.cells[key]
            blank = all(one.cells[key] == KEPT for one in table.rows)
            low = 0 if blank or not over else 1 if cell.mark == "small" else LEAST
            high = LEAST - 1 if cell.mark == "small" else most
            found[n, key] = (
                range(low, high + 1) if cell.value is None else range(cell.value, cell.value + 1)
            )
            over = cell.shown
    for key in CHAIN:
        whole = page.whole.cells[key]
        found[-1, key] = (
            range(1, LEAST) if whole.value is None else range(whole.value, whole.value + 1)
        )
    return found


def triples(known: dict[tuple[int, str], range], place: int) -> list[Triple]:
    came, promised, kept = (known[place, key] for key in CHAIN)
    return [(a, b, c) for a in came for b in promised if b <= a for c in kept if c <= b]


def sums(choices: list[list[Triple]]) -> set[Triple]:
    found: set[Triple] = {(0, 0, 0)}
    for rows in choices:
        found = {(a + x, b + y, c + z) for a, b, c in found for x, y, z in rows}
    return found


@settings(max_examples=30, deadline=None)
@given(promisers())
@example(
    # one of the first promised, all seven of the second did and kept it: eight less seven would be the one
    [Learner(id=n, village="Kuripan", came={_HERE: 60}, promised=n < 1) for n in range(8)]
    + [
        Learner(id=9 + n, village="Lipursari", came={_HERE: 60}, promised=True, promise_kept=True)
        for n in range(7)
    ]
)
def test_no_small_cell_follows_from_the_columns_beside_it(people: list[Learner]) -> None:
    page = report(people, LEAST)
    table = table_of(page, "desa")
    known = spans(page, table) if table.shown else {}
    places = list(range(len(table.rows)))
    wholes = set(triples(known, -1)) if table.shown else set()
    for place in places:
        rest = sums([triples(known, other) for other in places if other != place])
        fits = [
            mine
            for mine in triples(known, place)
            if any((mine[0] + a, mine[1] + b, mine[2] + c) in wholes for a, b, c in rest)
        ]
        here = [one for one in people if one.village == table.rows[place].part]
        for n, key in enumerate(CHAIN):
            if hiding.is_small(count(here, BY_KEY[key]), LEAST):
                assert len({mine[n] for mine in fits}) >= 2, (table.rows[place].part, key)


# the whole report with all of its slices
PROGRAMMES = ("Desmigratif", "Desa Migran Emas")
MEETINGS = {name: Meeting(n, name, "edukasi", "face", "1", 60) for n, name in enumerate(PROGRAMMES)}
Atom = tuple[str, str, frozenset[str]]
#: village, sex, and the programmes somebody came to: one of them or both
ATOMS: list[Atom] = [
    (village, sex, frozenset(names))
    for village, sex, names in product(
        ("Kuripan", "Lipursari"), "FM", (PROGRAMMES[:1], PROGRAMMES[1:], PROGRAMMES)
    )
]


@st.composite
def classes(draw: st.DrawFn) -> list[Learner]:
    """People of a year: two programmes, of which some came to both, two villages, women and men."""
    people: list[Learner] = []
    sizes = draw(st.lists(st.integers(0, 9), min_size=12, max_size=12))
    for size, (village, sex, names) in zip(sizes, ATOMS, strict=True):
        came = {MEETINGS[name]: 60 for name in names}
        people += [
            Learner(id=len(people) + n, village=village, sex=sex, came=came, invited=1)
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
@example(  # three came to the second programme only: all of the year less those of the first
    [
        Learner(id=n, village="Kuripan", sex="F", invited=1,
                came={MEETINGS[name]: 60 for name in (PROGRAMMES if n < 30 else PROGRAMMES[1:])})
        for n in range(33)
    ]
)  # fmt: skip
def test_no_small_cell_follows_from_all_pages_together(people: list[Learner]) -> None:
    # every combination is an unknown: that nobody is in one is not known to the reader either
    sizes = dict.fromkeys(ATOMS, 0)
    for one in people:
        sizes[one.village, one.sex, frozenset(here.programme for here in one.came)] += 1
    facts = [row(where) for where, _ in known(everything(people))]
    for where in conditions():
        target = row(where)
        count = sum(sizes[atom] for atom, inside in zip(ATOMS, target, strict=True) if inside)
        if hiding.is_small(count, LEAST):
            assert not follows(facts, target), (where, count)


def row(where: dict[str, str]) -> list[int]:
    """Which combinations a condition counts; "!" before a programme: those who did not come to it."""
    return [int(all(_fits(atom, *one) for one in where.items())) for atom in ATOMS]


def _fits(atom: Atom, key: str, part: str) -> bool:
    mine = atom[DIMS.index(key)]
    if isinstance(mine, str):
        return mine == part
    return part[1:] not in mine if part.startswith("!") else part in mine


def conditions() -> list[dict[str, str]]:
    """All cells of all tables and crosses, and those outside of each programme."""
    outside = [f"!{name}" for name in PROGRAMMES]
    values = (["Kuripan", "Lipursari"], ["F", "M"], [*PROGRAMMES, *outside])
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


def test_hours_of_a_quarter_are_those_of_its_sessions() -> None:
    spring = Meeting(1, "Desmigratif", "edukasi", "face", "1", 60)
    autumn = Meeting(2, "Desbumi", "edukasi", "face", "3", 90)
    people = [Learner(id=n, village="Kuripan", came={spring: 60, autumn: 90}) for n in range(10)]
    people += [Learner(id=10 + n, village="Kuripan", came={autumn: 90}) for n in range(10)]
    year = report(people, LEAST)
    assert year.whole.amounts is not None
    assert year.whole.amounts.hours == 40  # 10 × 150 + 10 × 90 minutes
    for key, wanted in (
        ("triwulan", {"1": 10, "3": 30}),
        ("program", {"Desmigratif": 10, "Desbumi": 30}),
    ):
        found = {row.part: row.amounts for row in table_of(year, key).rows}
        assert {part: one.hours for part, one in found.items() if one} == wanted
    slice_ = report(people, LEAST, chosen=Slice("program", "Desmigratif"))
    assert slice_.whole.amounts is not None
    assert slice_.whole.amounts.hours == 10
    quarters = [row.part for row in table_of(slice_, "triwulan").rows]
    assert quarters == ["1"]  # they came again in the third, but not for this programme


def test_a_gain_of_few_does_not_follow_from_the_others() -> None:
    def of(village: str, known: int, n: int) -> Learner:
        gain = Fraction(1, 2) if n < known else None  # who knew everything before has none
        return Learner(
            id=n, village=village, came={_HERE: 60}, before=5, after=8, most=10, gain=gain
        )

    people = [of("Kuripan", 3, n) for n in range(9)] + [of("Lipursari", 9, n) for n in range(9)]
    people += [of("Manggis", 20, n) for n in range(20)]
    rows = {row.part: row for row in table_of(report(people, LEAST), "desa").rows}
    assert [rows[name].gain_shown for name in sorted(rows)] == [False, False, True]
    assert all(row.cells["tested"].shown for row in rows.values())
