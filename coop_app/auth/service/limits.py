"""What one person may do alone today, and changing it: an act for two."""

from datetime import date
from typing import Any

from coop_app import clock
from coop_app.auth.queries import setting
from coop_app.auth.rules import limits, second_person
from coop_app.auth.rules.desk import Desk
from coop_app.auth.service.cooperatives import set_value
from coop_app.auth.service.kinds import Agreed, Asked, Kind, register
from coop_app.money import Money
from coop_app.refusal import N_

LIMIT = "settings.limit"


def limit(name: str, *, cooperative_id: int, on: date) -> int:
    """The limit that holds on a day, always within its bounds."""
    return limits.in_force(name, setting(name, cooperative_id=cooperative_id, on=on))


def require_second_person(desk: Desk) -> None:
    """For acts nobody does alone. Raises `SecondPersonNeeded`."""
    second_person.refuse_alone(desk)


def check_back_dating(desk: Desk, on: date) -> None:
    """Raises `BackDated` for a date further back than one person may record."""
    if on < desk.today and second_person.is_alone(desk):
        days = limit(limits.BACK_DATING, cooperative_id=desk.cooperative_id, on=desk.today)
        second_person.refuse_back_dated(desk, on, days)


def check_withdrawal_limit(desk: Desk, amount: Money) -> None:
    """Raises `AboveLimit` for a payout larger than one person may make."""
    if second_person.is_alone(desk):
        most = limit(limits.WITHDRAWAL, cooperative_id=desk.cooperative_id, on=desk.today)
        second_person.refuse_above(desk, amount, Money(most))


def change_limit(name: str, *, value: int, valid_from: date, today: date) -> Asked:
    """The change of a limit, to be put before a second person. Raises `LimitOutOfBounds`, `LimitInThePast`."""
    limits.check(name, value)
    if valid_from < today:
        raise limits.LimitInThePast
    content = {"name": name, "value": value, "valid_from": valid_from.isoformat()}
    return Asked(LIMIT, subject=f"setting:{name}", content=content)


def _in_words(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    known, on = limits.LIMITS[content["name"]], date.fromisoformat(content["valid_from"])
    before = limit(known.name, cooperative_id=cooperative_id, on=on)
    return [
        (N_("Limit"), known.label),
        (N_("Until now"), f"{before:,}".replace(",", ".")),
        (N_("New value"), f"{int(content['value']):,}".replace(",", ".")),
        (N_("Valid from"), f"{on:%d/%m/%Y}"),
    ]


def _change(agreed: Agreed) -> None:
    content, today = agreed.content, clock.office_time(agreed.now).date()
    limits.check(content["name"], int(content["value"]))
    set_value(
        content["name"], cooperative_id=agreed.cooperative_id, value=str(content["value"]),
        valid_from=max(date.fromisoformat(content["valid_from"]), today), by=agreed.made_by,
        now=agreed.now, reason=agreed.reason,
    )  # fmt: skip


def register_kinds() -> None:
    """The kinds of this module."""
    register(Kind(LIMIT, N_("Change a limit"), _in_words, _change))
