"""The course on paper: guides that can be taught from, handouts of exactly one A4, a book with true page numbers."""

import re
import subprocess
from dataclasses import replace
from functools import cache

import pytest
from flask_babel import force_locale

from coop_app.literacy.rules.modules import MODULES
from coop_app.literacy.rules.modules.timetable import clock_time, timetable
from coop_app.literacy.rules.modules.words import answer_of
from coop_app.literacy.views.modules.papers.book import book
from coop_app.literacy.views.modules.papers.guide import guide
from coop_app.literacy.views.modules.papers.handout import handout
from coop_app.web.access import Letterhead

HEAD = Letterhead(
    "Koperasi Produsen Purna Migran Sejahtera Kabupaten Wonosobo Jawa Tengah",
    address=("Jl. Raya Dieng Km 12, Desa Kuripan, Kecamatan Watumalang", "0812-3456-7890"),
)
LONG = "https://" + "koperasi-purna-migran-sejahtera." * 3 + "example.id/belajar/dana-darurat"

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.key)


@pytest.fixture(autouse=True)
def _indonesian(bare_app):
    with bare_app.test_request_context("/"), force_locale("id"):
        yield


def pages(content):
    """The words of each page."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


def without_gaps(text):
    """Lines break where the paper wants."""
    return re.sub(r"\s+", "", text)


@cache
def whole_book():
    return book(HEAD)


@each_module
def test_a_handout_is_exactly_one_a4(module):
    made = pages(handout(module, HEAD, address=LONG))
    assert len(made) == 1
    said = without_gaps(made[0])
    sheet = module.sheet
    for line in (*module.handout, *sheet.sum, *sheet.form, *sheet.warnings, sheet.tool_name):
        assert without_gaps(line) in said, line


@each_module
def test_a_guide_says_everything_that_the_lesson_needs(module):
    made = pages(guide(module, HEAD))
    assert 3 <= len(made) <= 6
    said = without_gaps("".join(made))
    at = 0
    for step in module.steps:
        times = f"{clock_time(at)}–{clock_time(at + step.minutes)}"
        assert said.count(times) >= 2  # at a glance, and in the margin
        assert without_gaps(step.title) in said
        at += step.minutes
    for each in module.exercises:
        assert without_gaps(f"Jawaban: {answer_of(each)}") in said
        assert without_gaps(f"{each.choices[each.right]} (benar)") in said
    for each in module.questions:
        assert without_gaps(each.ask) in said


def test_a_lesson_with_more_fills_more_pages():
    module = MODULES[1]
    longer = replace(module, steps=module.steps * 4)
    assert len(pages(guide(longer, HEAD))) > len(pages(guide(module, HEAD)))


def test_the_book_names_the_page_of_every_module():
    made = pages(whole_book())
    contents = made[1]
    for module in MODULES:
        row = re.search(
            rf"^{module.number} {re.escape(module.title)} .* (\d+)$", contents, re.MULTILINE
        )
        assert row, module.title
        assert f"Modul {module.number} ·" in made[int(row[1]) - 1]


def test_the_book_has_the_timetable():
    front = without_gaps(pages(whole_book())[1])
    for day in timetable():
        assert without_gaps(day.title) in front
        for part in day.parts:
            assert without_gaps(part.time) in front


def test_the_same_paper_has_the_same_bytes():
    assert guide(MODULES[6], HEAD) == guide(MODULES[6], HEAD)
    assert handout(MODULES[6], HEAD, address=LONG) == handout(MODULES[6], HEAD, address=LONG)
    assert book.__wrapped__(HEAD) == whole_book()


def test_a_demonstration_is_marked():
    plain, marked = (
        handout(MODULES[0], HEAD, address=LONG),
        handout(MODULES[0], replace(HEAD, is_demo=True), address=LONG),
    )
    assert "CONTOH" not in without_gaps(pages(plain)[0])
    assert "CONTOH" in without_gaps(pages(marked)[0])
