"""The pages of loans."""

from coop_app.loans import queries as queries
from coop_app.loans.views.blueprint import bp

__all__ = ["bp"]
