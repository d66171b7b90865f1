"""What acts, calculations and instructions of a deposit are called."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from coop_app.money import Money
from coop_app.refusal import N_
from coop_app.savings.forms.time_deposits import ENDS, PAYOUTS
from coop_app.savings.queries.time_deposits import Certificate
from coop_app.savings.rules.deposits import Line, Step
from coop_app.savings.rules.interest import terms
from coop_app.web.filters import day

#: an act's name on screen and paper
TITLES = {
    "placed": N_("Placement"),
    "interest": N_("Interest paid"),
    "rolled": N_("Extension"),
    "paid": N_("Paid out at maturity"),
    "broken": N_("Broken before maturity"),
}
_STEPS = {
    Step.PRINCIPAL: N_("Principal"),
    Step.INTEREST: N_("Interest of a month"),
    Step.RUNNING: N_("Interest of the unfinished month"),
    Step.FORFEITED: N_("Interest that is lost by breaking"),
    Step.PENALTY: N_("Cut for breaking"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a calculation on the screen; `amount` as it changes what the member gets."""

    label: str
    why: str
    amount: Money
    counts: bool


def percent(mille: int) -> str:
    """`6,5 % setahun`."""
    return str(_("%(percent)s %% a year", percent=terms.percent_text(terms.percent_of(mille))))


def plain_percent(mille: int) -> str:
    """`1 %`, of an amount."""
    return f"{terms.percent_text(terms.percent_of(mille))} %"


def payout(held: Certificate) -> str:
    """When the interest is paid."""
    return str(_(PAYOUTS[held.payout]))


def at_maturity(held: Certificate) -> str:
    """What happens in the end."""
    return str(_(ENDS[held.at_maturity]))


def lines_of(calculation: str) -> list[Line]:
    """A calculation as it was kept."""
    return [
        Line(Step(step), date.fromisoformat(start), date.fromisoformat(end), Money(amount), counts)
        for step, start, end, amount, counts in json.loads(calculation)
    ]


def shown(lines: Sequence[Line], held: Certificate, tax: int) -> list[Shown]:
    """Every line of a calculation in words, the tax last."""
    found = [_line(line, held) for line in lines]
    if tax:
        found.append(Shown(str(_("Tax withheld (PPh final)")), "", Money(-tax), counts=True))
    return found


def _line(line: Line, held: Certificate) -> Shown:
    label, amount = str(_(_STEPS[line.step])), line.amount
    if line.step is Step.PRINCIPAL:
        return Shown(label, "", amount, line.counts)
    if line.step is Step.PENALTY:
        return Shown(label, "", Money(-amount), line.counts)
    span = f"{day(line.start)} – {day(line.end)}"
    why = _("%(span)s, %(days)s days, %(percent)s", span=span, days=line.days, percent=percent(held.term.mille))  # fmt: skip
    return Shown(label, str(why), amount, line.counts)
