"""The savings pages: counter, receipts, dues, members, meeting sheet, products."""

from flask import Blueprint

bp = Blueprint("savings", __name__, url_prefix="/simpanan")

from coop_app.savings.views import (  # noqa: E402 - they hang their pages on bp
    deposits,
    dues,
    products,
    receipts,
    savers,
    sheets,
    withdrawals,
)

__all__ = ["bp", "deposits", "dues", "products", "receipts", "savers", "sheets", "withdrawals"]
