"""Where the pages of loans hang."""

from flask import Blueprint

bp = Blueprint("loans", __name__, url_prefix="/pinjaman")
