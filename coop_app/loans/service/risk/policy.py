"""The dated policy by which loans are judged; two persons change it."""

from dataclasses import dataclass
from datetime import date

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.auth.service.cooperatives import set_value
from coop_app.loans.rules.portfolio import policy as policies
from coop_app.loans.rules.portfolio.judging import Ruler
from coop_app.loans.rules.portfolio.losses import ReasonMissing
from coop_app.loans.rules.portfolio.policy import Policy


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy, the day from which it holds, and who decided it ("RAT 12 Maret 2026")."""

    policy: Policy
    valid_from: date
    why: str


def set_policy(*, desk: Desk, new: NewPolicy) -> None:
    """How loans are judged from a day on. Raises `SecondPersonNeeded`, `ReasonMissing`, `DaysNotRising`."""
    Ruler(days=new.policy.days)
    if not new.why.strip():
        raise ReasonMissing
    auth.require_second_person(desk)
    set_value(
        policies.SETTING, cooperative_id=desk.cooperative_id, value=policies.write(new.policy),
        valid_from=new.valid_from, by=desk.user_id, now=clock.now(), reason=new.why.strip(),
    )  # fmt: skip
