"""The ledger's pages: journal, accounts, vouchers, months, receipts."""

from flask import Blueprint

bp = Blueprint("ledger", __name__, url_prefix="/buku")

from coop_app.ledger.views import (  # noqa: E402 - they hang their pages on bp
    accounts,
    daily,
    exceptions,
    journal,
    months,
    receipts,
    second,
    vouchers,
)

__all__ = [
    "accounts",
    "bp",
    "daily",
    "exceptions",
    "journal",
    "months",
    "receipts",
    "second",
    "vouchers",
]
