"""The end of a round: nobody waits, no claim is open, what remains is explained."""

import json
from datetime import date

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.purchasing.models import RoundSettlement
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.account import RoundAccount, account_of
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving import refusals
from coop_app.purchasing.rules.rounds import life as stages
from coop_app.purchasing.service.receiving.recording import (
    locked_round,
    moment_of,
    written,
)
from coop_app.purchasing.service.rounds import life


def settle(*, desk: Desk, round_id: int, on: date, explained: str) -> RoundAccount:
    """Settle a round and keep its account sheet; a second time changes nothing.

    Raises `NotFound`, `StillToHandOver`, `ClaimsOpen`, `RemainderUnexplained`, `NotDistributed`.
    """
    locked_round(desk, round_id)
    shown = rounds.get_round(desk.cooperative_id, round_id)
    sheet = account_of(shown)
    if is_settled(round_id):
        return sheet
    check(desk=desk, shown=shown)
    if any(item.left for item in sheet.items) and not explained.strip():
        raise refusals.RemainderUnexplained
    if shown.state == stages.RECEIVED:  # everything was moved to the cooperative's own stock
        life.take(desk=desk, round_id=round_id, act="distribute", at=moment_of(desk))
    life.take(desk=desk, round_id=round_id, act="settle", at=moment_of(desk), why=explained.strip())
    written(
        RoundSettlement(
            cooperative_id=desk.cooperative_id, round_id=round_id, settled_on=on,
            explained=explained.strip(), sheet=json.dumps(sheet.as_plain(), sort_keys=True),
            made_by=desk.user_id, made_at=moment_of(desk),
        )
    )  # fmt: skip
    return sheet


def is_settled(round_id: int) -> bool:
    """Whether the sheet is kept already."""
    query = sa.select(RoundSettlement.id).where(RoundSettlement.round_id == round_id)
    return session.scalar(query) is not None


def check(*, desk: Desk, shown: Round) -> None:
    """Raises `StillToHandOver`, `ClaimsOpen`."""
    for shared in sharings_of(shown):
        for share in shared.shares:
            if share.open:
                member = members.get_member(desk.cooperative_id, share.member_id)
                item = f"{shared.text(share.open)} {shared.item.name}"
                raise refusals.StillToHandOver(name=member.name, item=item)
    for claim in list_claims(desk.cooperative_id, round_id=shown.id, open_only=True):
        supplier = rounds.get_supplier(desk.cooperative_id, claim.supplier_id)
        raise refusals.ClaimsOpen(item=supplier.name, amount=claim.amount)
