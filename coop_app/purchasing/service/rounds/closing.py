"""A round closes for members: what it comes to is computed, kept with all it was computed from."""

import json
from datetime import datetime

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.purchasing.models import RoundAllocation, RoundResult
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Round, Standing
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.closing import ItemQueue, ItemResult
from coop_app.purchasing.service.rounds.life import lock, take
from coop_app.refusal import N_, NotFound, Refused


class MinimumMissed(Refused):
    """The supplier would not bring it; the treasurer decides what happens."""

    message = N_(
        "The supplier's minimum is missed for %(items)s. Give members more time, take the item out,"
        " or cancel the round."
    )


class OrderTooSmall(Refused):
    """The supplier does not come for so little."""

    message = N_(
        "The whole order lacks %(missing)s until the supplier's minimum. Give members more time, or"
        " cancel the round."
    )


class NothingToOrder(Refused):
    """A round without goods is given up."""

    message = N_("Nothing would be ordered. Give members more time, or cancel the round.")


def close(
    *, desk: Desk, round_id: int, at: datetime, zero: frozenset[int] = frozenset(), why: str = ""
) -> Round:
    """Close a round; items in `zero` are taken out. Nothing is written while a minimum is missed.

    Raises `NotTakingOrders`, `MinimumMissed`, `OrderTooSmall`, `NothingToOrder`, `NotFound`.
    """
    shown = lock(desk, round_id=round_id, at=at)
    life.after(shown.state, "close")
    standings = {each.item.id: each for each in queries.standings(shown)}
    if not zero <= set(standings):
        raise NotFound
    result = queries.outcome(shown, zero)
    open_ = [key for key in result.missed if result.items[key].nothing != "set_to_zero"]
    if open_:
        raise MinimumMissed(items=", ".join(standings[key].item.name for key in open_))
    if not result.value:
        raise NothingToOrder
    if result.below_minimum:
        raise OrderTooSmall(missing=result.below_minimum)
    for key, found in result.items.items():
        _keep(desk, shown, found, item=standings[key], at=at)
    return take(desk=desk, round_id=round_id, act="close", at=at, why=why)


def _keep(desk: Desk, shown: Round, found: ItemResult, *, item: Standing, at: datetime) -> None:
    earlier = queries.results_of(shown.id).get(item.item.id)
    row = RoundResult(
        round_item_id=item.item.id, edition=1 + (earlier.edition if earlier else 0), packs=found.packs,
        ordered=found.ordered, price=int(found.price), rule=str(shown.rule),
        why_nothing=found.nothing,
        inputs=_inputs(shown, item.queue), made_by=desk.user_id, made_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        RoundAllocation(
            result_id=row.id, member_id=int(share.member), cooperative_id=shown.cooperative_id,
            place=share.place, wished=share.wished, tolerance=share.tolerance,
            ceiling=share.ceiling, quantity=share.quantity, reason=share.reason,
        )
        for share in found.shares
    )  # fmt: skip
    session.flush()


def _inputs(shown: Round, item: ItemQueue) -> str:
    """What `coop calc order-round` would be given, and the terms beside it."""
    terms = item.terms
    facts = {
        "pack_size": terms.pack_size, "minimum": terms.minimum, "minimum_unit": terms.minimum_unit,
        "maximum": terms.maximum, "rule": str(shown.rule), "margin": shown.margin,
        "tiers": [[tier.from_quantity, int(tier.price)] for tier in terms.tiers],
        "ceilings": {key: int(value) for key, value in item.ceilings.items() if value is not None},
        "orders": [
            {"member": each.member, "quantity": each.quantity, "tolerance": each.tolerance,
             "at": each.at.isoformat()}
            for each in item.orders
        ],
    }  # fmt: skip
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))
