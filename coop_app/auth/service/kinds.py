"""The kinds of acts for two people: each storey tells how its own are described and done."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Hold:
    """Money that is spoken for while an act waits; `account_id` is a cash place or a savings account."""

    book_id: int
    account_id: int
    amount: Money
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """An act that two people agreed to, for the executor of its kind."""

    approval_id: int
    cooperative_id: int
    subject: str
    content: dict[str, Any]
    reason: str
    made_by: int
    decided_by: int
    now: datetime

    @property
    def desk(self) -> Desk:
        """The maker's place of work, with the second person beside; for contents with a `book_id`."""
        today = self.now.astimezone(clock.OFFICE_ZONE).date()
        book_id = self.content["book_id"]
        return Desk(self.cooperative_id, book_id, self.made_by, today, self.decided_by)


def _one(_cooperative_id: int, _content: dict[str, Any]) -> int:
    return 1


def _nobody(_cooperative_id: int, _content: dict[str, Any]) -> Collection[int]:
    return ()


def _nothing(_cooperative_id: int, _content: dict[str, Any]) -> None:
    pass


def _no_more(_agreed: Agreed, _state: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act for two people; features register theirs when the program starts.

    An act on a book (its content has a `book_id`) is rehearsed when it is asked for: `execute` runs and is
    undone, so it has no effect outside of the database.
    """

    name: str
    #: what it is called on the screen (English message id)
    title: str
    #: the content in words: (label, value) pairs
    describe: Callable[[int, dict[str, Any]], list[tuple[str, str]]]
    #: does it, inside the deciding transaction; a text it returns is shown once to who decided
    execute: Callable[[Agreed], object]
    #: who may decide
    permission: str = "approvals.decide"
    #: how many vote on it; fixed when it is asked for
    voters_needed: Callable[[int, dict[str, Any]], int] = _one
    #: users who take part in it and therefore may not decide
    barred: Callable[[int, dict[str, Any]], Collection[int]] = _nobody
    #: takes the row locks that guard what the act spends, before the rehearsal (PostgreSQL)
    lock: Callable[[int, dict[str, Any]], None] = _nothing
    #: told inside the deciding transaction that it will not be done: "refused" (`reason` is the decider's
    #: note) or "withdrawn"
    ended: Callable[[Agreed, str], None] = _no_more


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person asks another to agree to."""

    kind: str
    request_id: str = ""
    reason: str = ""
    subject: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    #: money to reserve besides what the rehearsed journal shows
    holds: tuple[Hold, ...] = ()


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; the same name again replaces it (each application registers all)."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The registered kind. Raises `NotFound`."""
    if name not in _KINDS:
        raise NotFound
    return _KINDS[name]


def kinds() -> list[Kind]:
    """All kinds there are."""
    return list(_KINDS.values())
