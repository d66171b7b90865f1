"""The pages of closing: leaving members, standing instructions, the end of a month."""

from flask import Blueprint

bp = Blueprint("closing", __name__, url_prefix="/penutupan")

from coop_app.closing import service as service  # noqa: E402 - its tables belong to the schema

__all__ = ["bp"]
