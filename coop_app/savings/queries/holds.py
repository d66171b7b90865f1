"""What of a member's savings is held: our own rows, guarantees of loans, withdrawals that wait."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app import auth, ledger
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import SavingsHold
from coop_app.savings.rules.holds import Hold
from coop_app.savings.rules.products import SUKARELA, Product
from coop_app.savings.rules.words import WAITING

#: (cooperative, member) → what another feature holds of simpanan sukarela
Holder = Callable[[int, int], list[Hold]]
_HOLDERS: dict[str, Holder] = {}


@dataclass(frozen=True, slots=True)
class PlacedHold:
    """One hold as it was written, released or not."""

    id: int
    member_id: int
    product: str
    amount: Money
    reason: str
    placed_by: int
    placed_at: datetime
    released_by: int | None
    released_at: datetime | None
    released_why: str | None


_COLUMNS = (
    SavingsHold.id, SavingsHold.member_id, SavingsHold.product, SavingsHold.amount,
    SavingsHold.reason, SavingsHold.placed_by, SavingsHold.placed_at, SavingsHold.released_by,
    SavingsHold.released_at, SavingsHold.released_why,
)  # fmt: skip


def register_holder(holder: Holder, *, name: str = "") -> None:
    """Let another feature hold simpanan sukarela; the same name again replaces it."""
    _HOLDERS[name or f"{holder.__module__}.{holder.__qualname__}"] = holder


def holds_on(cooperative_id: int, book_id: int, member_id: int, product: Product) -> list[Hold]:
    """Everything that may not go out of an account now; other features hold simpanan sukarela only."""
    found = [
        Hold(placed.reason, placed.amount)
        for placed in list_holds(cooperative_id, member_id)
        if placed.released_at is None and placed.product == product.key
    ]
    if product.key == SUKARELA:
        for holder in _HOLDERS.values():
            found += holder(cooperative_id, member_id)
    account = ledger.account(book_id=book_id, role=product.role)
    waiting = auth.held(book_id=book_id, account_id=account.id, subject=f"member:{member_id}")
    return [hold for hold in [*found, Hold(WAITING, waiting)] if hold.amount]


def list_holds(cooperative_id: int, member_id: int) -> list[PlacedHold]:
    """A member's holds, newest first, released ones too."""
    return _fetch(
        (SavingsHold.cooperative_id == cooperative_id) & (SavingsHold.member_id == member_id)
    )


def get_hold(cooperative_id: int, hold_id: int) -> PlacedHold:
    """One hold. Raises `NotFound`, also for another cooperative's."""
    found = _fetch((SavingsHold.cooperative_id == cooperative_id) & (SavingsHold.id == hold_id))
    if not found:
        raise NotFound
    return found[0]


def find_hold_request(cooperative_id: int, request_id: str) -> tuple[PlacedHold, str] | None:
    """The hold a request placed before, and the mark of its contents."""
    same = (SavingsHold.cooperative_id == cooperative_id) & (SavingsHold.request_id == request_id)
    mark = session.scalar(sa.select(SavingsHold.fingerprint).where(same))
    return None if mark is None else (_fetch(same)[0], mark)


def _fetch(condition: sa.ColumnElement[bool]) -> list[PlacedHold]:
    rows = session.execute(sa.select(*_COLUMNS).where(condition).order_by(SavingsHold.id.desc()))
    return [PlacedHold(**row._asdict() | {"amount": Money(row.amount)}) for row in rows]
