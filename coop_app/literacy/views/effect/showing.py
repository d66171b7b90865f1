"""The report of effect of a year, whole or one slice of it, on the screen."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries.effect import Year
from coop_app.literacy.rules.effect.learners import DIMENSIONS, parts
from coop_app.literacy.rules.effect.measures import REACHED, count
from coop_app.literacy.rules.effect.report import PartTable, Report, Slice, report
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect import words
from coop_app.literacy.views.effect.shared import year_asked
from coop_app.web import charts
from coop_app.web.access import requires, signed_in
from coop_app.web.charts import Chart, Series
from coop_app.web.pages import page
from coop_app.web.tables import Table

_DRAWN = ("desa", "jenis-kelamin", "umur", "triwulan")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, worked out."""

    year: int
    years: list[int]
    found: Year
    report: Report

    @property
    def tables(self) -> list[Table]:
        """Every table that may be shown."""
        return [
            words.table_of(one, self.report, self.year) for one in self.report.tables if one.shown
        ]

    @property
    def left_out(self) -> list[str]:
        """The names of those that may not."""
        return [_(DIMENSIONS[one.dimension].label) for one in self.report.tables if not one.shown]

    @property
    def title(self) -> str:
        """What the report is about."""
        chosen = self.report.chosen
        if chosen is None:
            return str(_("What the training changed in %(year)s", year=self.year))
        name = words.part_name(chosen.by, chosen.part)
        return str(_("What the training changed in %(year)s: %(part)s", year=self.year, part=name))


def asked() -> Asked:
    """The year and the slice of the address; a slice that does not exist is the whole year."""
    person, today = signed_in(), clock.today()
    years = queries.years(person.cooperative_id) or [today.year]
    year = year_asked(years)
    found = queries.learners_of(person.cooperative_id, year, today)
    by, _sign, part = request.args.get("hanya", "").partition(":")
    known = by in DIMENSIONS and part in parts(found.people, by)
    made = report(
        found.people, queries.least_shown(person.cooperative_id, today),
        chosen=Slice(by, part) if known else None, households=found.households,
    )  # fmt: skip
    return Asked(year, years, found, made)


@bp.get("/dampak")
@requires("literacy.effect")
def effect() -> Response:
    """The figures with their tables, pictures and files."""
    wanted = asked()
    return page(
        "literacy/effect.html", asked=wanted, summary=words.summary(wanted.report),
        saved=words.saved_table(wanted.report), methods=words.methods(), slices=_slices(wanted),
        drawings=[_drawing(one) for one in wanted.report.tables if _is_drawn(one)],
        nobody=count(wanted.found.people, REACHED) == 0, people_url=words.people_url,
        chosen=request.args.get("hanya", ""),
    )  # fmt: skip


def _slices(wanted: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the report can be narrowed to, by dimension."""
    return [
        (_(one.label), [(f"{key}:{part}", words.part_name(key, part))
                        for part in parts(wanted.found.people, key)])
        for key, one in DIMENSIONS.items()
    ]  # fmt: skip


def _is_drawn(table: PartTable) -> bool:
    return table.dimension in _DRAWN and sum(row.cells["reached"].shown for row in table.rows) > 1


def _drawing(table: PartTable) -> str:
    """People reached by part; what is hidden is left out of the picture."""
    shown = [row for row in table.rows if row.cells["reached"].shown]
    label = _(DIMENSIONS[table.dimension].label).lower()
    chart = Chart(
        _("People reached by %(what)s", what=label),
        [words.part_name(table.dimension, row.part) for row in shown],
        [Series(_("People reached"), tuple(int(row.cells["reached"].value or 0) for row in shown))],
    )  # fmt: skip
    return charts.bars(chart)
