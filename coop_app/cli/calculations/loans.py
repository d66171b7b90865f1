"""`coop calc loan-schedule`, `loan-payment`, `loan-settlement` and `loan-class`."""

from decimal import Decimal
from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given
from coop_app.loans.rules.collectability import Standing, class_of
from coop_app.loans.rules.cost import Fees, effective_percent_per_year
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.repayment import OrderIncomplete, Part, split_payment
from coop_app.loans.rules.schedule import Instalment, Terms, schedule_of
from coop_app.loans.rules.settlement import Rule, settle
from coop_app.money import ZERO

TERMS = (
    "principal",
    "rate",
    "term_months",
    "disbursed_on",
    "first_due",
    "rounding_unit",
    "grace_months",
)


def _rate(given: Given) -> Rate:
    given.only("percent", "per", "method")
    percent = given.number("percent")
    return Rate(
        percent=percent, per=given.choice("per", Per), method=given.choice("method", Method)
    )


def _terms(given: Given) -> Terms:
    return Terms(
        principal=given.amount("principal"),
        rate=_rate(given.part("rate")),
        months=given.whole("term_months"),
        disbursed_on=given.day("disbursed_on"),
        first_due=given.day("first_due"),
        rounding_unit=given.whole("rounding_unit") if given.has("rounding_unit") else 1,
        grace_months=given.whole("grace_months") if given.has("grace_months") else 0,
    )


def _fees(given: Given) -> Fees:
    if not given.has("fees"):
        return Fees()
    fees = given.part("fees").only("provision_percent", "admin")
    percent = fees.number("provision_percent", most=100) if fees.has("provision_percent") else 0
    return Fees(
        provision_percent=Decimal(percent),
        admin=fees.amount("admin") if fees.has("admin") else ZERO,
    )


def schedule(given: Given) -> dict[str, Any]:
    """All rows, the payout and the effective rate of a loan."""
    terms = _terms(given.only(*TERMS, "fees"))
    net = _fees(given).net_of(terms.principal)
    rows = schedule_of(terms)
    totals = [row.total for row in rows.instalments]
    return {
        "instalments": [_row(row) for row in rows.instalments],
        "total_interest": rows.total_interest,
        "total": rows.total,
        "net_disbursed": net,
        "effective_percent_per_year": str(effective_percent_per_year(net, totals)),
    }


def _row(row: Instalment) -> dict[str, Any]:
    return {
        "n": row.number,
        "due": row.due.isoformat(),
        "principal": row.principal,
        "interest": row.interest,
        "total": row.total,
        "balance": row.balance,
    }


def payment(given: Given) -> dict[str, Any]:
    """Where a payment goes."""
    given.only("owed", "paid", "order")
    owed = given.part("owed").only(*Part)
    order = tuple(Part)
    if given.has("order"):
        named = given.items("order")
        if any(part not in order for part in named):
            raise OrderIncomplete
        order = tuple(Part(part) for part in named)
    split = split_payment(given.amount("paid"), {part: owed.amount(part) for part in Part}, order)
    return {"split": dict(split.parts), "left_over": split.left_over}


def settlement(given: Given) -> dict[str, Any]:
    """What closes a loan early."""
    terms = _terms(given.only(*TERMS, "fees", "paid_instalments", "rule"))
    paid = given.whole("paid_instalments")
    due = settle(terms, paid_instalments=paid, rule=given.choice("rule", Rule))
    return {"principal": due.principal, "interest": due.interest, "total": due.total}


def loan_class(given: Given) -> dict[str, Any]:
    """The class of a loan by its arrears and collateral."""
    months = ("principal_arrears_months", "months_doubtful")
    given.only("instalment_period_months", "collateral_percent", "rescuable", *months)
    standing = Standing(
        instalment_period_months=_period(given),
        principal_arrears_months=given.number("principal_arrears_months", most=1200),
        collateral_percent=given.number("collateral_percent", most=10**6),
        rescuable=given.yes_no("rescuable"),
        months_doubtful=given.number("months_doubtful", most=1200),
    )
    return {"class": str(class_of(standing))}


def _period(given: Given) -> Decimal | None:
    """Null stands for a loan that is paid back at once; a missing field is refused."""
    if "instalment_period_months" in given.values and not given.has("instalment_period_months"):
        return None
    return given.number("instalment_period_months", most=600)


CALCULATIONS: dict[str, Calculation] = {
    "loan-schedule": schedule,
    "loan-payment": payment,
    "loan-settlement": settlement,
    "loan-class": loan_class,
}
