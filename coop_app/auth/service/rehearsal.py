"""Do an act and take it back at once, to know what it would write before anybody agrees to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coop_app import db
from coop_app.auth.service.kinds import Agreed, Hold, kind_of


@dataclass(frozen=True, slots=True)
class Written:
    """What an act wrote into the journal, in plain values, and the money it moved away."""

    journal: list[dict[str, Any]]
    holds: tuple[Hold, ...] = ()
    #: (book, number) of each entry
    entries: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """How the ledger tells what was written: where its books end, and what came after."""

    heads: Callable[[int], dict[int, int]]
    since: Callable[[dict[int, int]], Written]


_NOTHING = Written([])
_watches = [Watch(lambda _cooperative_id: {}, lambda _heads: _NOTHING)]


def watch_with(watch: Watch) -> None:
    """The ledger above says what acts write."""
    _watches[0] = watch


def watched(name: str, agreed: Agreed) -> tuple[object, Written]:
    """Do the act; what it returned, and what it wrote."""
    heads = _watches[0].heads(agreed.cooperative_id)
    said = kind_of(name).execute(agreed)
    db.session.flush()
    return said, _watches[0].since(heads)


def rehearse(name: str, agreed: Agreed) -> Written:
    """Do the act and undo it. Raises what the act refuses."""
    kind_of(name).lock(agreed.cooperative_id, agreed.content)
    trial = db.session.begin_nested()
    try:
        return watched(name, agreed)[1]
    finally:
        trial.rollback()
