"""How a till is set up: where its money goes, the QRIS code, what the provider takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.models import PaymentFee, QrisCode, Till
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till import qris
from coop_app.sales.rules.till.fees import Scale, Tariff
from coop_app.sales.rules.till.refusals import FeeOutOfBounds, TillOpen
from coop_app.sales.service.till.recording import queue

_MOST_MILLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """The text of the QRIS sticker, the registered size, the bank account, the first day."""

    payload: str
    scale: Scale
    place_id: int
    valid_from: date


def choose_places(*, desk: Desk, point_id: int, cash: int, bank: int | None) -> None:
    """Where the money of a point goes from now on. Raises `TillOpen`, `NotFound`."""
    known = {place.id: place.place for place in ledger.cash_places(book_id=desk.book_id)}
    if known.get(cash) != "cash" or (bank is not None and known.get(bank) != "bank"):
        raise NotFound
    queue(desk, point_id)
    before = queries.places_of(desk.book_id, point_id)
    if before.cash != cash and queries.open_cash_elsewhere(point_id, cash):
        raise TillOpen
    mine = sa.update(Till).where(Till.point_id == point_id, Till.book_id == desk.book_id)
    db.write_connection().execute(mine.values(cash_place_id=cash, bank_place_id=bank))
    auth.audit_trail(
        "sales.till", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"stock_point:{point_id}", before={"cash": before.cash, "bank": before.bank},
        after={"cash": cash, "bank": bank},
    )  # fmt: skip


def store_code(*, desk: Desk, code: NewCode, request_id: str) -> int:
    """Keep a QRIS code: it decides where buyers' money goes, so always by two people. Returns its key.

    Raises `QrisUnreadable`, `SecondPersonNeeded`, `RequestReused`, `NotFound`.
    """
    payload = code.payload.strip()
    qris.read(payload)
    banks = {p.id for p in ledger.cash_places(book_id=desk.book_id) if p.place == "bank"}
    if code.place_id not in banks:
        raise NotFound
    mark = fingerprint(code)
    if earlier := queries.find_code_request(desk.cooperative_id, request_id):
        return _same(earlier, mark)
    auth.require_second_person(desk)
    key = _insert(QrisCode, desk, request_id, mark, {
        "payload": payload, "scale": code.scale.value, "place_id": code.place_id,
        "valid_from": code.valid_from, "approved_by": desk.approved_by,
    })  # fmt: skip
    auth.audit_trail(
        "sales.qris", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"qris_code:{key}", after={"merchant": qris.read(payload).merchant},
    )  # fmt: skip
    return key


def set_fee(*, desk: Desk, tariff: Tariff, request_id: str) -> int:
    """What the provider takes from a day on. Returns its key. Raises `FeeOutOfBounds`, `RequestReused`."""
    if not all(0 <= mille <= _MOST_MILLE for mille in (tariff.mille_up_to, tariff.mille_above)):
        raise FeeOutOfBounds
    mark = fingerprint(tariff)
    if earlier := queries.find_fee_request(desk.cooperative_id, request_id):
        return _same(earlier, mark)
    facts = {
        "way": "qris", "scale": tariff.scale.value, "valid_from": tariff.valid_from,
        "up_to": int(tariff.up_to), "mille_up_to": tariff.mille_up_to,
        "mille_above": tariff.mille_above, "decided_by": tariff.decided_by.strip(),
    }  # fmt: skip
    key = _insert(PaymentFee, desk, request_id, mark, facts)
    auth.audit_trail(
        "sales.fee", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"payment_fee:{key}", after={name: str(value) for name, value in facts.items()},
    )  # fmt: skip
    return key


def _same(earlier: tuple[int, str], mark: str) -> int:
    if earlier[1] != mark:
        raise RequestReused
    return earlier[0]


def _insert(
    table: type[QrisCode | PaymentFee], desk: Desk, request_id: str, mark: str,
    facts: Mapping[str, object],
) -> int:  # fmt: skip
    made = {"request_id": request_id, "fingerprint": mark, "made_by": desk.user_id}
    whole = {"cooperative_id": desk.cooperative_id, **made, "made_at": clock.now(), **facts}
    key = db.write_connection().execute(sa.insert(table), whole).inserted_primary_key
    assert key is not None  # noqa: S101 - every single-row insert has one
    return int(key[0])
