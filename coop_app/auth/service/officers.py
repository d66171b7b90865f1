"""Rights of officers take two people, unless there is no second one yet."""

from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.auth import rules
from coop_app.auth.models import AppUser
from coop_app.auth.service import approvals, people
from coop_app.auth.service.approvals import Agreed, Kind
from coop_app.refusal import N_

ADD = "auth.add_officer"
ROLE = "auth.give_role"
PASSWORD = "auth.reset_officer"  # noqa: S105 - the name of a kind
FACTOR = "auth.reset_factor"


def needs_second_person(role: str, *, cooperative_id: int, by: int, about: int = 0) -> bool:
    """Whether an officer's right is at stake and somebody else could agree to it.

    `about` is the account at stake: nobody counts as the second person for their own rights.
    """
    if role not in rules.OFFICERS:
        return False
    maker = people.get_user(by, cooperative_id)
    others = sa.select(AppUser.id).where(
        AppUser.cooperative_id == cooperative_id,
        AppUser.disabled_at.is_(None),
        AppUser.id != about,
        AppUser.person_key != maker.person_key,
        AppUser.role.in_(rules.PERMISSIONS["approvals.decide"]),
    )
    return db.session.scalar(others.limit(1)) is not None


def _add(agreed: Agreed) -> str:
    new = people.NewUser(**agreed.content)
    by = agreed.decided_by
    coop = agreed.cooperative_id
    return people.add_user(new, cooperative_id=coop, by=by, now=agreed.now)[1]


def _give_role(agreed: Agreed) -> None:
    content = agreed.content
    people.set_role(
        user_id=content["user_id"],
        cooperative_id=agreed.cooperative_id,
        role=content["role"],
        by=agreed.decided_by,
    )


def _reset_password(agreed: Agreed) -> str:
    return people.reset_password(
        user_id=agreed.content["user_id"],
        cooperative_id=agreed.cooperative_id,
        by=agreed.decided_by,
        now=agreed.now,
    )


def _reset_factor(agreed: Agreed) -> None:
    people.reset_factor(
        user_id=agreed.content["user_id"],
        cooperative_id=agreed.cooperative_id,
        by=agreed.decided_by,
        now=agreed.now,
    )


def _in_words(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    if user_id := content.get("user_id"):
        user = people.get_user(user_id, cooperative_id)
        found.append((N_("Account"), f"{user.display_name} ({user.name})"))
    if name := content.get("name"):
        found.append((N_("Sign-in name"), name))
        found.append((N_("Full name"), content.get("display_name") or name))
    if role := content.get("role"):
        found.append((N_("Role"), rules.ROLES.get(role, role)))
    return found


def register_kinds() -> None:
    """The kinds of this storey."""
    for name, title, execute in (
        (ADD, N_("Add an officer"), _add),
        (ROLE, N_("Give an officer's role"), _give_role),
        (PASSWORD, N_("New one-time password for an officer"), _reset_password),
        (FACTOR, N_("Reset an officer's second factor"), _reset_factor),
    ):
        approvals.register(Kind(name, title, _in_words, execute))
