"""What positions and documents of stock are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.products import queries
from coop_app.products.rules.documents import DOCUMENTS
from coop_app.web.references import Reference


def positions(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Gula aren (Kantor)`."""
    return {
        key: Reference(f"{item} ({point})", url_for("products.stock_card", position_id=key))
        for key, (item, point) in queries.positions(cooperative_id, ids).items()
    }


def documents(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Spoiled or lost`."""
    return {
        key: Reference(_(DOCUMENTS[kind]), url_for("products.stock_act", act_id=key))
        for key, kind in queries.kinds_of_acts(cooperative_id, ids).items()
    }


#: the ledger's subjects and sources of this feature → who can name them
SOURCES = {"stock": positions, **{f"stock.{kind}": documents for kind in DOCUMENTS}}
