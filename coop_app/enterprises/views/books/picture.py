"""The picture of a month: what came in, what went out, the profit; apart from it the household."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _
from markupsafe import Markup

from coop_app.dates import Month
from coop_app.enterprises.queries import MonthFigures
from coop_app.money import Money, half_up, rupiah
from coop_app.web.filters import month_name

WIDTH, _BAR, _STEP, _TOP = 320, 26, 58, 8
_GAP = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its look, its name, its amount; below zero it is hatched as a loss."""

    look: str
    name: str
    amount: Money
    household: bool = False


def bars_of(figures: MonthFigures) -> list[Bar]:
    """What the business did, then what the household took."""
    name = _("Profit") if figures.profit >= 0 else _("A loss")
    return [
        Bar("in", _("Money that came in"), figures.came_in),
        Bar("out", _("Money that goes out"), figures.went_out),
        Bar("profit" if figures.profit >= 0 else "loss", name, figures.profit),
        Bar("home", _("Taken for the household"), figures.drawn, household=True),
    ]


def month_picture(figures: MonthFigures) -> Markup:
    """Four bars as SVG, with the figures in words for those who do not see them."""
    bars = bars_of(figures)
    longest = max([abs(int(bar.amount)) for bar in bars] + [1])
    height = _TOP + _STEP * len(bars) + _GAP
    drawn = Markup("").join(_drawn(bar, n, longest) for n, bar in enumerate(bars))
    line_y = _TOP + _STEP * (len(bars) - 1) + _GAP // 2 - 4
    drawn += Markup('<line class="wall" x1="0" x2="{}" y1="{}" y2="{}"/>').format(
        WIDTH, line_y, line_y
    )
    shape = Markup(
        '<svg class="month-picture" viewBox="0 0 {} {}" role="img" aria-label="{}"'
        ' focusable="false">{}</svg>'
    )
    return shape.format(WIDTH, height, _said(figures.month, bars), drawn)


def _said(month: Month, bars: Sequence[Bar]) -> str:
    told = ", ".join(f"{bar.name} {rupiah(bar.amount)}" for bar in bars)
    return f"{month_name(month)}: {told}"


def _drawn(bar: Bar, place: int, longest: int) -> Markup:
    top = _TOP + _STEP * place + (_GAP if bar.household else 0)
    length = half_up(Fraction(abs(int(bar.amount)) * WIDTH, longest))
    return Markup(
        '<text class="name" x="0" y="{}">{}</text><text class="amount" x="{}" y="{}">{}</text>'
        '<rect class="rail" x="0" y="{}" width="{}" height="{}" rx="5"/>'
        '<rect class="bar {}" x="0" y="{}" width="{}" height="{}" rx="5"/>'
    ).format(
        top + 14, bar.name, WIDTH, top + 14, rupiah(bar.amount),
        top + 20, WIDTH, _BAR, bar.look, top + 20, length, _BAR,
    )  # fmt: skip
