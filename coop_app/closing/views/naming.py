"""What papers of closing are called on the ledger's pages, and where they lead."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from coop_app.closing import queries
from coop_app.members import queries as members
from coop_app.web.references import Reference


def settlements(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Settlement of 0017 Sri Wahyuni`."""
    whose = queries.members_of(cooperative_id, ids)
    names = members.names(cooperative_id, list(whose.values()))
    return {
        key: Reference(
            _("Settlement of %(member)s", member=names.get(member_id, "")),
            url_for("closing.settlement", settlement_id=key),
        )
        for key, member_id in whose.items()
    }


def payments(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Payment to 0017 Sri Wahyuni (left)`."""
    whose = queries.receivers_of(cooperative_id, ids)
    names = members.names(cooperative_id, list(whose.values()))
    return {
        key: Reference(
            _("Payment to %(member)s (left)", member=names.get(member_id, "")),
            url_for("closing.refund_receipt", payment_id=key),
        )
        for key, member_id in whose.items()
    }


#: the ledger's sources of this feature
SOURCES: dict[str, Callable[[int, list[int]], dict[int, Reference]]] = {
    "closing.exit": settlements,
    "closing.refund": payments,
}
