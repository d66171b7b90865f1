"""Where the pages of selling hang."""

from flask import Blueprint

bp = Blueprint("sales", __name__)
