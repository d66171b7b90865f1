"""The page that says whether a receipt in somebody's hand is genuine."""

import logging
import re

from flask import g, request
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.views import bp
from coop_app.web.access import Letterhead, pace, public
from coop_app.web.pages import page

log = logging.getLogger("coop_app")
_TOKEN = re.compile(r"[A-Za-z0-9_\-]{16,64}")
#: a meeting's members check their slips behind one address; nobody reads faster than this
_READING = "30 per minute"


def check_code(entry_hash: str) -> str:
    """The short code printed on a receipt, in two groups a person can read out."""
    return f"{entry_hash[:4]}-{entry_hash[4:8]}".upper()


@bp.get("/cek/<token>")
@public
@pace.limit(_READING)
def verify_receipt(token: str) -> Response:
    """Posted, reversed, or unknown; never a name or a balance."""
    entry = ledger.find_by_token(token) if _TOKEN.fullmatch(token) else None
    if entry is None or not _is_ours(entry):
        # a paper that was never recorded may be a false one; the supervisors find it in the log
        log.warning("unknown receipt %.64r asked for from %s", token, request.remote_addr)
        return page("ledger/verify_receipt.html", entry=None, house=None, code="", status=404)
    house = _house(entry)
    g.letterhead = house
    return page("ledger/verify_receipt.html", entry=entry, house=house, code=check_code(entry.hash))


def _is_ours(entry: EntryPage) -> bool:
    """A member's own book makes no papers of the cooperative."""
    house = ledger.cooperative_of(book_id=entry.book_id)
    return entry.book_id == ledger.main_book(house)


def _house(entry: EntryPage) -> Letterhead:
    cooperative_id = ledger.cooperative_of(book_id=entry.book_id)
    facts = auth.cooperative(cooperative_id)
    return Letterhead(facts.name, facts.short_name, is_demo=facts.is_demo)
