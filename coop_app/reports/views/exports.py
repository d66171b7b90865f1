"""The list of statements, and the whole book as a file for other programs."""

import tempfile
from typing import Any

from flask import abort, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.reports.queries.books import exported
from coop_app.reports.rules.exports.writing import ENDINGS, write
from coop_app.reports.views import bp, presenting
from coop_app.web.access import requires
from coop_app.web.pages import page


@bp.get("/")
@requires("reports.read")
def reports() -> Response:
    """What there is to read, and what each is for."""
    return page("reports/reports.html", offered=_offered())


def _offered() -> list[dict[str, Any]]:
    told = (
        ("balance_sheet", "scale", _("Balance sheet"), _("What we own and owe on one day.")),
        ("result", "bar-chart-3", _("Result statement"), _("What we earned and spent.")),
        ("cash_flow", "coins", _("Cash flow statement"), _("Where money came from and went.")),
        ("equity_changes", "piggy-bank", _("Statement of changes in equity"),
         _("How the members' common capital grew.")),
        ("member_benefit", "hand-coins", _("Member benefit"),
         _("What membership brought each member.")),
        ("trial_balance", "list-checks", _("Trial balance"),
         _("All accounts; debit and credit must be equal.")),
        ("general_ledger", "book", _("General ledger"), _("Every line of every account.")),
    )  # fmt: skip
    return [
        {"url": url_for(f"reports.{name}"), "icon": icon, "label": label, "why": why}
        for name, icon, label, why in told
    ]


@bp.get("/ekspor")
@requires("reports.export")
def export_form() -> Response:
    """Formats in which the whole book can be taken along."""
    return page("reports/export_form.html")


@bp.get("/ekspor/buku")
@requires("reports.export")
def export() -> Response:
    """The whole book as one file, written before it is sent."""
    file_format = request.args.get("format", "")
    if file_format not in ENDINGS:
        abort(404)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - send_file closes it
    write(exported(presenting.current_book()), file_format, file)
    file.seek(0)
    name = f"buku.{ENDINGS[file_format]}"
    kind = "application/octet-stream" if file_format == "xlsx" else "text/plain; charset=utf-8"
    sent: Response = send_file(file, mimetype=kind, as_attachment=True, download_name=name)
    return sent
