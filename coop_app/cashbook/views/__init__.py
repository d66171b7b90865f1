"""The pages of the cash book."""

from flask import Blueprint

bp = Blueprint("cashbook", __name__, url_prefix="/kas")

from coop_app.cashbook.views import books, counting, evidence, importing, recording, vouchers  # noqa: E402, F401
