"""The ledger's pages: journal, accounts, vouchers, months, receipts."""

from flask import Blueprint

bp = Blueprint("ledger", __name__, url_prefix="/buku")

from coop_app.ledger.views import accounts, exceptions, journal, months, receipts, second, vouchers  # noqa: E402

__all__ = ["accounts", "bp", "exceptions", "journal", "months", "receipts", "second", "vouchers"]
