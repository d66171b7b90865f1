"""What a savings receipt is called on the ledger's pages, and where it leads."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.members import queries as members
from coop_app.savings import queries
from coop_app.web.references import Reference

#: the ledger's sources of this feature
SOURCES = ("savings.deposit", "savings.withdrawal", "savings.admission")


def describe(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Receipt of 0017 Sri Wahyuni` for acts of this cooperative."""
    acts = queries.keys_of(cooperative_id, ids)
    names = members.names(cooperative_id, [member_id for _kind, member_id in acts.values()])
    return {
        key: Reference(
            _("Receipt of %(member)s", member=names.get(member_id, "")),
            url_for("savings.receipt", act_id=key),
        )
        for key, (_kind, member_id) in acts.items()
    }
