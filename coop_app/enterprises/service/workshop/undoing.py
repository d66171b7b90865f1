"""Taking back a document of the workshop: its entry is mirrored, goods go where they were at their cost."""

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.models import EnterpriseAcceptance
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop.unposted import find_unposted
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.workshop.proposals import taken_out_key
from coop_app.enterprises.service.books.recording import refuse_short
from coop_app.enterprises.service.books.undoing import check_debts, day_of
from coop_app.enterprises.service.workshop import batches, outlets, proposals, recording, shelves
from coop_app.enterprises.service.workshop import stock as goods
from coop_app.enterprises.service.workshop.shelves import Shelf
from coop_app.ledger.accounts import EntryPage
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service import catalogue
from coop_app.products.service.moving import Occasion
from coop_app.refusal import NotFound

#: sources whose entries are taken back here
SOURCES = (goods.SOURCE, batches.SOURCE, outlets.SOURCE, proposals.SOURCE)


def take_out(*, desk: Desk, business: Enterprise, seq: int, why: str) -> EntryPage:
    """Take back a purchase or loss of stock, a batch, goods at a shop, or a document taken over.

    On its own day while that month is open, else today; a document of the cooperative is offered anew.
    Raises `NotFound`, `AlreadyUndone`, `UsedMeanwhile`, `ItemShort`, `MovedOn`, `SettledMeanwhile`,
    `MoneyShort`, `ReasonMissing`.
    """
    recording.wait_turn(desk, business)
    page = ledger.entry_page(book_id=desk.book_id, seq=seq)
    kind, _, key = page.source.partition(":")
    if kind not in SOURCES or not key.isdigit():
        raise NotFound
    if page.reversed_by:
        raise refusals.AlreadyUndone
    on = day_of(desk, business, page.on)
    _goods_back(
        desk, page.source, Occasion(on=on, source=f"reversal:{seq}", kind=MoveKind.REVERSAL)
    )
    posted = ledger.reverse(book_id=desk.book_id, seq=seq, on=on, why=why, by=desk.user_id)
    check_debts(business, posted.seq)
    refuse_short(business, posted.seq)
    _note(desk, kind, int(key))
    return ledger.entry_page(book_id=desk.book_id, seq=seq)


def take_out_unposted(*, desk: Desk, business: Enterprise, source: str) -> None:
    """Take back a document that moved nothing of worth: goods without cost, a paper only ticked off.

    Raises `NotFound`, `AlreadyUndone`, `UsedMeanwhile`, `ItemShort`, `MovedOn`.
    """
    recording.wait_turn(desk, business)
    found = find_unposted(desk.cooperative_id, business.id, source)
    if found is None:
        raise NotFound
    if found.is_out:
        raise refusals.AlreadyUndone
    on = day_of(desk, business, found.on)
    into = Occasion(on=on, source=f"reversal:{source}", kind=MoveKind.REVERSAL)
    _goods_back(desk, source, into)
    kind, _, key = source.partition(":")
    _note(desk, kind, int(key))


def _goods_back(desk: Desk, source: str, into: Occasion) -> None:
    shelf = Shelf(desk, 0, recording.point(desk), into["on"], into["source"], "")
    shelves.take_back(shelf, source)
    stock.mirror(desk=desk, source=source, into=into)


def _note(desk: Desk, kind: str, key: int) -> None:
    """A batch is in no list of what expires; the cooperative's paper is free to be taken over again."""
    if kind == batches.SOURCE:
        catalogue.finish_request(desk=desk, request_id=f"{batches.SOURCE}:{key}")
    if kind == proposals.SOURCE:
        paper = session.get_one(EnterpriseAcceptance, key)
        paper.dealing_key = taken_out_key(paper.dealing_key, paper.id)
        session.flush()
