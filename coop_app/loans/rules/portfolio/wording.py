"""The reasons of a judgement as they are kept, and as sentences."""

import json
from collections.abc import Mapping, Sequence

from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import Why
from coop_app.refusal import N_

#: reason → its sentence (English message id)
SENTENCES: Mapping[Why, str] = {
    Why.NOTHING_LATE: N_("Nothing is late."),
    Why.LATE: N_("%(days)s days late, %(months)s months of arrears."),
    Why.COLLATERAL: N_("Collateral covers %(percent)s%% of what is owed."),
    Why.NO_COLLATERAL: N_("Collateral covers only %(percent)s%% of what is owed."),
    Why.LONG_DOUBTFUL: N_("Doubtful for %(months)s months already."),
    Why.KEPT: N_("Rescheduled: keeps its class, %(paid)s of %(needed)s instalments are paid."),
}
#: class → its name on the screen (English message id)
NAMES: Mapping[LoanClass, str] = {
    LoanClass.CURRENT: N_("Current"),
    LoanClass.SPECIAL_MENTION: N_("Special mention"),
    LoanClass.SUBSTANDARD: N_("Substandard"),
    LoanClass.DOUBTFUL: N_("Doubtful"),
    LoanClass.LOSS: N_("Loss"),
}
Reasons = Sequence[tuple[Why, Mapping[str, str]]]


def write(why: Reasons) -> str:
    """The reasons as they are kept."""
    return json.dumps([[reason.value, dict(facts)] for reason, facts in why], sort_keys=True)


def read(text: str) -> tuple[tuple[Why, dict[str, str]], ...]:
    """The reasons as they were kept."""
    return tuple((Why(reason), facts) for reason, facts in json.loads(text))
