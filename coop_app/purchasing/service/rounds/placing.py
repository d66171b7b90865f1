"""A closed round is ordered at the supplier: one paper with its own number, quantities frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.purchasing.models import PurchaseOrder, PurchaseOrderLine
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import OrderPaper
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.service.rounds.life import lock, take
from coop_app.purchasing.service.rounds.numbers import next_number
from coop_app.refusal import N_, NotFound, Refused, RequestReused


class WantedBeforeOrdered(Refused):
    """Goods come after they were ordered."""

    message = N_("The goods cannot be wanted before they are ordered.")
    field = "wanted_on"


@dataclass(frozen=True, slots=True)
class Placing:
    """When it is ordered, when the goods are wanted, what else the supplier should know."""

    round_id: int
    ordered_on: date
    wanted_on: date | None = None
    note: str = ""


def place(*, desk: Desk, placing: Placing, request_id: str, at: datetime) -> OrderPaper:
    """Order a closed round at its supplier; the same request id orders once.

    Raises `NotClosed`, `WantedBeforeOrdered`, `RequestReused`, `NotFound`.
    """
    shown = lock(desk, round_id=placing.round_id, at=at)
    mark = fingerprint(placing)
    if earlier := queries.find_paper_request(desk.cooperative_id, request_id):
        if earlier != (shown.id, mark):
            raise RequestReused
        return _paper(desk, shown.id)
    life.after(shown.state, "place")
    if placing.wanted_on is not None and placing.wanted_on < placing.ordered_on:
        raise WantedBeforeOrdered
    year = placing.ordered_on.year
    row = PurchaseOrder(
        cooperative_id=desk.cooperative_id, round_id=shown.id, supplier_id=shown.supplier_id,
        year=year, number=next_number(desk.cooperative_id, kind="order", year=year),
        ordered_on=placing.ordered_on, wanted_on=placing.wanted_on, note=placing.note.strip(),
        request_id=request_id, fingerprint=mark, made_by=desk.user_id, made_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _write_lines(row.id, shown.id)
    take(desk=desk, round_id=shown.id, act="place", at=at)
    return _paper(desk, shown.id)


def _write_lines(order_id: int, round_id: int) -> None:
    session.add_all(
        PurchaseOrderLine(
            order_id=order_id, round_item_id=key, packs=result.packs, quantity=result.ordered,
            price=int(result.price),
        )
        for key, result in queries.results_of(round_id).items()
        if result.packs
    )  # fmt: skip
    session.flush()


def _paper(desk: Desk, round_id: int) -> OrderPaper:
    paper = queries.order_paper(desk.cooperative_id, round_id)
    if paper is None:
        raise NotFound
    return paper
