"""Where the pages of collective purchase hang."""

from flask import Blueprint

bp = Blueprint("purchasing", __name__, url_prefix="/pengadaan")
