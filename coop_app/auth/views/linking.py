"""Which member an account belongs to; the register itself lies above and registers its look-ups."""

from collections.abc import Callable

from flask import current_app

from coop_app.auth import rules
from coop_app.refusal import N_, Refused
from coop_app.web import references

#: (cooperative, member) → the member's village group
GroupOf = Callable[[int, int], int | None]
_EXTENSION = "coop_group_of_member"
_OF_A_MEMBER = {rules.ANGGOTA, rules.KOORDINATOR}


class MemberMissing(Refused):
    """This role sees what belongs to one member or one member's group."""

    message = N_("Write the name or number of the member whose account this is.")
    field = "member"


class MemberUnclear(Refused):
    """Several members fit what was typed."""

    message = N_("Several members fit: %(names)s. Write the member's number.")
    field = "member"


def register(app_extensions: dict[str, object], group_of: GroupOf) -> None:
    """Say how to learn a member's group."""
    app_extensions[_EXTENSION] = group_of


def member_of(text: str, *, role: str, cooperative_id: int) -> dict[str, int | None]:
    """`member_id` and `group_id` of a new account. Raises `MemberMissing`, `MemberUnclear`."""
    if not text:
        if role in _OF_A_MEMBER:
            raise MemberMissing
        return {"member_id": None, "group_id": None}
    found = references.find(cooperative_id, text)
    names = references.describe(cooperative_id, found)
    exact = [one for one in found if text.casefold() in names[one].label.casefold().split()]
    chosen = exact if len(exact) == 1 else found
    if not chosen:
        raise MemberMissing
    if len(chosen) > 1:
        raise MemberUnclear(names=", ".join(names[one].label for one in chosen[:5]))
    member_id = int(chosen[0].rpartition(":")[2])
    group_of: GroupOf | None = current_app.extensions.get(_EXTENSION)
    group = group_of(cooperative_id, member_id) if group_of and role == rules.KOORDINATOR else None
    return {"member_id": member_id, "group_id": group}
