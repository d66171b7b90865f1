"""The shop window: public pages, and those of its owner."""

from coop_app.sales.views.window import buying, hanging, looking, orders, owner, printing

__all__ = ["buying", "hanging", "looking", "orders", "owner", "printing"]
