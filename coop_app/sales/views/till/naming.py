"""What documents of the till are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.sales.queries import till as queries
from coop_app.web.references import Reference


def describe_sales(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Sales notes of this cooperative."""
    found = queries.list_sales(cooperative_id, queries.Wanted(ids=ids))
    return {
        one.id: Reference(
            _("Sales note %(number)s", number=one.id), url_for("sales.sale", sale_id=one.id)
        )
        for one in found
    }


def describe_returns(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Goods that came back to this cooperative."""
    found = queries.list_returns(cooperative_id, ids)
    return {
        one.id: Reference(
            _("Return note %(number)s", number=one.id),
            url_for("sales.sale_return", return_id=one.id),
        )
        for one in found
    }


def describe_closes(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Days closed at this cooperative's points."""
    found = {one.id: one for one in queries.list_closes(cooperative_id)}
    return {
        key: Reference(_("Day closed at the till"), url_for("sales.close", close_id=key))
        for key in ids
        if key in found
    }


#: the ledger's sources of the till whose key is the document's
SOURCES = {
    "sales.sale": describe_sales,
    "sales.return": describe_returns,
    "sales.close": describe_closes,
}
