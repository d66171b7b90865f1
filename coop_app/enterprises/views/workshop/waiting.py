"""Documents of the cooperative that wait for her, and those before her book."""

from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import proposals
from coop_app.enterprises.service import neighbours
from coop_app.products.rules.dealings import Dealing


def new_documents(business: Enterprise) -> list[Dealing]:
    """What she has not decided yet, oldest first; documents from before her book are not offered."""
    known = neighbours.dealings(business.cooperative_id, business.member_id)
    here = [one for one in known if one.on >= business.opened_on]
    decided = proposals.decided_keys(business.cooperative_id, [one.key for one in here])
    return [one for one in here if one.key not in decided]
