"""Quotes of remittance services, as they were read on their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import RemittanceQuote
from coop_app.literacy.rules.calculators.quotes import TOO_OLD_DAYS, Quote
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow(Quote):
    """A quote with its key, who wrote it down, and whether it was withdrawn."""

    id: int
    made_by: int
    withdrawn_on: date | None


def offered(cooperative_id: int | None, *, on: date) -> list[QuoteRow]:
    """The newest quote of each service and currency, not withdrawn and not a year old; by currency and name."""
    if cooperative_id is None:
        return []
    rows = _fetch(
        (RemittanceQuote.cooperative_id == cooperative_id)
        & RemittanceQuote.withdrawn_on.is_(None)
        & (RemittanceQuote.quoted_on > on - timedelta(days=TOO_OLD_DAYS))
        & (RemittanceQuote.quoted_on <= on)
    )
    newest = {(row.currency, row.service.casefold()): row for row in reversed(rows)}
    return sorted(newest.values(), key=lambda row: (row.currency, row.service.casefold()))


def pick(cooperative_id: int | None, keys: Sequence[int]) -> list[QuoteRow]:
    """Quotes by their keys, in that order; a stranger's or unknown key is left out."""
    if cooperative_id is None or not keys:
        return []
    rows = _fetch((RemittanceQuote.cooperative_id == cooperative_id) & RemittanceQuote.id.in_(keys))
    return sorted(rows, key=lambda row: keys.index(row.id))


def list_quotes(cooperative_id: int, *, text: str = "", currency: str = "") -> list[QuoteRow]:
    """All quotes, newest first, also withdrawn ones."""
    found = _fetch(RemittanceQuote.cooperative_id == cooperative_id)
    wanted = text.casefold()
    return [
        row for row in found
        if currency in {"", row.currency} and wanted in f"{row.service} {row.source}".casefold()
    ]  # fmt: skip


def get_quote(cooperative_id: int, quote_id: int) -> QuoteRow:
    """One quote. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(
        (RemittanceQuote.cooperative_id == cooperative_id) & (RemittanceQuote.id == quote_id)
    )
    if not found:
        raise NotFound
    return found[0]


def _fetch(condition: sa.ColumnElement[bool]) -> list[QuoteRow]:
    rows = session.scalars(
        sa.select(RemittanceQuote)
        .where(condition)
        .order_by(RemittanceQuote.quoted_on.desc(), RemittanceQuote.id.desc())
    )
    return [_row(row) for row in rows]


def _row(row: RemittanceQuote) -> QuoteRow:
    transfer = Transfer(
        amount=Decimal(row.amount), fee=Decimal(row.fee), fee_mode=FeeMode(row.fee_mode),
        rate_offered=Decimal(row.rate_offered),
        rate_mid=Decimal(row.rate_mid) if row.rate_mid else None,
    )  # fmt: skip
    return QuoteRow(
        currency=row.currency, service=row.service, quoted_on=row.quoted_on, transfer=transfer,
        source=row.source, is_open=row.is_open, days=row.days, id=row.id, made_by=row.made_by,
        withdrawn_on=row.withdrawn_on,
    )  # fmt: skip
