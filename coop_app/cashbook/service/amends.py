"""Take entries back one by one: a receipt through the savings desk, anything else in the journal."""

from datetime import date

from coop_app import ledger
from coop_app.cashbook.rules.recording import Office
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Desk


class Undoing:
    """Reverses entries of one import with one reason.

    Each on its own day, so that statements of the past are right again and the corrected file can come
    in; where that month is closed, on the day `on`.
    """

    def __init__(self, office: Office, why: str, on: date) -> None:
        self._office, self._why, self._on = office, why, on
        self._locked = ledger.locked_through(book_id=office.book_id) or date.min
        self.count = 0

    def reverse(self, seq: int) -> int | None:
        """The entry that undoes this one; None when it was undone before."""
        page = ledger.entry_page(book_id=self._office.book_id, seq=seq)
        if page.reversed_by:
            return page.reversed_by.seq
        self.count += 1
        day = page.on if page.on > self._locked else self._on
        kind, _, key = page.source.partition(":")
        if kind.startswith("savings.") and key.isdigit():
            desk = Desk(
                self._office.cooperative_id, self._office.book_id, self._office.by, self._on
            )
            act = savings.reverse_act(desk=desk, act_id=int(key), on=day, why=self._why)
            return act.reversed_seq
        return ledger.reverse(
            book_id=self._office.book_id, seq=seq, on=day, why=self._why, by=self._office.by
        ).seq
