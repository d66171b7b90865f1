"""Pages of participants, and what is done about them."""

from coop_app.literacy.views.sessions.people import acts, pages

__all__ = ["acts", "pages"]
