"""The pages of closing: leaving members, standing instructions, the end of a month."""

from coop_app.closing.views import agreeing, instructions, leaving, month_end, refunds
from coop_app.closing.views.blueprint import bp as bp

__all__ = ["agreeing", "bp", "instructions", "leaving", "month_end", "refunds"]
