"""What several pages of a workshop show: a journal that is not written yet, items by key."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from coop_app import clock, ledger
from coop_app.db import transaction
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import unposted
from coop_app.enterprises.views.books import wording
from coop_app.enterprises.views.books.wording import Shown
from coop_app.ledger.accounts import EntryPage
from coop_app.products import queries as products
from coop_app.products.queries import Item

MATERIALS = ("raw_material", "packaging")
SOLD = ("product", "goods")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an act would do: its journal in sentences and lines."""

    sentences: list[str] = field(default_factory=list)
    lines: list[Shown] = field(default_factory=list)
    #: number of the entry, when it is in the book
    seq: int | None = None
    is_back: bool = False
    #: written today: one tap takes it back
    is_fresh: bool = False
    #: the document, where no entry tells of it and it can be taken back all the same
    source: str = ""


class Recorded(Protocol):
    """A document of the workshop, with the number of its entry if it has one."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def entry_seq(self) -> int | None:
        """Its entry."""


class _Enough(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


def _stop() -> None:
    raise _Enough


def rehearse(business: Enterprise, act: Callable[[], int | None]) -> Rehearsal:
    """Do the act, look at the entry it makes, and undo everything. Raises what the act raises."""
    shown = Rehearsal()
    try:
        with transaction():
            if (seq := act()) is not None:
                page = ledger.entry_page(book_id=business.book_id, seq=seq)
                shown = Rehearsal(*wording.journal(business.book_id, page.lines))
            _stop()
    except _Enough:
        pass
    return shown


def journal_of(business: Enterprise, seq: int | None, source: str) -> Rehearsal:
    """The same of an entry that is there, or of a document without one."""
    if seq is None:
        found = unposted.find_unposted(business.cooperative_id, business.id, source)
        return Rehearsal(source=source, is_back=found.is_out) if found else Rehearsal()
    page = ledger.entry_page(book_id=business.book_id, seq=seq)
    told, lines = wording.journal(business.book_id, page.lines)
    return Rehearsal(told, lines, seq, page.reversed_by is not None, made_today(page))


def taken_back(business: Enterprise, kind: str, acts: Collection[Recorded]) -> set[int]:
    """Which of these documents were taken back; `kind` is how their sources begin."""
    posted = {one.entry_seq: one.id for one in acts if one.entry_seq}
    others = {f"{kind}:{one.id}": one.id for one in acts if not one.entry_seq}
    pages = ledger.entry_pages(book_id=business.book_id, seqs=list(posted))
    back = {posted[page.seq] for page in pages if page.reversed_by}
    return back | {others[one] for one in unposted.mirrored(business.book_id, others)}


def made_today(page: EntryPage) -> bool:
    """Whether an entry was written today, whatever day it is about."""
    return clock.office_time(page.made_at).date() == clock.today()


def items(business: Enterprise, *, kinds: tuple[str, ...] | None = None) -> dict[int, Item]:
    """Her items by key, in the order of their names."""
    return {item.id: item for item in products.list_items(business.book_id, kinds=kinds)}


def all_items(business: Enterprise) -> dict[int, Item]:
    """Also those she no longer uses."""
    found = products.list_items(business.book_id, active_only=False)
    return {item.id: item for item in found}
