"""Members of the cooperative as participants: what the register knows already need not be asked."""

from coop_app.literacy.rules.sessions.people import Facts
from coop_app.members import queries as members


def member_facts(cooperative_id: int, member_id: int) -> Facts:
    """A member as a participant. Raises `NotFound`, also for another cooperative's."""
    file = members.get_file(cooperative_id, member_id)
    group = members.get_group(cooperative_id, file.card.group_id)
    last = max(file.stays, key=lambda stay: stay.from_year or 0, default=None)
    status = ""
    if last is not None:
        status = "returned" if last.to_year or last.returned_on else "abroad"
    return Facts(
        name=file.card.name, sex=file.row.sex, birth_year=file.row.birth_year,
        village=group.village or group.name, migrant_status=status,
        country=last.country if last else "", phone=file.card.phone or "", member_id=member_id,
    )  # fmt: skip


def villages(cooperative_id: int) -> list[str]:
    """The villages of the cooperative's groups, each once."""
    names = (group.village or group.name for group in members.list_groups(cooperative_id))
    return list(dict.fromkeys(names))
