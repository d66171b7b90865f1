"""Proof that every statement still follows from the ledger (for `coop audit`)."""

from coop_app import ledger
from coop_app.ledger.accounts import Finding
from coop_app.reports.queries import pots
from coop_app.reports.queries.member_statements import Offered, all_of_book
from coop_app.reports.rules.member_statement import fingerprint

_CHECK = "member_statements"


def check(cooperative_id: int, book_id: int) -> list[Finding]:
    """A statement made again for the entry it was made at has the same fingerprint (I25)."""
    every = all_of_book(cooperative_id, book_id)
    if not every:
        return []
    whose, lines = pots.all_lines(cooperative_id, book_id)
    heads = {
        page.seq: page.hash
        for page in ledger.entry_pages(book_id=book_id, seqs=sorted({s.head_seq for s in every}))
    }
    found = []
    for offered in every:
        made = pots.as_of(lines[offered.member_id], whose, offered.month, offered.head_seq)
        mark = fingerprint(offered.member_id, offered.month, made, offered.prior)
        if mark != offered.fingerprint:
            found.append(_finding(offered, "its figures are no longer those that were offered"))
        if heads.get(offered.head_seq) != offered.head_hash:
            found.append(_finding(offered, "the book had another newest entry then"))
    return [*found, *_chain(every)]


def _chain(every: list[Offered]) -> list[Finding]:
    """Each statement names one that was really offered before it."""
    marks = {(offered.member_id, offered.fingerprint) for offered in every}
    return [
        _finding(offered, "the statement before it is not among those offered")
        for offered in every
        if offered.prior and (offered.member_id, offered.prior) not in marks
    ]


def _finding(offered: Offered, message: str) -> Finding:
    where = f"member:{offered.member_id} {offered.month} edition {offered.edition}"
    return Finding(_CHECK, message, where)
