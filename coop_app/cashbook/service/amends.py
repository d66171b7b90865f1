"""Take entries back one by one: a receipt through the savings desk, anything else in the journal."""

from datetime import date

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.savings import service as savings


class Undoing:
    """Reverses entries of one import with one reason.

    Each on its own day, so that statements of the past are right again and the corrected file can come
    in; where that month is closed, on the day `on`.
    """

    def __init__(self, desk: Desk, why: str, on: date) -> None:
        self._desk, self._why, self._on = desk, why, on
        self._locked = ledger.locked_through(book_id=desk.book_id) or date.min
        self.count = 0

    def reverse(self, seq: int) -> int | None:
        """The entry that undoes this one; None when it was undone before."""
        page = ledger.entry_page(book_id=self._desk.book_id, seq=seq)
        if page.reversed_by:
            return page.reversed_by.seq
        self.count += 1
        day = page.on if page.on > self._locked else self._on
        kind, _, key = page.source.partition(":")
        if kind.startswith("savings.") and key.isdigit():
            act = savings.reverse_act(desk=self._desk, act_id=int(key), on=day, why=self._why)
            return act.reversed_seq
        return ledger.reverse(
            book_id=self._desk.book_id, seq=seq, on=day, why=self._why, by=self._desk.user_id,
            approved_by=self._desk.approved_by,
        ).seq  # fmt: skip
