"""The member behind a typed number or name."""

from coop_app.members import queries as members
from coop_app.refusal import N_, Refused
from coop_app.web.access import signed_in


class MemberUnclear(Refused):
    """A number or a name that means exactly one member."""

    message = N_("“%(written)s” is not exactly one member. Write the number, or more of the name.")
    field = "member"


def member_key(text: str, *, field: str = "member") -> int:
    """The member behind a typed number or name. Raises `MemberUnclear`."""
    cooperative_id, words = signed_in().cooperative_id, text.split()
    if words and words[0].isdecimal():
        found = members.find_by_number(cooperative_id, int(words[0][:9]))
        matches = [found] if found else []
    else:
        matches = members.search(cooperative_id, text, limit=2)
    if len(matches) != 1:
        raise MemberUnclear(written=text[:60], field=field)
    return matches[0].id
