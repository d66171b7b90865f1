"""The statements' pages, papers and files."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/laporan")

from coop_app.reports.views import benefit, exports, flows, ledgers, statements  # noqa: E402 - they hang their pages on bp
from coop_app.reports.views.members import (  # noqa: E402 - the same
    confirmations,
    disputes,
    own,
    own_statements,
    villages,
    what_if,
)

__all__ = [
    "benefit", "bp", "confirmations", "disputes", "exports", "flows", "ledgers", "own", "own_statements",
    "statements", "villages", "what_if",
]  # fmt: skip
