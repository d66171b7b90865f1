"""Charts are whole drawings with words, and carry nothing that the security policy forbids."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.web.charts import (
    HEIGHT,
    WIDTH,
    Chart,
    Series,
    bars,
    lines,
    round_up,
    short_rupiah,
    stacks,
)

KINDS = (lines, bars, stacks)
TWO = Chart("Risiko", ["Jan", "Feb"], [Series("PAR 30", (500, 1000)), Series("NPL", (250, 0))])


def parsed(markup) -> ET.Element:
    return ET.fromstring(str(markup))


@pytest.mark.parametrize("draw", KINDS)
def test_a_chart_says_in_words_what_it_draws(draw) -> None:
    svg = parsed(draw(TWO)).find("svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Risiko. PAR 30: Jan 500, Feb 1000; NPL: Jan 250, Feb 0"
    assert "Feb, PAR 30: 1000" in [title.text for title in svg.iter("title")]


@pytest.mark.parametrize("draw", KINDS)
def test_nothing_inline_and_nothing_from_elsewhere(draw) -> None:
    text = str(draw(TWO))
    assert not re.search(r"style|script|href|on\w+=|url\(", text)


def test_names_are_text_never_markup() -> None:
    evil = Chart("<b>", ['"><x>'], [Series("</svg>", (1,))])
    for draw in KINDS:
        figure = parsed(draw(evil))
        assert figure.find("figcaption").text == "<b>"
        assert figure.find(".//b") is None
        assert figure.find(".//x") is None


def test_bars_of_a_stack_stand_on_each_other() -> None:
    chart = Chart("", ["Jan"], [Series("a", (30,)), Series("b", (10,))])
    first, second = parsed(stacks(chart)).iter("rect")
    assert int(second.get("y")) + int(second.get("height")) == int(first.get("y"))


def test_a_line_stands_at_its_value_on_the_scale() -> None:
    (line,) = parsed(lines(Chart("", ["Jan"], [Series("a", (400,))]))).iter("polyline")
    assert line.get("points") == "350,14"


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 4), (4, 4), (5, 8), (40, 40), (41, 60), (100, 100), (161, 200), (201, 240), (4912, 5000)],
)
def test_the_scale_ends_at_a_number_people_can_read(value, top) -> None:
    assert round_up(value) == top


@given(st.integers(0, 10**15))
def test_the_scale_holds_every_value_and_has_four_equal_parts(value) -> None:
    assert value <= round_up(value) <= max(4, value * 8)
    assert round_up(value) % 4 == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1250, "1,25 rb"), (800_000, "800 rb"), (1_250_000, "1,25 jt"),
     (16_000_000, "16 jt"), (2_000_000_000, "2 M")],
)  # fmt: skip
def test_rupiah_on_a_scale(value, words) -> None:
    assert short_rupiah(value) == words


def test_an_empty_chart_is_still_a_chart() -> None:
    for draw in KINDS:
        assert parsed(draw(Chart("Kosong", [], []))).find("svg") is not None


def test_a_series_without_a_value_for_a_place_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="every place"):
        Chart("", ["Jan", "Feb"], [Series("a", (1,))])


@given(st.lists(st.lists(st.integers(0, 10**13), min_size=3, max_size=3), min_size=1, max_size=8))
def test_everything_is_drawn_inside_its_frame(columns) -> None:
    series = [Series(str(n), tuple(column)) for n, column in enumerate(columns)]
    chart = Chart("", ["a", "b", "c"], series)
    for draw in KINDS:
        for shape in parsed(draw(chart)).iter("rect"):
            x, y, w, h = (int(shape.get(name)) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + w <= WIDTH
            assert 0 <= y <= y + h <= HEIGHT


@pytest.mark.parametrize("draw", KINDS)
def test_long_names_stand_slanted_in_a_taller_drawing(draw) -> None:
    villages = [f"Ngadikusuman {n}" for n in range(10)]
    many = Chart("Desa", villages, [Series("Orang", tuple(range(10)))])
    svg, small = parsed(draw(many)).find("svg"), parsed(draw(TWO)).find("svg")
    names = [text for text in svg.iter("text") if text.get("class") == "slanted"]
    assert [text.text for text in names] == villages
    assert all(text.get("transform").startswith("rotate(-45 ") for text in names)
    assert small.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert int(svg.get("viewBox").split()[3]) > HEIGHT


def test_names_that_would_meet_on_a_phone_stand_slanted() -> None:
    def slanted(*names: str) -> bool:
        chart = Chart("", names, [Series("Orang", (1,) * len(names))])
        return 'class="slanted"' in str(bars(chart))

    assert not slanted("Perempuan", "Laki-laki")
    assert slanted("18 sampai 24", "25 sampai 34", "35 sampai 44", "45 sampai 59")
    assert slanted("Bojasari", "Kuripan", "Lipursari", "Manggis", "Ngadikusuman")
    assert not slanted(*("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt"))
