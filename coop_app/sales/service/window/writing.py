"""The owner writes the window and puts products into it; nobody else sees it before it is opened."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.members.rules import phones
from coop_app.products import queries as products
from coop_app.refusal import NotFound
from coop_app.sales.models import ShopWindow, WindowItem
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import address, showing
from coop_app.sales.rules.window.showing import Shown, Window


def locked(desk: Desk) -> ShopWindow:
    """The window of the desk's book; acts on it queue here until commit. Raises `NotFound`."""
    found = session.scalar(
        sa.select(ShopWindow)
        .where(ShopWindow.book_id == desk.book_id, ShopWindow.cooperative_id == desk.cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def save_window(*, desk: Desk, new: Window) -> int:
    """Keep what the owner writes about the shop of the desk's book; returns the window's key.

    Raises `TitleMissing`, `AddressUnfit`, `AddressReserved`, `AddressTaken`, `PhoneImpossible`, and
    `PhoneNeeded` when an open window would lose its number.
    """
    window, slug = showing.tidied(new), address.checked(new.slug)
    phone = phones.normalised(window.phone, field="phone") if window.phone else None
    if queries.slug_owner(slug) not in (None, desk.book_id):
        raise address.AddressTaken(slug=slug)
    try:
        row = locked(desk)
    except NotFound:
        row = ShopWindow(
            cooperative_id=desk.cooperative_id,
            book_id=desk.book_id,
            published_on=None,
            last_order=0,
        )
        session.add(row)
    if row.published_on is not None and phone is None:
        raise showing.PhoneNeeded
    row.slug, row.title, row.story = slug, window.title, window.story
    row.place, row.phone, row.delivery = window.place, phone, window.delivery
    row.saved_by, row.saved_at = desk.user_id, clock.now()
    _flush(slug)
    return row.id


def lay_out(*, desk: Desk, goods: Sequence[Shown]) -> None:
    """Put exactly these products of the desk's book into its window, in this order.

    Raises `NotFound` for a product of another book, `NothingToShow` when an open window would be empty.
    """
    row = locked(desk)
    if len(products.items_of(desk.book_id, [one.item_id for one in goods])) != len(goods):
        raise NotFound
    if row.published_on is not None and not goods:
        raise showing.NothingToShow
    session.execute(sa.delete(WindowItem).where(WindowItem.window_id == row.id))
    for position, one in enumerate(goods):
        session.add(
            WindowItem(
                window_id=row.id, item_id=one.item_id, position=position, supply=one.supply.value,
                few_below=max(one.few_below, 0),
            )
        )  # fmt: skip
    session.flush()


def _flush(slug: str) -> None:
    """Of two owners who take one address in the same moment, the database lets one through."""
    try:
        session.flush()
    except IntegrityError:
        raise address.AddressTaken(slug=slug) from None
