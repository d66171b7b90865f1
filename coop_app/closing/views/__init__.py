"""The pages of closing."""

from flask import Blueprint

bp = Blueprint("closing", __name__, url_prefix="/penutupan")

__all__ = ["bp"]
