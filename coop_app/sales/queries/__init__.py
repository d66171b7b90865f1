"""What can be read: selling."""

from coop_app.products.rules.dealings import Dealing
from coop_app.sales.queries import till, trade


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """What a member bought, left, was paid for and sold here, the oldest first."""
    found = [*till.dealings(cooperative_id, member_id), *trade.dealings(cooperative_id, member_id)]
    return sorted(found, key=lambda one: (one.on, one.key))
