"""Who came in two quarters counts in both: the whole year less a quarter tells nobody apart."""

import pytest

from coop_app.literacy.rules.effect.hiding import Cell
from coop_app.literacy.rules.effect.learners import Learner, Meeting
from coop_app.literacy.rules.effect.report import report

LEAST = 5


def people(number: int, *quarters: str, first: int = 0) -> list[Learner]:
    """So many who came in these quarters, took both tests and promised something."""
    came = {Meeting(int(one), "Desmigratif", "edukasi", "face", one, 60): 60 for one in quarters}
    return [
        Learner(
            id=first + n, village="Kuripan", sex="F", came=came, before=5, after=8, most=10,
            promised=True,
        )
        for n in range(number)
    ]  # fmt: skip


def shown(year: list[Learner], measure: str) -> dict[str, str | int | None]:
    """Quarter → the figure, or the mark in its place."""
    table = next(one for one in report(year, LEAST).tables if one.dimension == "triwulan")
    cells = {row.part: row.cells[measure] for row in table.rows}
    return {part: cell.mark or cell.value for part, cell in cells.items()}


# by hand: 33 people in the year
@pytest.mark.parametrize("measure", ["reached", "tested", "promised"])
def test_newcomers_of_a_later_quarter_are_not_what_is_left(measure: str) -> None:
    year = people(30, "1", "2") + people(3, "2", first=30)
    assert report(year, LEAST).whole.cells[measure] == Cell(33)
    # 33 - 30 = 3 came in the second quarter only
    assert shown(year, measure) == {"1": "kept", "2": 33}


@pytest.mark.parametrize("measure", ["reached", "tested", "promised"])
def test_who_came_in_two_other_quarters_is_not_what_is_left(measure: str) -> None:
    year = people(3, "1", "3") + people(30, "2", first=3)
    # 33 - 30 = 3 came in the first and third
    assert shown(year, measure) == {"1": "small", "2": "kept", "3": "small"}


def test_a_column_is_looked_at_by_itself() -> None:
    quiet = [Learner(id=90 + n, came=one.came) for n, one in enumerate(people(9, "2"))]
    year = people(30, "1", "2") + people(3, "2", first=30) + quiet
    assert shown(year, "reached") == {"1": 30, "2": 42}  # twelve came in the second only
    assert shown(year, "promised") == {"1": "kept", "2": 33}  # three of them promised something
    table = next(one for one in report(year, LEAST).tables if one.dimension == "triwulan")
    assert [row.amounts is not None for row in table.rows] == [True, True]


def test_a_part_that_holds_everybody_or_leaves_many_out_is_told() -> None:
    year = people(10, "1", "2") + people(10, "2", first=10)
    assert shown(year, "reached") == {"1": 10, "2": 20}
    few = people(30, "1", "2")[:30]
    few = [Learner(id=one.id, came=one.came, promised=one.id < 3) for one in few]
    # three promised, in both quarters: the year does not tell them, so nothing is left over
    assert shown(few, "promised") == {"1": "small", "2": "small"}
