"""Where the pages of members' enterprises hang."""

from flask import Blueprint

bp = Blueprint("enterprises", __name__, url_prefix="/usaha")
