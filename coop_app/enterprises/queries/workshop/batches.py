"""Reading batches of production."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import ProductionBatch, ProductionCost, ProductionUse
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.batches import yield_mille
from coop_app.enterprises.rules.workshop.costing import Cost, Costing, CostKind, costing
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Use:
    """So much of an item went in, at what it had cost."""

    item_id: int
    quantity: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as it was recorded."""

    id: int
    number: int
    version_id: int
    item_id: int
    on: date
    best_before: date | None
    times: int
    good: int
    rejected: int
    reason: str
    own_minutes: int
    hourly_rate: Money
    way: Way
    entry_seq: int | None
    made_at: datetime
    fingerprint: str
    uses: tuple[Use, ...] = ()
    costs: tuple[Cost, ...] = ()

    @property
    def label(self) -> str:
        """The number on the package."""
        return label_of(self.number)

    @property
    def yield_mille(self) -> int:
        """Good units in hundredths of a percent."""
        return yield_mille(self.good, self.rejected)

    def costing(self, packaging: Mapping[int, bool], per: int = 1) -> Costing:
        """What it cost; `packaging` tells which items are packaging, `per` the base units of the priced one."""
        split = {True: ZERO, False: ZERO}
        for use in self.uses:
            split[packaging.get(use.item_id, False)] += use.cost
        return costing(
            materials=split[False], packaging=split[True], costs=self.costs,
            own_minutes=self.own_minutes, hourly_rate=self.hourly_rate, good=self.good, per=per,
        )  # fmt: skip


def label_of(number: int) -> str:
    """`B-0012`."""
    return f"B-{number:04d}"


def list_batches(
    cooperative_id: int, enterprise_id: int, *, item_id: int | None = None, limit: int | None = None
) -> list[Batch]:
    """Batches of an enterprise, newest first; those of one product if wanted."""
    where = [ProductionBatch.enterprise_id == enterprise_id]
    if item_id is not None:
        where.append(ProductionBatch.item_id == item_id)
    return _batches(cooperative_id, where, limit)


def get_batch(cooperative_id: int, enterprise_id: int, batch_id: int) -> Batch:
    """One batch. Raises `NotFound`."""
    where = [ProductionBatch.enterprise_id == enterprise_id, ProductionBatch.id == batch_id]
    if not (found := _batches(cooperative_id, where)):
        raise NotFound
    return found[0]


def find_batch_request(cooperative_id: int, request_id: str) -> Batch | None:
    """The batch of an earlier request."""
    found = _batches(cooperative_id, [ProductionBatch.request_id == request_id])
    return found[0] if found else None


def last_number(enterprise_id: int) -> int:
    """The highest number of a batch so far."""
    query = sa.select(sa.func.max(ProductionBatch.number))
    return session.scalar(query.where(ProductionBatch.enterprise_id == enterprise_id)) or 0


def _batches(
    cooperative_id: int, where: Sequence[sa.ColumnElement[bool]], limit: int | None = None
) -> list[Batch]:
    query = (
        sa.select(ProductionBatch)
        .where(ProductionBatch.cooperative_id == cooperative_id, *where)
        .order_by(ProductionBatch.produced_on.desc(), ProductionBatch.id.desc())
        .limit(limit)
    )
    rows = session.scalars(query).all()
    keys = [row.id for row in rows]
    uses, costs = _uses(keys), _costs(keys)
    return [_batch(row, uses[row.id], costs[row.id]) for row in rows]


def _batch(row: ProductionBatch, uses: list[Use], costs: list[Cost]) -> Batch:
    return Batch(
        id=row.id, number=row.number, version_id=row.version_id, item_id=row.item_id,
        on=row.produced_on, best_before=row.best_before, times=row.times, good=row.good,
        rejected=row.rejected, reason=row.reason, own_minutes=row.own_minutes,
        hourly_rate=Money(row.hourly_rate), way=Way(row.way), entry_seq=row.entry_seq,
        made_at=row.made_at, fingerprint=row.fingerprint, uses=tuple(uses), costs=tuple(costs),
    )  # fmt: skip


def _uses(batch_ids: Sequence[int]) -> dict[int, list[Use]]:
    found: dict[int, list[Use]] = defaultdict(list)
    for row in _numbered(ProductionUse, batch_ids):
        found[row.batch_id].append(Use(row.item_id, row.quantity, Money(row.cost)))
    return found


def _costs(batch_ids: Sequence[int]) -> dict[int, list[Cost]]:
    found: dict[int, list[Cost]] = defaultdict(list)
    for row in _numbered(ProductionCost, batch_ids):
        cost = Cost(CostKind(row.kind), row.name, Money(row.amount), row.is_paid)
        found[row.batch_id].append(cost)
    return found


def _numbered(table: Any, batch_ids: Sequence[int]) -> Any:
    query = sa.select(table).where(table.batch_id.in_(batch_ids))
    return session.scalars(query.order_by(table.batch_id, table.number))
