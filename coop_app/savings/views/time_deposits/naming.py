"""What deposits and interest are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.members import queries as members
from coop_app.savings.queries import interest
from coop_app.savings.queries import time_deposits as queries
from coop_app.web.references import Describe, Reference


def _deposits(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`SB-0009 0017 Sri Wahyuni` for subjects `deposit:9`."""
    found = queries.names_of(cooperative_id, ids)
    names = members.names(cooperative_id, [member_id for _number, member_id in found.values()])
    return {
        key: Reference(
            f"{number} {names.get(member_id, '')}", url_for("savings.time_deposit", deposit_id=key)
        )
        for key, (number, member_id) in found.items()
    }


def _acts(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """The paper of an act."""
    found = queries.deposits_of_acts(cooperative_id, ids)
    numbers = queries.names_of(cooperative_id, list(found.values()))
    return {
        key: Reference(
            _("Paper of deposit %(number)s", number=numbers[deposit_id][0]),
            url_for("savings.deposit_paper", act_id=key),
        )
        for key, deposit_id in found.items()
    }


def _interest(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Why an interest entry is what it is."""
    found = interest.postings_by_id(cooperative_id, ids)
    names = members.names(cooperative_id, [member_id for member_id, _month in found.values()])
    return {
        key: Reference(
            _("Interest of %(member)s", member=names.get(member_id, "")),
            url_for("savings.interest_why", month=month, member_id=member_id),
        )
        for key, (member_id, month) in found.items()
    }


#: the ledger's subjects and sources of interest and time deposits
SOURCES: dict[str, Describe] = {
    "deposit": _deposits,
    "savings_interest": _interest,
    **{
        f"time_deposit.{kind}": _acts for kind in ("placed", "interest", "rolled", "paid", "broken")
    },
}
