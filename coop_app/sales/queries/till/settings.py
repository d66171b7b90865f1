"""Reads of how a till is set up: its cash box and bank account, the QRIS code, the fees."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.sales.models import PaymentFee, QrisCode, Till
from coop_app.sales.rules.till import fees, qris
from coop_app.sales.rules.till.fees import Scale, Tariff
from coop_app.sales.rules.till.qris import Qris


@dataclass(frozen=True, slots=True)
class Places:
    """Where the money of a point goes."""

    cash: int
    bank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QRIS code as it was stored."""

    id: int
    payload: str
    scale: Scale
    place_id: int
    valid_from: date
    made_by: int
    approved_by: int | None
    made_at: datetime

    @property
    def said(self) -> Qris:
        """What the code says."""
        return qris.read(self.payload)


def places_of(book_id: int, point_id: int) -> Places:
    """The cash box and the bank account of a point; the main ones until chosen."""
    query = sa.select(Till).where(Till.point_id == point_id, Till.book_id == book_id)
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is not None:
        return Places(row.cash_place_id, row.bank_place_id)
    found = ledger.cash_places(book_id=book_id)
    roles = {place.role: place.id for place in found if place.place == "cash"}
    is_group = products.get_point(book_id, point_id).group_id is not None
    usual = roles.get("group_cash") if is_group else None
    main = usual or ledger.account(book_id=book_id, role="cash_on_hand").id
    banks = [place.id for place in found if place.place == "bank"]
    return Places(main, banks[0] if banks else None)


def list_codes(cooperative_id: int) -> list[Code]:
    """All QRIS codes, the newest first."""
    query = sa.select(QrisCode).where(QrisCode.cooperative_id == cooperative_id)
    rows = session.scalars(query.order_by(QrisCode.valid_from.desc(), QrisCode.id.desc()))
    return [
        Code(
            id=row.id, payload=row.payload, scale=Scale(row.scale), place_id=row.place_id,
            valid_from=row.valid_from, made_by=row.made_by, approved_by=row.approved_by,
            made_at=row.made_at,
        )
        for row in rows
    ]  # fmt: skip


def code_on(cooperative_id: int, on: date) -> Code | None:
    """The QRIS code that is shown on a day."""
    return next((code for code in list_codes(cooperative_id) if code.valid_from <= on), None)


def tariffs(cooperative_id: int) -> list[Tariff]:
    """The national table and the cooperative's own rows, the newest first."""
    query = sa.select(PaymentFee).where(PaymentFee.cooperative_id == cooperative_id)
    own = [
        Tariff(
            scale=Scale(row.scale), valid_from=row.valid_from, up_to=Money(row.up_to),
            mille_up_to=row.mille_up_to, mille_above=row.mille_above, decided_by=row.decided_by,
            id=row.id,
        )
        for row in session.scalars(query)
    ]  # fmt: skip
    both = [*own, *fees.national()]
    return sorted(both, key=lambda one: (one.valid_from, one.id), reverse=True)


def find_code_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and mark of the code a request stored."""
    return _request(QrisCode, cooperative_id, request_id)


def find_fee_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and mark of the fee a request stored."""
    return _request(PaymentFee, cooperative_id, request_id)


def _request(
    table: type[QrisCode | PaymentFee], cooperative_id: int, request_id: str
) -> tuple[int, str] | None:
    query = sa.select(table.id, table.fingerprint).where(
        table.cooperative_id == cooperative_id, table.request_id == request_id
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None
