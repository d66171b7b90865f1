"""Where the pages of the cash book hang."""

from flask import Blueprint

bp = Blueprint("cashbook", __name__, url_prefix="/kas")
