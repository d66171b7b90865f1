"""The door of a business: only its owner comes in, and what stands on each of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import abort, current_app, g, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.web import tables
from coop_app.web.access import Letterhead, letterhead, requires, signed_in
from coop_app.web.pages import page

PERMISSION = "own.business"


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the business's navigation."""

    key: str
    endpoint: str
    icon: str
    label: Any


_TABS = (
    Tab("home", "enterprises.home", "home", _l("Home")),
    Tab("sell", "enterprises.sell_tiles", "shopping-cart", _l("Sell")),
    Tab("money", "enterprises.money", "wallet", _l("Money")),
    Tab("goods", "enterprises.goods", "boxes", _l("Goods")),
    Tab("books", "enterprises.diary", "book-open", _l("Book")),
)


def own_member() -> int:
    """The member at the screen; 404 for whoever is none."""
    member_id = signed_in().member_id
    if member_id is None:
        abort(404)
    return member_id


def find(enterprise_id: int) -> Enterprise:
    """The business, if it is hers; 404 for anybody else's."""
    return queries.enterprise_of(signed_in().cooperative_id, own_member(), enterprise_id)


def owned(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let only the owner in, and hand the business to the view in place of its key."""

    @requires(PERMISSION)
    @wraps(view)
    def checked(enterprise_id: int, **kwargs: Any) -> Response:
        return view(find(enterprise_id), **kwargs)

    return checked


def desk_of(business: Enterprise) -> Desk:
    """The owner's desk in her own book."""
    person = signed_in()
    return Desk(business.cooperative_id, business.book_id, person.user_id, clock.today())


def business_page(
    business: Enterprise, template: str, *, active: str = "", **context: Any
) -> Response:
    """A page with the name of the business and its navigation."""
    return page(template, **_around(business, active), **context)


def business_table(
    business: Enterprise, table: tables.Table, template: str, *, active: str = "", **context: Any
) -> Response:
    """A table as page, or as a file under the letterhead of the business."""
    if request.args.get("format"):
        g.letterhead = business_letterhead(business)
    return tables.respond(table, template, **_around(business, active), **context)


def _around(business: Enterprise, active: str) -> dict[str, Any]:
    known = current_app.view_functions
    tabs = [tab for tab in _TABS if tab.endpoint in known]
    return {"business": business, "tabs": tabs, "active": active}


def business_letterhead(business: Enterprise) -> Letterhead:
    """Her own name on her own papers."""
    lines = tuple(part for part in (business.address, _phone(business)) if part)
    return Letterhead(business.name, address=lines, is_demo=letterhead().is_demo)


def _phone(business: Enterprise) -> str:
    return f"+{business.phone}" if business.phone else ""
