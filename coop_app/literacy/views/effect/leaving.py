"""The report as files for the district office and donors: the same hidden cells, and nobody's name."""

from flask import request
from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect import words
from coop_app.literacy.views.effect.pillar_tables import pillar_tables
from coop_app.literacy.views.effect.showing import Asked, asked
from coop_app.web import downloads, paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import found_or_404, send_bytes, send_pdf
from coop_app.web.tables import Column, Table

_WIDE = 267 * mm


@bp.get("/dampak/berkas")
@requires("literacy.effect")
def effect_file() -> Response:
    """`?format=` xlsx, csv or pdf."""
    wanted = asked()
    name = f"dampak-{wanted.year}"
    formats = {
        "xlsx": lambda: send_bytes(workbook(wanted), name=f"{name}.xlsx", kind=downloads.XLSX),
        "csv": lambda: send_bytes(long_list(wanted), name=f"{name}.csv", kind=downloads.CSV),
        "pdf": lambda: send_pdf(narrative(wanted), name=f"{name}.pdf"),
    }
    return found_or_404(formats.get(request.args.get("format", "")))()


def all_tables(wanted: Asked) -> list[Table]:
    """The whole, each dimension, savings, pillars."""
    whole = Table(
        _("Summary"), [Column("name", _("What is counted"), width=50), Column("value", _("Figure"), "count")],
        [{"name": name, "value": value} for _key, name, value in words.summary(wanted.report)],
        notes=[wanted.title, _("As of %(day)s", day=day(clock.today()))],
    )  # fmt: skip
    saved = words.saved_table(wanted.report)
    found = [whole, *wanted.tables, *([saved] if saved.rows else [])]
    if wanted.report.chosen is None:
        found += pillar_tables(signed_in().cooperative_id, wanted.year)
    return found


def workbook(wanted: Asked) -> bytes:
    """One sheet for each table, and one that explains them."""
    return downloads.xlsx([*all_tables(wanted), words.methods()])


def long_list(wanted: Asked) -> bytes:
    """One line for each figure: what a statistics program reads."""
    rows = [
        {"table": table.title, "part": row.get("part") or row.get("name") or "",
         "figure": column.label, "value": row.get(column.key)}
        for table in all_tables(wanted) for row in table.rows for column in table.columns[1:]
    ]  # fmt: skip
    columns = [
        Column("table", _("Table")), Column("part", _("Part")), Column("figure", _("Figure")),
        Column("value", _("How many")),
    ]  # fmt: skip
    return downloads.csv(Table(wanted.title, columns, rows))


def narrative(wanted: Asked) -> bytes:
    """The report in words with its tables, on letterhead."""
    story: list[Flowable] = paper.heading(
        wanted.title, [_("As of %(day)s", day=day(clock.today())), _("Without names of people.")]
    )
    story += [Paragraph(paper.escaped(line), paper.BODY) for line in sentences(wanted)]
    for table in [*all_tables(wanted), words.methods()]:
        if table.rows:
            story += [Spacer(1, 6 * mm), Paragraph(paper.escaped(table.title), paper.TITLE)]
            story += [Spacer(1, 2 * mm), *paper.table_flowables(table, _WIDE)]
    story += [Spacer(1, 10 * mm), paper.signatures([_("Trainer"), _("Chairperson")])]
    return paper.document(story, letterhead(), title=wanted.title, wide=True)


def sentences(wanted: Asked) -> list[str]:
    """What happened, in plain sentences; a hidden figure is said as it is shown."""
    told = {key: value for key, _name, value in words.summary(wanted.report)}
    held = len(wanted.found.sessions)
    lines = []
    if wanted.report.chosen is None:
        lines.append(_("In %(year)s there were %(n)s sessions.", year=wanted.year, n=held))
    lines.append(
        _(
            "They reached %(n)s people, for %(hours)s person-hours in all.",
            n=told["reached"],
            hours=told["hours"],
        )
    )
    lines.append(
        _(
            "%(n)s people took the test before and after. The mean gain is %(gain)s of what they did not know before.",
            n=told["tested"],
            gain=told["gain"],
        )
    )
    lines.append(
        _(
            "%(n)s people kept a budget after one month, %(m)s after three months.",
            n=told["budget1"],
            m=told["budget3"],
        )
    )
    lines.append(
        _(
            "After the training %(n)s members began a savings goal or a time deposit. The report does not say that the training was the cause.",
            n=told["savings"],
        )
    )
    if "households" in told:
        lines.append(
            _("In %(n)s households two people or more were trained.", n=told["households"])
        )
    return lines
