"""The shop window: public pages, and those of its owner."""

from coop_app.sales.views.window import buying, looking, orders, owner, printing

__all__ = ["buying", "looking", "orders", "owner", "printing"]
