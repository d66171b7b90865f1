"""Dated figures that the annual meeting or the law decides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coop_app import auth
from coop_app.loans.rules.lending.affordability import SHARE_SETTING, USUAL_SHARE
from coop_app.loans.rules.lending.offer import CEILING_SETTING, USUAL_CEILING


@dataclass(frozen=True, slots=True)
class Parameters:
    """What holds on a day."""

    #: percent per year that a loan may cost at most
    ceiling: Decimal
    #: percent of what a household has left over that an instalment may take
    share: int


def parameters(cooperative_id: int, on: date) -> Parameters:
    """The figures that hold on a day."""
    ceiling = auth.setting(CEILING_SETTING, cooperative_id=cooperative_id, on=on)
    share = auth.setting(SHARE_SETTING, cooperative_id=cooperative_id, on=on)
    return Parameters(
        Decimal(ceiling) if ceiling else USUAL_CEILING, int(share) if share else USUAL_SHARE
    )
