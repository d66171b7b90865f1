"""What freight will about come to for one member, by what stands in the queue now."""

from coop_app.money import Money
from coop_app.purchasing.queries.rounds import Round, Standing
from coop_app.purchasing.rules.rounds.estimate import Taken, freight_share


def own_freight(shown: Round, standings: list[Standing], member_id: int) -> Money:
    """A member's share of the freight estimate, by weight or value as the round says."""
    mine = everybody = 0
    for standing in standings:
        own = _load(shown, standing, standing.of(member_id).quantity)
        mine += own
        everybody += _load(shown, standing, standing.progress.level.quantity)
    return freight_share(shown.freight_estimate, mine, max(everybody, mine))


def _load(shown: Round, standing: Standing, quantity: int) -> int:
    taken = Taken(quantity, standing.item.weight or 0, standing.progress.price)
    return taken.load(shown.freight_by)
