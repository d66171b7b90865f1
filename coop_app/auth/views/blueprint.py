"""The blueprint that the pages of this storey hang on, and this installation's identity key."""

from flask import Blueprint, current_app

from coop_app.config import Settings

bp = Blueprint("auth", __name__)


def identity_key() -> str:
    """The key outside the database."""
    settings: Settings = current_app.extensions["settings"]
    return settings.identity_key
