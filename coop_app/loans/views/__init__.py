"""The pages of loans."""

from flask import Blueprint

bp = Blueprint("loans", __name__, url_prefix="/pinjaman")

__all__ = ["bp"]
