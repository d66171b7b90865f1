"""Showing a window to everybody, and taking it back: only the owner's explicit word opens it."""

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.sales.models import ShopWindow, WindowConsent
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import showing
from coop_app.sales.service.window.writing import locked


def publish(*, desk: Desk, agreed: bool, words: str) -> None:
    """Open the window of the desk's book; `words` is what was agreed to, as it was shown.

    An open window stays as it is. Raises `NothingToShow`, `PhoneNeeded`, `ConsentMissing`, `NotFound`.
    """
    row = locked(desk)
    if row.published_on is not None:
        return
    card = queries.get_window(desk.cooperative_id, desk.book_id)
    showing.check_may_open(card.window, len(queries.shown_in(card.id)), agreed=agreed)
    row.published_on = desk.today
    _note(desk, row, "published", words)


def withdraw(*, desk: Desk) -> None:
    """Close the window at once; a closed one stays closed. Raises `NotFound`."""
    row = locked(desk)
    if row.published_on is None:
        return
    row.published_on = None
    _note(desk, row, "withdrawn", "")


def _note(desk: Desk, row: ShopWindow, act: str, words: str) -> None:
    session.add(
        WindowConsent(
            window_id=row.id, act=act, on=desk.today, words=words, made_by=desk.user_id,
            made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    auth.audit_trail(
        f"sales.window_{act}", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"shop_window:{row.id}", after={"slug": row.slug, "title": row.title},
    )  # fmt: skip
