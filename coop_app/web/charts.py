"""Charts drawn on the server as SVG: no script, no inline style; the table stands below each.

Amounts are whole numbers; `Chart.label` says a point's value in words for those who do not see it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from coop_app.money import half_up

WIDTH, HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 14, 14, 46
_INNER_WIDTH, _INNER_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
_MOST_LABELS = 12
#: how wide a letter of a name is on a phone, where letters are largest; names that do not fit stand slanted
_LETTER = 12
#: how many looks the stylesheet has (`.chart .s0` …)
LOOKS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of bars."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a title, a name for each place from left to right, and the series over them."""

    title: str
    places: Sequence[str]
    series: Sequence[Series]
    #: a value as people read it, and as it stands beside the scale
    label: Callable[[int], str] = str
    short: Callable[[int], str] = str

    def __post_init__(self) -> None:
        if any(len(one.values) != len(self.places) for one in self.series):
            raise ValueError("every series needs a value for every place")


def lines(chart: Chart) -> Markup:
    """One line for each series: how something moved."""
    scale = _Scale.of(chart, stacked=False)
    drawn = [_frame(chart, scale)]
    for n, one in enumerate(chart.series):
        points = [(scale.middle(i), scale.height(value)) for i, value in enumerate(one.values)]
        path = " ".join(f"{x},{y}" for x, y in points)
        drawn.append(Markup('<polyline class="line s{}" points="{}"/>').format(n % LOOKS, path))
        drawn += [
            Markup('<circle class="dot s{}" cx="{}" cy="{}" r="3">{}</circle>').format(
                n % LOOKS, x, y, _said(chart, one, i)
            )
            for i, (x, y) in enumerate(points)
        ]
    return _svg(chart, drawn)


def bars(chart: Chart) -> Markup:
    """Bars of each place side by side: this against that."""
    scale = _Scale.of(chart, stacked=False)
    drawn = [_frame(chart, scale)]
    width = Fraction(scale.step * 7, 10 * max(len(chart.series), 1))
    for n, one in enumerate(chart.series):
        for i, value in enumerate(one.values):
            left = half_up(scale.start(i) + scale.step * Fraction(3, 20) + width * n)
            drawn.append(_bar(chart, (n, i), (left, half_up(width), 0, value), scale))
    return _svg(chart, drawn)


