"""The savings pages: counter, receipts, dues, members, meeting sheet, products."""

from flask import Blueprint

bp = Blueprint("savings", __name__, url_prefix="/simpanan")

from coop_app.savings.views import (  # noqa: E402 - they hang their pages on bp
    agreeing,
    deposits,
    dues,
    interest,
    products,
    receipts,
    savers,
    sheets,
    time_deposits,
    withdrawals,
)
from coop_app.savings.views.keeping import dormancy, goals, holds, openings  # noqa: E402 - the same

__all__ = [
    "agreeing",
    "bp",
    "deposits",
    "dormancy",
    "dues",
    "goals",
    "holds",
    "interest",
    "openings",
    "products",
    "receipts",
    "savers",
    "sheets",
    "time_deposits",
    "withdrawals",
]
