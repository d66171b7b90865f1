"""Reading which documents of the cooperative she has decided about, and what their items are to her."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import EnterpriseAcceptance, EnterpriseItemLink
from coop_app.enterprises.rules.workshop.proposals import OUT, Choice, Treated
from coop_app.money import Money
from coop_app.refusal import NotFound

ACCEPTED, DECLINED = "accepted", "declined"


@dataclass(frozen=True, slots=True)
class Decided:
    """A document she decided about, in whichever of her enterprises."""

    id: int
    enterprise_id: int
    key: str
    kind: str
    on: date
    label: str
    total: Money
    decision: str
    request_id: str
    fingerprint: str
    entry_seq: int | None

    @property
    def is_accepted(self) -> bool:
        """Whether it is in her book."""
        return self.decision == ACCEPTED

    @property
    def is_out(self) -> bool:
        """Whether it was in her book and was taken out again."""
        return OUT in self.key


def list_decided(
    cooperative_id: int, enterprise_id: int, *, decision: str, limit: int | None = None
) -> list[Decided]:
    """Accepted or declined ones of an enterprise, newest first."""
    query = _decided(cooperative_id).where(
        EnterpriseAcceptance.enterprise_id == enterprise_id,
        EnterpriseAcceptance.decision == decision,
    )
    rows = session.scalars(query.order_by(EnterpriseAcceptance.id.desc()).limit(limit))
    return [_of(row) for row in rows]


def decided_keys(cooperative_id: int, keys: list[str]) -> set[str]:
    """Which of these documents are decided."""
    query = sa.select(EnterpriseAcceptance.dealing_key).where(
        EnterpriseAcceptance.cooperative_id == cooperative_id,
        EnterpriseAcceptance.dealing_key.in_(keys),
    )
    return set(session.scalars(query))


def find_decided(cooperative_id: int, key: str) -> Decided | None:
    """What was decided about a document."""
    row = session.scalar(_decided(cooperative_id).where(EnterpriseAcceptance.dealing_key == key))
    return _of(row) if row else None


def get_decided(cooperative_id: int, enterprise_id: int, decided_id: int) -> Decided:
    """One decision of an enterprise. Raises `NotFound`."""
    query = _decided(cooperative_id).where(
        EnterpriseAcceptance.id == decided_id, EnterpriseAcceptance.enterprise_id == enterprise_id
    )
    row = session.scalar(query)
    if row is None:
        raise NotFound
    return _of(row)


def find_decided_request(cooperative_id: int, request_id: str) -> Decided | None:
    """What an earlier request decided."""
    query = _decided(cooperative_id).where(EnterpriseAcceptance.request_id == request_id)
    row = session.scalar(query)
    return _of(row) if row else None


def links(enterprise_id: int) -> dict[int, Choice]:
    """What items of the cooperative were the last time, by their key there."""
    query = sa.select(EnterpriseItemLink).where(EnterpriseItemLink.enterprise_id == enterprise_id)
    return {
        row.theirs_id: Choice(row.theirs_id, Treated(row.treated), row.item_id)
        for row in session.scalars(query)
    }


def _decided(cooperative_id: int) -> sa.Select[EnterpriseAcceptance]:
    return sa.select(EnterpriseAcceptance).where(
        EnterpriseAcceptance.cooperative_id == cooperative_id
    )


def _of(row: EnterpriseAcceptance) -> Decided:
    return Decided(
        row.id, row.enterprise_id, row.dealing_key, row.kind, row.dealt_on, row.label,
        Money(row.total), row.decision, row.request_id, row.fingerprint, row.entry_seq,
    )  # fmt: skip
