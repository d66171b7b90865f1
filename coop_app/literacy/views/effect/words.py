"""How the report of effect is said: names of parts, figures or the mark in their place, tables for screen and file."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from coop_app.literacy.rules.effect.hiding import Cell
from coop_app.literacy.rules.effect.learners import DIMENSIONS
from coop_app.literacy.rules.effect.measures import BY_KEY, MEASURES
from coop_app.literacy.rules.effect.report import PartTable, Report, Row
from coop_app.literacy.rules.lessons.promises import BANDS
from coop_app.literacy.rules.lessons.scoring import in_hundredths
from coop_app.literacy.rules.sessions.people import BAND_NAMES, SEXES, STATUSES
from coop_app.literacy.rules.sessions.planning import KINDS, MANNERS
from coop_app.refusal import N_
from coop_app.web.access import may
from coop_app.web.tables import Column, Table

#: dimension → part → English message id of its name
_NAMES: dict[str, Mapping[str, str]] = {
    "jenis-kelamin": SEXES | {"": N_("not said")},
    "umur": BAND_NAMES,
    "status": STATUSES,
    "jenis": KINDS,
    "cara": MANNERS,
    "triwulan": {str(n): N_("Quarter %(n)s") for n in range(1, 5)},
    "desa": {"": N_("not said")},
    "program": {"": N_("No programme")},
}
KEPT_SIGN = "•"


def part_name(dimension: str, part: str) -> str:
    """A part as people read it; villages and programmes bear their own names."""
    known = _NAMES[dimension].get(part)
    return _(known, n=part) if known else part


def cell_text(cell: Cell, least: int) -> int | str:
    """The figure, or why it does not stand there."""
    if cell.value is not None:
        return cell.value
    return f"<{least}" if cell.mark == "small" else KEPT_SIGN


def gain_text(value: Fraction | None) -> str:
    """`43%`, or a dash where no gain is defined."""
    hundredths = in_hundredths(value)
    return "–" if hundredths is None else f"{hundredths}%"


def people_url(year: int, *, by: str = "", part: str = "", measure: str = "reached") -> str | None:
    """Where the names behind a figure are, for whoever may see them."""
    if not may("literacy.people"):
        return None
    return url_for(
        "literacy.effect_people", tahun=year, menurut=by or None, bagian=part, ukuran=measure
    )


def table_of(found: PartTable, report: Report, year: int) -> Table:
    """One dimension for screen and file; each shown figure leads to its people."""
    columns = [Column("part", _(DIMENSIONS[found.dimension].label), width=20)]
    columns += [Column(key, _(BY_KEY[key].label), "count", width=9) for key in found.measures]
    columns += [
        Column("hours", _("Person-hours"), "count", width=8),
        Column("gain", _("Gain"), width=7),
    ]
    rows = [_row(row, found, report, year) for row in found.rows]
    return Table(
        _("By %(what)s", what=_(DIMENSIONS[found.dimension].label).lower()), columns, rows,
        landscape=True,
    )  # fmt: skip


def _row(row: Row, found: PartTable, report: Report, year: int) -> dict[str, Any]:
    shown = {key: cell_text(row.cells[key], report.least) for key in found.measures}
    urls = {}
    if report.chosen is None:
        urls = {
            key: people_url(year, by=found.dimension, part=row.part, measure=key)
            for key in found.measures
            if row.cells[key].value
        }
    return {
        "part": part_name(found.dimension, row.part), **shown,
        "hours": row.amounts.hours if row.amounts else KEPT_SIGN,
        "gain": gain_text(row.amounts.mean_gain) if row.amounts and row.gain_shown else KEPT_SIGN,
        "_urls": {key: url for key, url in urls.items() if url},
    }  # fmt: skip


def summary(report: Report) -> list[tuple[str, str, int | str]]:
    """The figures of the whole: key, name, figure; the gain with how it is meant."""
    rows: list[tuple[str, str, int | str]] = [
        (one.key, _(one.label), cell_text(report.whole.cells[one.key], report.least))
        for one in MEASURES
        if one.key in report.whole.cells
    ]
    amounts = report.whole.amounts
    rows.append(("hours", _("Person-hours"), amounts.hours if amounts else KEPT_SIGN))
    told = amounts if amounts and report.whole.gain_shown else None
    rows.append(
        ("gain", _("Gain, mean of people"), gain_text(told.mean_gain) if told else KEPT_SIGN)
    )
    rows.append(
        (
            "class_gain",
            _("Gain of the class mean"),
            gain_text(told.class_gain) if told else KEPT_SIGN,
        )
    )
    if told:
        rows.append(("undefined", _("No gain defined"), _few(told.undefined, report.least)))
    if report.chosen is None:
        rows.append(
            (
                "households",
                _("Households with two trained"),
                cell_text(report.households, report.least),
            )
        )
    return rows


def _few(count: int, least: int) -> int | str:
    return f"<{least}" if 0 < count < least else count


def saved_table(report: Report) -> Table:
    """How much was put aside since, in bands."""
    rows = [
        {"part": _(name), "people": cell_text(report.saved[key], report.least)}
        for key, name in BANDS.items()
        if key in report.saved
    ]
    return Table(
        _("Saved since the training"),
        [Column("part", _("In bands"), width=30), Column("people", _("People"), "count")],
        rows, name="ditabung",
    )  # fmt: skip


def methods() -> Table:
    """What each figure counts and how."""
    rows = [{"name": _(one.label), "method": _(one.method)} for one in MEASURES]
    rows += [{"name": _(name), "method": _(text)} for name, text in _MORE]
    return Table(
        _("How it was counted"),
        [Column("name", _("Figure"), width=24), Column("method", _("Method"), width=76)], rows,
    )  # fmt: skip


_MORE = (
    (N_("Person-hours"),
     N_("The minutes of everybody who came, added up; who stayed to the end counts with the planned minutes.")),
    (N_("Gain, mean of people"),
     N_("For each person (after - before) / (all - before); then the mean. Who knew everything before has none"
        " and is counted apart.")),
    (N_("Gain of the class mean"), N_("The same formula with the means of those who took both tests.")),
    (N_("Households with two trained"), N_("Households of which at least two people came in this year.")),
    (N_("Saved since the training"),
     N_("What people said at the last asking, in bands; nobody is asked for the sum.")),
    (N_("Small numbers"),
     N_("A number of people below the limit is shown as < and the limit. • stands where the figure would let"
        " somebody work such a number out. A table that would give it away is left out.")),
)  # fmt: skip
