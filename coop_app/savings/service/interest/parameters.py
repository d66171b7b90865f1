"""The law's parameters on interest, when the law changes: dated, agreed to by a second person."""

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.auth.service.cooperatives import set_value
from coop_app.savings.rules.interest import terms
from coop_app.savings.rules.interest.terms import NewParameters


def set_parameters(*, desk: Desk, new: NewParameters) -> None:
    """Tax-free amount, tax percentage and highest rate from a month on; doing it again changes nothing.

    Raises `RateUnclear`, `DecisionMissing`, `NotFirstOfMonth`, `SecondPersonNeeded`.
    """
    terms.check_parameters(new)
    auth.require_second_person(desk)
    for name, value in terms.settings_of(new).items():
        set_value(
            name, cooperative_id=desk.cooperative_id, value=value, valid_from=new.valid_from,
            by=desk.user_id, now=clock.now(), reason=new.decided_by.strip(),
        )  # fmt: skip
