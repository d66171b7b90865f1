"""The settings with a date by which loans are judged, as text in the table of settings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import CLASSES, Ruler, Scale
from coop_app.loans.rules.portfolio.provisions import AllowanceTerms, PercentOutOfRange

#: the name of the one dated setting that holds them all
SETTING = "loan_policy"
#: paid instalments after which a rescheduled loan may be judged anew (domain.md 3.3)
USUAL_KEEP = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """How loans are judged from a day on. `accrues` False: interest counts when it is paid."""

    ruler: Ruler = field(default_factory=Ruler)
    allowance: AllowanceTerms = field(default_factory=AllowanceTerms)
    accrues: bool = True
    keep_payments: int = USUAL_KEEP


def write(policy: Policy) -> str:
    """The policy as it is kept."""
    percent = {each.value: str(policy.allowance.percent[each]) for each in CLASSES}
    content = {
        "scale": policy.ruler.scale.value,
        "days": list(policy.ruler.days),
        "percent": percent,
        "net_of_collateral": policy.allowance.net_of_collateral,
        "accrues": policy.accrues,
        "keep_payments": policy.keep_payments,
    }
    return json.dumps(content, sort_keys=True)


def read(text: str | None) -> Policy:
    """The policy that was kept; the usual one where nothing was decided."""
    if not text:
        return Policy()
    content = json.loads(text)
    return Policy(
        Ruler(Scale(content["scale"]), tuple(content["days"])),
        AllowanceTerms(percents(content["percent"]), content["net_of_collateral"]),
        content["accrues"],
        content["keep_payments"],
    )


def percents(texts: Mapping[str, str]) -> dict[LoanClass, Decimal]:
    """Percentages by class from typed text, decimal comma allowed. Raises `PercentOutOfRange`."""
    try:
        found = {each: Decimal(texts[each.value].replace(",", ".").strip()) for each in CLASSES}
    except InvalidOperation as error:
        raise PercentOutOfRange from error
    if not all(each.is_finite() for each in found.values()):
        raise PercentOutOfRange
    return found
