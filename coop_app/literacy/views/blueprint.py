"""Where the pages of learning with money hang."""

from flask import Blueprint

bp = Blueprint("literacy", __name__)
