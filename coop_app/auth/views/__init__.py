"""The pages of people and access."""

from coop_app.auth.views import account, letterhead, people, second_factor, sign_in, trail
from coop_app.auth.views.blueprint import bp as bp
from coop_app.auth.views.deciding import approvals, exceptions, limits

__all__ = [
    "account",
    "approvals",
    "bp",
    "exceptions",
    "letterhead",
    "limits",
    "people",
    "second_factor",
    "sign_in",
    "trail",
]
