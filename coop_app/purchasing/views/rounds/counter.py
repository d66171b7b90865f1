"""What all pages of rounds share: the desk, whose orders may be seen, members by name."""

from dataclasses import replace

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.members import queries as members
from coop_app.members.queries import GroupCard, MemberCard
from coop_app.members.rules.standing import ACTIVE
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Round
from coop_app.refusal import NotFound
from coop_app.web.access import signed_in

COORDINATOR = "koordinator"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def own_group() -> int | None:
    """The only group a coordinator may see (0 sees none); None for those who may see all."""
    person = signed_in()
    return (person.group_id or 0) if person.role == COORDINATOR else None


def chosen_group(wanted: int | None) -> int | None:
    """The group to show: the coordinator's own, or the one that was asked for. Raises `NotFound`."""
    mine = own_group()
    if mine is not None:
        return mine
    if wanted:
        members.get_group(signed_in().cooperative_id, wanted)
    return wanted


def groups() -> list[GroupCard]:
    """The groups that the person may choose among."""
    mine = own_group()
    every = members.list_groups(signed_in().cooperative_id)
    return [group for group in every if mine in (None, group.id)]


def active_members(group_id: int) -> list[MemberCard]:
    """Those of a group who may order."""
    found = members.members_of_group(signed_in().cooperative_id, group_id)
    return [card for card in found if card.status == ACTIVE]


def visible_names(member_ids: list[int]) -> dict[int, MemberCard]:
    """Members of the list whose orders this person may see."""
    mine = own_group()
    every = members.all_cards(signed_in().cooperative_id)
    wanted = set(member_ids)
    return {card.id: card for card in every if card.id in wanted and mine in (None, card.group_id)}


def own_member() -> int:
    """The member who is signed in. Raises `NotFound` for an account without one."""
    member_id = signed_in().member_id
    if member_id is None:
        raise NotFound
    return member_id


def round_of(round_id: int) -> Round:
    """A round of the cooperative as it is at this moment, with the phase that the clock has begun."""
    shown = queries.get_round(signed_in().cooperative_id, round_id)
    return replace(shown, state=shown.times.phase(shown.state, clock.now()))
