"""Where an entry of the book leads: the page of the document that made it."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.acts import BUSINESS_KINDS

#: kind of source → (business, key) → address
SOURCES: dict[str, Callable[[Enterprise, int], str]] = {
    "enterprises.act": lambda business, key: url_for(
        "enterprises.act", enterprise_id=business.id, act_id=key
    ),
    "enterprises.batch": lambda business, key: url_for(
        "enterprises.batch", enterprise_id=business.id, batch_id=key
    ),
    "enterprises.stock": lambda business, key: url_for(
        "enterprises.stock_act", enterprise_id=business.id, act_id=key
    ),
    "enterprises.outlet": lambda business, key: url_for(
        "enterprises.outlet_act", enterprise_id=business.id, act_id=key
    ),
    "enterprises.acceptance": lambda business, key: url_for(
        "enterprises.accepted", enterprise_id=business.id, decided_id=key
    ),
}


def url_of(business: Enterprise, source: str) -> str | None:
    """The page of a source, None where it has none."""
    kind, _, key = source.rpartition(":")
    if kind in SOURCES and key.isdigit():
        return SOURCES[kind](business, int(key))
    return None


def member_facts(cooperative_id: int, member_id: int) -> list[tuple[str, str]]:
    """What the cooperative's officers see on a member's page: that a business exists, no figure of it."""
    found = queries.names_of(cooperative_id, member_id)
    return [(_("Own business"), f"{name} ({_(BUSINESS_KINDS[kind])})") for name, kind in found]
