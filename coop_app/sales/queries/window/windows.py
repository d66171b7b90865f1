"""Reads of shop windows and their owners' consent."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.refusal import NotFound
from coop_app.sales.models import ShopWindow, WindowConsent, WindowItem
from coop_app.sales.rules.window.showing import Shown, Supply, Window


@dataclass(frozen=True, slots=True)
class WindowCard:
    """A window: whose it is, what its owner wrote, since when anybody may see it."""

    id: int
    cooperative_id: int
    book_id: int
    window: Window
    published_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether the public may see it."""
        return self.published_on is not None


@dataclass(frozen=True, slots=True)
class Consent:
    """What the owner said, when, by whom."""

    act: str
    on: date
    words: str
    made_by: int


def find_window(cooperative_id: int, book_id: int) -> WindowCard | None:
    """The window of a book of this cooperative, open or not."""
    query = sa.select(ShopWindow).where(
        ShopWindow.cooperative_id == cooperative_id, ShopWindow.book_id == book_id
    )
    found = session.scalar(query.execution_options(populate_existing=True))
    return _card(found) if found is not None else None


def get_window(cooperative_id: int, book_id: int) -> WindowCard:
    """The same. Raises `NotFound` where none was made."""
    found = find_window(cooperative_id, book_id)
    if found is None:
        raise NotFound
    return found


def find_published(slug: str) -> WindowCard | None:
    """The open window at an address."""
    query = sa.select(ShopWindow).where(
        ShopWindow.slug == slug, ShopWindow.published_on.is_not(None)
    )
    found = session.scalar(query)
    return _card(found) if found is not None else None


def find_published_of(book_id: int) -> WindowCard | None:
    """The open window of a book."""
    query = sa.select(ShopWindow).where(
        ShopWindow.book_id == book_id, ShopWindow.published_on.is_not(None)
    )
    found = session.scalar(query)
    return _card(found) if found is not None else None


def slug_owner(slug: str) -> int | None:
    """The book whose window has this address, open or not, of any cooperative."""
    found: int | None = session.scalar(sa.select(ShopWindow.book_id).where(ShopWindow.slug == slug))
    return found


def published(cooperative_id: int) -> list[WindowCard]:
    """The open windows of a cooperative by title."""
    query = sa.select(ShopWindow).where(
        ShopWindow.cooperative_id == cooperative_id, ShopWindow.published_on.is_not(None)
    )
    return [_card(row) for row in session.scalars(query.order_by(sa.func.lower(ShopWindow.title)))]


def open_cooperatives() -> list[int]:
    """The cooperatives with at least one open window."""
    query = sa.select(ShopWindow.cooperative_id).where(ShopWindow.published_on.is_not(None))
    return sorted(set(session.scalars(query)))


def shown_in(window_id: int) -> list[Shown]:
    """What lies in a window, in its order."""
    query = sa.select(WindowItem).where(WindowItem.window_id == window_id)
    rows = session.scalars(
        query.order_by(WindowItem.position, WindowItem.item_id).execution_options(
            populate_existing=True
        )
    )
    return [Shown(row.item_id, Supply(row.supply), row.few_below) for row in rows]


def consents(window_id: int) -> list[Consent]:
    """What the owner said about being seen, the newest first."""
    query = sa.select(WindowConsent).where(WindowConsent.window_id == window_id)
    rows = session.scalars(query.order_by(WindowConsent.id.desc()))
    return [Consent(row.act, row.on, row.words, row.made_by) for row in rows]


def _card(row: ShopWindow) -> WindowCard:
    window = Window(
        slug=row.slug, title=row.title, story=row.story, place=row.place, phone=row.phone,
        delivery=row.delivery,
    )  # fmt: skip
    return WindowCard(row.id, row.cooperative_id, row.book_id, window, row.published_on)
