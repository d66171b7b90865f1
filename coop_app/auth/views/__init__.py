"""The pages of people and access."""

from coop_app.auth.views import (
    account,
    approvals,
    letterhead,
    people,
    second_factor,
    sign_in,
    trail,
)
from coop_app.auth.views.blueprint import bp as bp

__all__ = [
    "account",
    "approvals",
    "bp",
    "letterhead",
    "people",
    "second_factor",
    "sign_in",
    "trail",
]
