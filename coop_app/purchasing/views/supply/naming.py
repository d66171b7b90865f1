"""Names and links for suppliers and rounds where the ledger mentions them."""

from flask import url_for

from coop_app.purchasing.queries import rounds as queries
from coop_app.web.references import Reference


def describe_suppliers(cooperative_id: int, keys: list[int]) -> dict[int, Reference]:
    """`supplier:3`."""
    return {
        key: Reference(name, url_for("purchasing.supplier", supplier_id=key))
        for key, name in queries.supplier_names(cooperative_id, keys).items()
    }
