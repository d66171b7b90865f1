"""Cash places: where money lies, who keeps it, how much is there."""

from dataclasses import dataclass

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.models import CashPlace
from coop_app.cashbook.rules.recording import UnknownPlace
from coop_app.db import session
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Place:
    """One cash place; `kind` is "cash" or "bank"."""

    id: int
    code: str
    name: str
    kind: str
    balance: Money
    keeper: str = ""


def list_places(book_id: int) -> list[Place]:
    """All open places with their balances, cash before bank as the chart has them."""
    accounts = ledger.cash_places(book_id=book_id)
    ids = [account.id for account in accounts]
    found = session.execute(
        sa.select(CashPlace.account_id, CashPlace.keeper).where(CashPlace.account_id.in_(ids))
    )
    keepers: dict[int, str] = {row.account_id: row.keeper for row in found}
    return [
        Place(
            account.id, account.code, account.name, account.place or "cash",
            ledger.balance(book_id=book_id, account=account.id), keepers.get(account.id, ""),
        )
        for account in accounts
    ]  # fmt: skip


def find_place(book_id: int, place_id: int) -> Place | None:
    """One cash place of this book, also a closed one, or None."""
    accounts = ledger.accounts(book_id=book_id, active_only=False)
    account = next(
        (each for each in accounts if each.id == place_id and each.place and each.takes_lines), None
    )
    if account is None:
        return None
    balance = ledger.balance(book_id=book_id, account=account.id)
    return Place(account.id, account.code, account.name, account.place or "cash", balance)


def get_place(book_id: int, place_id: int) -> Place:
    """One cash place of this book. Raises `UnknownPlace`."""
    found = find_place(book_id, place_id)
    if found is None:
        raise UnknownPlace
    return found


def group_of(place_id: int) -> int | None:
    """The village group that keeps this cash."""
    return session.scalar(sa.select(CashPlace.group_id).where(CashPlace.account_id == place_id))
