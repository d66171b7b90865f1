"""Where an entry of the book leads: the page of the document that made it."""

from collections.abc import Callable

from flask import url_for

from coop_app.enterprises.queries import Enterprise

#: kind of source → (business, key) → address
SOURCES: dict[str, Callable[[Enterprise, int], str]] = {
    "enterprises.act": lambda business, key: url_for(
        "enterprises.act", enterprise_id=business.id, act_id=key
    ),
}


def url_of(business: Enterprise, source: str) -> str | None:
    """The page of a source, None where it has none."""
    kind, _, key = source.rpartition(":")
    if kind in SOURCES and key.isdigit():
        return SOURCES[kind](business, int(key))
    return None
