"""Writing down what a remittance service asked for, and withdrawing what was wrong."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models import RemittanceQuote
from coop_app.literacy.rules.calculators import quotes
from coop_app.literacy.rules.calculators.quotes import Quote
from coop_app.refusal import NotFound, RequestReused


def write_down(*, cooperative_id: int, quote: Quote, request_id: str, by: int, today: date) -> int:
    """Keep a quote with its day and source; the same request keeps one. Returns its key.

    Raises `ServiceUnnamed`, `SourceMissing`, `CurrencyUnclear`, `QuotedInFuture`, `TooSlow`, `RequestReused`.
    """
    mark = fingerprint(quote)
    earlier = session.execute(
        sa.select(RemittanceQuote.id, RemittanceQuote.fingerprint).where(
            RemittanceQuote.cooperative_id == cooperative_id,
            RemittanceQuote.request_id == request_id,
        )
    ).first()
    if earlier:
        if earlier.fingerprint != mark:
            raise RequestReused
        return int(earlier.id)
    quotes.check(quote, today=today)
    row = _row(quote, cooperative_id=cooperative_id, request_id=request_id, by=by)
    session.add(row)
    session.flush()
    return row.id


def _row(quote: Quote, *, cooperative_id: int, request_id: str, by: int) -> RemittanceQuote:
    one, mid = quote.transfer, quote.transfer.rate_mid
    return RemittanceQuote(
        cooperative_id=cooperative_id, currency=quote.currency, service=quote.service.strip(),
        quoted_on=quote.quoted_on, amount=format(one.amount, "f"), fee=format(one.fee, "f"),
        fee_mode=one.fee_mode.value, rate_offered=format(one.rate_offered, "f"),
        rate_mid=format(mid, "f") if mid else None, is_open=quote.is_open, days=quote.days,
        source=quote.source.strip(), request_id=request_id, fingerprint=fingerprint(quote),
        made_by=by, made_at=clock.now(), withdrawn_on=None, withdrawn_by=None,
    )  # fmt: skip


def withdraw(*, cooperative_id: int, quote_id: int, by: int, today: date) -> None:
    """Offer it no longer; withdrawn twice is withdrawn once. Raises `NotFound`."""
    row = session.scalar(
        sa.select(RemittanceQuote)
        .where(RemittanceQuote.id == quote_id, RemittanceQuote.cooperative_id == cooperative_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if row.withdrawn_on is not None:
        return
    row.withdrawn_on, row.withdrawn_by = today, by
    session.flush()
    auth.audit_trail(
        "literacy.quote_withdrawn", cooperative_id=cooperative_id, by=by,
        object=f"remittance_quote:{row.id}", before={"service": row.service, "source": row.source},
    )  # fmt: skip
