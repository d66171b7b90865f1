"""The statements' pages, papers and files."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/laporan")

from coop_app.reports.views import exports, flows, ledgers, statements  # noqa: E402

__all__ = ["bp", "exports", "flows", "ledgers", "statements"]
