"""The plans add up, the sentences are plain Indonesian, and what they name exists."""

import re
from dataclasses import fields, is_dataclass
from itertools import pairwise

import pytest

from coop_app.literacy.rules.modules import MODULES, get_module
from coop_app.literacy.rules.modules.reading import KEYS
from coop_app.literacy.rules.modules.shapes import BUSINESS, CORE, FRAME
from coop_app.literacy.rules.modules.timetable import clock_time, timetable
from tests.architecture.source import ROOT

#: words of English that slip into Indonesian talk about money; names such as QRIS, OTP and PIN are none
ENGLISH = set(
    """
    account amount and app are bank-account bill bills box budget business by cash cashflow check cost
    customer cup data-base deadline debt discount download each email envelope family fee fees file follow for
    free from gain goal goals handout income input interest internet-banking invoice is item label-stock link
    loan login mark market marketing markup meeting mind money month monthly need needs nice of offline online
    order output owner paid password pay payment phone planning post-test pre-test price pricing print product
    profit quiz quote rate receipt report reseller reward sale sales saving savings session share sheet
    shop smartphone stock store survey target-market team the time timer to tool tools total-cost trainer
    training transfer-fee update upload want wants website weekly workshop worksheet
    """.split()
)
WORD = re.compile(r"[a-z][a-z-]*")
PICTURES = {path.stem for path in (ROOT / "coop_app" / "static" / "pictures").glob("*.svg")}
MOST_WORDS_HANDOUT, MOST_WORDS_GUIDE = 20, 26

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.key)


def texts(node, skip=("key", "calculation", "answer_key", "inputs", "tools", "tool", "picture", "path",
                      "kind", "seek", "prefill")):  # fmt: skip
    """All sentences of a module."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from texts(each)
    elif is_dataclass(node):
        for field in fields(node):
            if field.name not in skip:
                yield from texts(getattr(node, field.name))


def sentences(text):
    """Split after a full stop, a question mark or an exclamation mark; not inside `Rp1.000`."""
    return [part for part in re.split(r"(?<=[.?!])[”\"]?\s+", text) if part.strip()]


def taken_home(module):
    sheet = module.sheet
    return [
        *module.handout,
        *sheet.sum,
        *sheet.form,
        *sheet.warnings,
        sheet.sum_title,
        sheet.form_title,
    ]


def test_eleven_modules_in_order():
    assert [module.key for module in MODULES] == list(KEYS)
    assert [module.number for module in MODULES] == list(range(11))
    assert {module.path for module in MODULES} == {FRAME, CORE, BUSINESS}
    assert get_module("kiriman") is MODULES[6]
    assert get_module("tidak-ada") is None


def test_the_hours_are_those_of_the_curriculum():
    minutes = [module.minutes for module in MODULES]
    assert minutes == [30, 60, 80, 90, 60, 80, 80, 90, 60, 90, 60]
    assert sum(minutes[:7]) == 480
    assert sum(minutes[7:]) == 300


@each_module
def test_the_minutes_of_the_steps_add_up(module):
    assert sum(step.minutes for step in module.steps) == module.minutes
    assert all(step.minutes > 0 and step.lines for step in module.steps)


@each_module
def test_there_is_enough_to_hold_the_lesson(module):
    assert len(module.steps) >= 5
    assert (
        sum(line.startswith("“") for step in module.steps for line in step.lines)
        >= len(module.steps) - 2
    )
    assert len(module.readers) >= 3
    assert len(module.questions) >= 3
    assert len(module.materials) >= 3
    assert len(module.preparation) >= 2
    assert 5 <= len(module.handout) <= 6
    assert len(module.sheet.warnings) == 2
    assert module.sheet.tool in module.tools


@each_module
def test_no_english_words(module):
    found = {
        word: text
        for text in texts(module)
        for word in WORD.findall(text.lower())
        if word in ENGLISH
    }
    assert found == {}


@each_module
def test_short_sentences(module):
    long = [one for text in taken_home(module) for one in sentences(text)
            if len(one.split()) > MOST_WORDS_HANDOUT and "=" not in one]  # fmt: skip
    long += [one for text in texts(module) for one in sentences(text)
             if len(one.split()) > MOST_WORDS_GUIDE and "=" not in one]  # fmt: skip
    assert long == []


@each_module
def test_speech_is_closed_and_the_papers_can_print_every_letter(module):
    for text in texts(module):
        assert text.count("“") == text.count("”"), text
        assert text.encode("cp1252").decode("cp1252") == text
        assert text == text.strip()
        assert "  " not in text


@each_module
def test_pictures_and_tools_exist(module, app):
    asked = {module.picture, *(step.picture for step in module.steps if step.picture)}
    assert asked <= PICTURES
    assert module.tools
    assert set(module.tools) <= set(app.view_functions)


def test_no_two_modules_say_the_same_sentence():
    said = [line for module in MODULES for step in module.steps for line in step.lines]
    assert len(set(said)) == len(said)


def test_the_timetable_teaches_each_module_once():
    days = timetable()
    taught = [part.key for day in days for part in day.parts if part.key]
    assert taught == list(KEYS)
    for day in days:
        for one, after in pairwise(day.parts):
            assert one.starts + one.minutes == after.starts
    lasted = [sum(part.minutes for part in day.parts if part.key) for day in days]
    assert lasted == [260, 220, 300]


def test_the_family_learns_in_two_half_days():
    first, second, _third = timetable()
    assert [clock_time(day.parts[0].starts) for day in timetable()] == ["08.00"] * 3
    assert first.parts[-1].time == "11.15–12.45"
    assert second.parts[-1].time == "11.55–12.25"
    assert second.parts[-1].minutes == 30
