"""Every sum of the course comes out of the functions behind `coop calc`, and every line on the board is true."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from coop_app.cli.calculations import calculate
from coop_app.literacy.rules.modules import MODULES
from coop_app.literacy.rules.modules.shapes import LEAST, MOST
from coop_app.literacy.rules.modules.words import answer_of, said
from coop_app.money import half_up
from coop_app.products.rules.catalogue import pirt

EXERCISES = [
    pytest.param(module, exercise, id=f"{module.key}:{exercise.key}")
    for module in MODULES
    for exercise in module.exercises
]
BOARD = [
    pytest.param(line, id=f"{module.key}:{line[:40]}")
    for module in MODULES
    for line in (*module.sheet.sum, *(w for each in module.exercises for w in each.work))
    if "=" in line
]
SUM = re.compile(
    r"(?:.*: )?(?P<terms>[-\d., +×÷]+) = (?P<result>-?[\d.,]*\d)(?P<rounded>, dibulatkan)?$"
)


def of(found, path):
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def number(text):
    """`1.028,57` as an exact fraction."""
    return Fraction(Decimal(text.replace(".", "").replace(",", ".")))


def worked_out(terms):
    """Products and quotients first, then sums, from left to right."""
    total, sign = Fraction(0), 1
    for part in re.split(r" ([+-]) ", terms):
        if part in {"+", "-"}:
            sign = 1 if part == "+" else -1
            continue
        first, *rest = re.split(r" ([×÷]) ", part)
        value = number(first)
        for operator, factor in zip(rest[::2], rest[1::2], strict=True):
            value = value * number(factor) if operator == "×" else value / number(factor)
        total += sign * value
    return total


@pytest.mark.parametrize("module, exercise", EXERCISES)
def test_the_tools_give_the_answer(module, exercise):
    found = calculate(exercise.calculation, exercise.inputs)
    assert of(found, exercise.answer_key) == exercise.answer
    for option in exercise.options:
        found = calculate(exercise.calculation, option.inputs)
        assert of(found, exercise.answer_key) == option.answer, option.name


@pytest.mark.parametrize("module, exercise", EXERCISES)
def test_the_right_choice_is_the_answer(module, exercise):
    assert len(set(exercise.choices)) == len(exercise.choices) >= 2
    if exercise.options:
        best = {MOST: max, LEAST: min}[exercise.seek]
        values = [Decimal(option.answer) for option in exercise.options]
        assert values.count(best(values)) == 1
        assert exercise.right == values.index(best(values))
        assert exercise.options[exercise.right].inputs == exercise.inputs
        assert exercise.options[exercise.right].answer == exercise.answer
        assert list(exercise.choices) == [option.name for option in exercise.options]
    else:
        fitting = [
            n
            for n, c in enumerate(exercise.choices)
            if c.casefold() == answer_of(exercise).casefold()
        ]
        assert fitting == [exercise.right]


@pytest.mark.parametrize("line", BOARD)
def test_every_line_on_the_board_is_true(line):
    found = SUM.fullmatch(line)
    assert found, line
    exact = worked_out(found["terms"])
    if found["rounded"]:
        places = 10 ** len(found["result"].partition(",")[2])
        exact = Fraction(half_up(exact * places), places)
    assert exact == number(found["result"])


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.key)
def test_each_module_has_at_least_two_sums(module):
    assert len({exercise.key for exercise in module.exercises}) == len(module.exercises) >= 2


def test_keys_are_unique_in_the_course():
    keys = [exercise.key for module in MODULES for exercise in module.exercises]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "kind, answer, words",
    [
        ("rupiah", 1_250_000, "Rp1.250.000"),
        ("rupiah", -150_000, "kurang Rp150.000"),
        ("percent", "3.56", "3,56%"),
        ("percent", "1028.57", "1.028,57%"),
        ("percent", "3", "3%"),
        ("months", 4, "4 bulan"),
        ("kg", 22, "22 kg"),
        ("words", "lima rupiah", "lima rupiah"),
    ],
)
def test_answers_are_said_as_people_write_them(kind, answer, words):
    exercise = next(each for module in MODULES for each in module.exercises)
    assert said(type(exercise)(**{**_facts(exercise), "kind": kind}), answer) == words


def _facts(exercise):
    return {name: getattr(exercise, name) for name in type(exercise).__slots__}


def test_the_permit_number_of_the_lesson_says_what_the_lesson_says():
    lines = [line for step in MODULES[10].steps for line in step.lines]
    assert any("3063306010072-19" in line and "empat angka daerah" in line for line in lines)
    assert any("2019" in line for line in lines)
    found = pirt.read("3063306010072-19")
    assert (found.packaging, found.region, found.expiry_year) == (3, "3306", 2019)


def test_the_reader_of_the_board():
    assert worked_out("2 + 3 × 4 - 6 ÷ 4") == Fraction(25, 2)
