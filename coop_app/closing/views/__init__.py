"""The pages of closing: leaving members, standing instructions, the end of a month."""

from coop_app.closing.views import agreeing, leaving, refunds
from coop_app.closing.views.blueprint import bp as bp

__all__ = ["agreeing", "bp", "leaving", "refunds"]
