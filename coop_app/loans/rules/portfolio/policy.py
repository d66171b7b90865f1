"""The settings with a date by which loans are judged, as text in the table of settings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import CLASSES, USUAL_DAYS, Ruler
from coop_app.loans.rules.portfolio.provisions import AllowanceTerms, PercentOutOfRange
from coop_app.loans.rules.products import Judging

#: the name of the one dated setting that holds them all
SETTING = "loan_policy"
#: paid instalments after which a rescheduled loan may be judged anew (domain.md 3.3)
USUAL_KEEP = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """How loans are judged from a day on; which rule holds for a loan stands in its product."""

    days: tuple[int, ...] = USUAL_DAYS
    allowance: AllowanceTerms = field(default_factory=AllowanceTerms)
    keep_payments: int = USUAL_KEEP

    def ruler(self, rule: Judging) -> Ruler:
        """What a loan of such a product is judged by. Raises `DaysNotRising`."""
        return Ruler(rule, self.days)


def write(policy: Policy) -> str:
    """The policy as it is kept."""
    percent = {each.value: str(policy.allowance.percent[each]) for each in CLASSES}
    content = {
        "days": list(policy.days),
        "percent": percent,
        "net_of_collateral": policy.allowance.net_of_collateral,
        "keep_payments": policy.keep_payments,
    }
    return json.dumps(content, sort_keys=True)


def read(text: str | None) -> Policy:
    """The policy that was kept; the usual one where nothing was decided."""
    if not text:
        return Policy()
    content = json.loads(text)
    return Policy(
        tuple(content["days"]),
        AllowanceTerms(percents(content["percent"]), content["net_of_collateral"]),
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