def stacks(chart: Chart) -> Markup:
    """Bars of each place on top of each other: what a whole is made of."""
    scale = _Scale.of(chart, stacked=True)
    drawn = [_frame(chart, scale)]
    width = half_up(scale.step * Fraction(7, 10))
    for i in range(len(chart.places)):
        left, below = half_up(scale.start(i) + scale.step * Fraction(3, 20)), 0
        for n, one in enumerate(chart.series):
            drawn.append(_bar(chart, (n, i), (left, width, below, one.values[i]), scale))
            below += one.values[i]
    return _svg(chart, drawn)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to places on the paper."""

    highest: int
    step: Fraction

    @classmethod
    def of(cls, chart: Chart, *, stacked: bool) -> "_Scale":
        columns = [[one.values[i] for one in chart.series] for i in range(len(chart.places))]
        tops = [sum(column) if stacked else max(column, default=0) for column in columns]
        return cls(round_up(max(tops, default=0)), Fraction(_INNER_WIDTH, max(len(columns), 1)))

    def start(self, place: int) -> Fraction:
        return _LEFT + self.step * place

    def middle(self, place: int) -> int:
        return half_up(self.start(place) + self.step / 2)

    def height(self, value: int) -> int:
        part = Fraction(max(value, 0) * _INNER_HEIGHT, self.highest)
        return _TOP + _INNER_HEIGHT - half_up(part)


def round_up(value: int) -> int:
    """The next number that people can read, and that can be quartered: where the scale ends."""
    ten = 4
    while ten * 10 < value:
        ten *= 10
    steps = (ten * n // 4 for n in (4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40))
    return next(step for step in steps if step >= value and step % 4 == 0)


def short_rupiah(value: int) -> str:
    """`1,25 jt` for a scale that has no room for noughts."""
    for unit, word in ((1_000_000_000, "M"), (1_000_000, "jt"), (1_000, "rb")):
        if value >= unit:
            hundredths = half_up(Fraction(value * 100, unit))
            return (
                f"{hundredths // 100},{hundredths % 100:02d}".rstrip("0").rstrip(",") + f" {word}"
            )
    return str(value)


def _bar(
    chart: Chart, which: tuple[int, int], box: tuple[int, int, int, int], scale: _Scale
) -> Markup:
    (n, place), (left, width, below, value) = which, box
    top, foot = scale.height(below + value), scale.height(below)
    shape = Markup('<rect class="bar s{}" x="{}" y="{}" width="{}" height="{}">{}</rect>')
    said = _said(chart, chart.series[n], place)
    return shape.format(n % LOOKS, left, top, max(width, 1), foot - top, said)


def _said(chart: Chart, one: Series, place: int) -> Markup:
    text = f"{chart.places[place]}, {one.name}: {chart.label(one.values[place])}"
    return Markup("<title>{}</title>").format(text)


def _frame(chart: Chart, scale: _Scale) -> Markup:
    """Four rules with their values, and the names under the places."""
    parts = []
    for quarter in range(5):
        value = scale.highest * quarter // 4
        y = scale.height(value)
        parts.append(
            Markup('<line class="rule" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                _LEFT, WIDTH - _RIGHT, y, y
            )
        )
        parts.append(
            Markup('<text class="scale" x="{}" y="{}">{}</text>').format(
                _LEFT - 6, y + 4, chart.short(value)
            )
        )
    slanted = bool(_slant(chart))
    return Markup("").join(
        parts + [_place(scale.middle(i), name, slanted=slanted) for i, name in _named(chart)]
    )


def _named(chart: Chart) -> list[tuple[int, str]]:
    """The places whose names are written: all of them, or every second, third …"""
    every = -(-len(chart.places) // _MOST_LABELS) or 1
    return [(i, name) for i, name in enumerate(chart.places) if i % every == 0]


def _slant(chart: Chart) -> int:
    """How much more room below slanted names take; nothing where they stand side by side."""
    lengths = [len(name) for _i, name in _named(chart)]
    if max(lengths, default=0) * _LETTER * len(lengths) <= _INNER_WIDTH:
        return 0
    return max(half_up(Fraction(max(lengths) * _LETTER * 7, 10)) - _BOTTOM + 36, 1)


def _place(x: int, name: str, *, slanted: bool) -> Markup:
    y = HEIGHT - _BOTTOM + 18
    if not slanted:
        return Markup('<text class="place" x="{}" y="{}">{}</text>').format(x, y, name)
    return Markup(
        '<text class="slanted" x="{}" y="{}" transform="rotate(-45 {} {})">{}</text>'
    ).format(x, y, x, y, name)


def _svg(chart: Chart, drawn: Sequence[Markup]) -> Markup:
    """The drawing with its text alternative, and the key to its colours."""
    alternative = "; ".join(
        f"{one.name}: "
        + ", ".join(
            f"{place} {chart.label(value)}"
            for place, value in zip(chart.places, one.values, strict=True)
        )
        for one in chart.series
    )
    keys = Markup("").join(
        Markup('<li><span class="key s{}"></span>{}</li>').format(n % LOOKS, one.name)
        for n, one in enumerate(chart.series)
    )
    shape = Markup(
        '<figure class="chart"><figcaption>{}</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>'
        '<ul class="keys">{}</ul></figure>'
    )
    said = escape(f"{chart.title}. {alternative}")
    return shape.format(
        chart.title, WIDTH, HEIGHT + _slant(chart), said, Markup("").join(drawn), keys
    )
