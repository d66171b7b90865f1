"""Every accounting word explains itself in one line: the words, where they are found, what a page gets."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from hypothesis import given
from hypothesis import strategies as st

from coop_app.app import create_app
from coop_app.web.words.explaining import explain, known_words
from coop_app.web.words.finding import lexicon
from coop_app.web.words.terms import words
from tests.conftest import settings_for

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("id", "en")
LEX = lexicon(
    [
        ("saldo", "saldo"),
        ("saldo awal", "saldo-awal"),
        ("sisa hasil usaha (SHU)", "shu"),
        ("kas", "kas"),
    ],
    ["kas negara"],
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The program's texts; no database is opened."""
    folder = tmp_path_factory.mktemp("words")
    app = create_app(settings_for(f"sqlite:///{folder / 'never-opened.db'}", folder))
    with app.app_context():
        yield app


# the data
def test_there_are_as_many_words_as_the_books_need() -> None:
    assert len(words()) > 120
    assert len({one.key for one in words()}) == len(words())
    assert all(re.fullmatch(r"[a-z-]+", one.key) for one in words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_short_line_for_a_slow_reader(texts: Flask, language: str) -> None:
    with force_locale(language):
        lines = {one.key: gettext(one.meaning) for one in words()}
    for key, line in lines.items():
        assert len(line) <= 95, key
        assert line.endswith("."), key
        assert max(map(len, re.findall(r"\w+", line))) <= 16, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_spelling_means_two_things(texts: Flask, language: str) -> None:
    with force_locale(language):
        said = [
            part.lower()
            for one in words()
            for part in {gettext(one.label), *one.also.get(language, ())}
        ]
    assert [text for text, count in Counter(said).items() if count > 1] == []


def test_a_line_does_not_only_repeat_its_word(texts: Flask) -> None:
    with force_locale("id"):
        same = [
            one.key
            for one in words()
            if gettext(one.meaning).lower().startswith(gettext(one.label).lower())
        ]
    assert same == []


def test_the_guide_holds_the_same_words_and_lines(texts: Flask) -> None:
    with force_locale("id"):
        rows = sorted(f"| {gettext(one.label)} | {gettext(one.meaning)} |" for one in words())
    page = (ROOT / "docs" / "panduan" / "istilah.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| .* \|$", page, re.MULTILINE)[1:]) == rows


def test_what_the_glossary_calls_help_for_businesses_explains_itself(texts: Flask) -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    (row,) = re.findall(r"^\| (pilar,[^|]*) \|", page, re.MULTILINE)
    said = row.split(", ")
    assert len(said) == 4
    assert all(known_words("id").in_page(f"<p>{word}</p>") for word in said), said


# finding
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Saldo</p>", {"saldo"}),
        ("<p>SALDO AWAL</p>", {"saldo-awal"}),  # the longer one; "saldo" itself is not said
        ("<p>saldo awal dan saldo</p>", {"saldo-awal", "saldo"}),
        ("<td>saldo</td><td>awal</td>", {"saldo"}),  # two cells are no phrase
        ("<p>sisa hasil usaha</p>", {"shu"}),
        ("<p>SHU</p>", {"shu"}),
        ("<p>kasir, kaskus</p>", set()),  # part of a word is no word
        ("<p>kas negara</p>", set()),  # means something else
        ('<a href="/saldo" title="kas">x</a>', set()),  # an address is not visible
    ],
)
def test_where_a_page_says_it(text: str, found: set[str]) -> None:
    assert LEX.in_page(text) == found


@given(st.lists(st.sampled_from(["saldo", "awal", "kas", "negara", "SHU", "lain", "|"])))
def test_marks_and_page_agree(parts: list[str]) -> None:
    marked: set[str] = set()

    def put(key: str, said: str) -> str:
        marked.add(key)
        return said

    text = " ".join(parts)
    assert LEX.mark(text, put) == text
    assert marked == LEX.in_page(text)


# the page
PAGE = """<html><body><nav><h2>Kas</h2></nav><main id="isi">
<h1>Buku kas: <a href="/x">saldo awal</a></h1><form><label for="a">Simpanan wajib <small>jasa</small></label><input id="a">
<label class="check"><input type="checkbox"> QRIS</label></form>
<table><thead><tr><th scope="col" class="num">Piutang</th></tr></thead></table><dl><dt>Utang</dt></dl>
</main><footer>Neraca</footer></body></html>"""


@pytest.fixture
def explained(texts: Flask) -> str:
    with texts.test_request_context("/"), force_locale("id"):
        return explain(PAGE)


def test_labels_headers_and_headings_lead_to_the_line(explained: str) -> None:
    assert (
        '<h1><span><a class="kata" href="#kata-buku-kas">Buku kas</a>: </span><a href="/x">saldo awal</a></h1>'
        in explained
    )
    assert (
        '<th scope="col" class="num"><span><a class="kata" href="#kata-piutang">Piutang</a></span></th>'
        in explained
    )
    assert '<dt><span><a class="kata" href="#kata-utang">Utang</a></span></dt>' in explained


def test_the_tabulator_key_still_goes_from_field_to_field(explained: str) -> None:
    link = '<a class="kata" href="#kata-simpanan-wajib" tabindex="-1">Simpanan wajib</a>'
    assert f'<label for="a"><span>{link} </span>' in explained


def test_a_label_that_ticks_its_box_stays_whole(explained: str) -> None:
    assert '<label class="check"><input type="checkbox"> QRIS</label>' in explained


def test_the_list_has_what_the_content_says_and_no_more(explained: str) -> None:
    listed = re.findall(r'id="kata-([a-z-]+)"', explained)
    assert sorted(listed) == sorted(
        ["buku-kas", "saldo-awal", "simpanan-wajib", "jasa", "qris", "piutang", "utang"]
    )
    assert "<dd>Uang kita yang masih di orang lain dan akan dibayar.</dd>" in explained
    assert explained.index("kata-list") < explained.index("</main>")


def test_what_stands_outside_of_the_content_is_left_alone(explained: str) -> None:
    assert "<nav><h2>Kas</h2></nav>" in explained
    assert "<footer>Neraca</footer>" in explained


def test_a_page_without_words_or_without_content_stays_as_it_is(texts: Flask) -> None:
    with texts.test_request_context("/"), force_locale("id"):
        assert explain("<main>halo</main>") == "<main>halo</main>"
        assert explain("<p>kas</p>") == "<p>kas</p>"


def test_english_pages_explain_in_english(texts: Flask) -> None:
    with texts.test_request_context("/"), force_locale("en"):
        page = explain("<main><h1>Trial balance</h1></main>")
    assert (
        '<h1><span><a class="kata" href="#kata-neraca-saldo">Trial balance</a></span></h1>' in page
    )
    assert "<dd>A list of all balances to check that both sides are equal.</dd>" in page


def test_every_word_is_found_by_its_own_name(texts: Flask) -> None:
    for language in LANGUAGES:
        known = known_words(language)
        with force_locale(language):
            for one in words():
                assert one.key in known.in_page(f"<p>{gettext(one.label)}</p>"), one.key
