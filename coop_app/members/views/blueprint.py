"""The blueprint of the register, whose members a person may see, and how others name a member."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, current_app, url_for

from coop_app.config import Settings
from coop_app.members import queries
from coop_app.web.access import signed_in
from coop_app.web.references import Reference

bp = Blueprint("members", __name__, url_prefix="/anggota")
KOORDINATOR = "koordinator"


def identity_key() -> str:
    """The key outside the database."""
    settings: Settings = current_app.extensions["settings"]
    return settings.identity_key


def coop_id() -> int:
    """The cooperative of the person at the screen."""
    return signed_in().cooperative_id


def own_group() -> int | None:
    """The one group a coordinator looks after; None for everybody who may see all."""
    person = signed_in()
    return (person.group_id or 0) if person.role == KOORDINATOR else None


def visible(member_id: int) -> queries.MemberCard:
    """The member, if the person at the screen may see them. Raises `NotFound`; 404 otherwise."""
    card = queries.get_member(coop_id(), member_id)
    if own_group() not in {None, card.group_id}:
        abort(404)
    return card


def describe(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Names and links of members for the ledger's pages."""
    named = queries.names(cooperative_id, ids)
    return {
        key: Reference(label, url_for("members.member_page", member_id=key))
        for key, label in named.items()
    }


#: (cooperative, member) → label and text of what the storeys above add to the facts on a member's page
MoreFacts = Callable[[int, int], list[tuple[str, str]]]
_MORE = "coop_member_facts"


def register_facts(app_extensions: dict[str, Any], tell: MoreFacts) -> None:
    """Say who adds facts to a member's page."""
    tellers: list[MoreFacts] = app_extensions.setdefault(_MORE, [])
    tellers.append(tell)


def more_facts(member_id: int) -> list[tuple[str, str]]:
    """What the storeys above add to a member's facts."""
    tellers: list[MoreFacts] = current_app.extensions.get(_MORE, [])
    return [fact for tell in tellers for fact in tell(coop_id(), member_id)]


def find(cooperative_id: int, text: str) -> list[str]:
    """Members as ledger references, for the search of the journal."""
    return [f"member:{card.id}" for card in queries.search(cooperative_id, text, 12)]
