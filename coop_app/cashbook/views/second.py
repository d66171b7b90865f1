"""The cash book's acts for two people: an old date, and taking an import out that stood for days."""

from functools import partial
from typing import Any

from flask_babel import gettext as _

from coop_app import auth
from coop_app.cashbook import queries, service
from coop_app.cashbook.rules.recording import IN, OUT, TRANSFER, Move
from coop_app.cashbook.service import Count
from coop_app.chart.categories import categories
from coop_app.refusal import N_
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text

MOVES = {IN: "cashbook.receive", OUT: "cashbook.spend", TRANSFER: "cashbook.transfer"}
COUNT = "cashbook.count"
UNDO = "cashbook.undo_import"
_VERBS = {IN: service.receive, OUT: service.spend, TRANSFER: service.transfer}


def moving(direction: str, move: Move, words: dict[str, Any]) -> auth.Asked:
    """Money in, money out or a transfer, to be put before a second person."""
    said = {name: value for name, value in words.items() if name != "desk"}
    content = {"book_id": signed_in().book_id, "move": auth.packed(move), "words": said}
    return auth.Asked(MOVES[direction], subject=f"place:{move.place_id}", content=content)


def counting(what: Count, words: dict[str, Any]) -> auth.Asked:
    """A cash count of an old day."""
    content = {"book_id": signed_in().book_id, "count": auth.packed(what), "words": words}
    return auth.Asked(COUNT, subject=f"place:{what.place_id}", content=content)


def undoing(batch_id: int, why: str) -> auth.Asked:
    """Taking out an import that is older than one person may date back."""
    content = {"book_id": signed_in().book_id, "batch_id": batch_id, "why": why}
    return auth.Asked(UNDO, subject=f"import:{batch_id}", reason=why, content=content)


def _move_in_words(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    move = auth.unpacked(Move, content["move"])
    place = queries.get_place(content["book_id"], move.place_id)
    chosen = categories().get(content["words"].get("category", ""))
    return [
        (_("Cash place"), place.name),
        (_("What for?"), _(chosen.label) if chosen else ""),
        (_("Amount"), rupiah_text(move.amount)),
        (_("Date"), long_day(move.on)),
        (_("Description"), move.description),
        (_("Received from / paid to"), content["words"].get("party", "")),
        (_("Evidence number"), content["words"].get("evidence", "")),
    ]


def _count_in_words(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    what = auth.unpacked(Count, content["count"])
    place = queries.get_place(content["book_id"], what.place_id)
    counted = sum(value * pieces for value, pieces in what.pieces)
    return [
        (_("Cash place"), place.name),
        (_("Date"), long_day(what.on)),
        (_("Counted"), rupiah_text(counted)),
        (_("In the book"), rupiah_text(what.seen)),
        (_("Witnesses"), what.witnesses),
    ]


def _undo_in_words(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    batch = queries.get_batch(cooperative_id, content["batch_id"])
    return [(_("Excel or CSV file"), batch.filename), (_("Cash place"), batch.place)]


def _move(direction: str, agreed: auth.Agreed) -> None:
    verb: Any = _VERBS[direction]
    move = auth.unpacked(Move, agreed.content["move"])
    verb(desk=agreed.desk, move=move, **agreed.content["words"])


def _count(agreed: auth.Agreed) -> None:
    what = auth.unpacked(Count, agreed.content["count"])
    service.count(desk=agreed.desk, what=what, **agreed.content["words"])


def _undo(agreed: auth.Agreed) -> None:
    desk, content = agreed.desk, agreed.content
    service.undo_batch(desk=desk, batch_id=content["batch_id"], why=content["why"], on=desk.today)


_TITLES = {
    IN: N_("Money in of an old date"),
    OUT: N_("Money out of an old date"),
    TRANSFER: N_("Transfer of an old date"),
}
for _direction, _name in MOVES.items():
    _act = partial(_move, _direction)
    auth.register_kind(auth.Kind(_name, _TITLES[_direction], _move_in_words, _act))
auth.register_kind(auth.Kind(COUNT, N_("Cash count of an old date"), _count_in_words, _count))
auth.register_kind(auth.Kind(UNDO, N_("Take out an older import"), _undo_in_words, _undo))
