"""How savings earn interest, written into the page so that a phone counts as we do."""

import json
from decimal import Decimal

from coop_app.literacy.queries.calculators.terms import SavingsTerms
from coop_app.literacy.views.blueprint import bp
from coop_app.savings.rules.interest import Rates


@bp.app_template_global()
def phone_terms(known: SavingsTerms) -> str:
    """The cooperative's own tiers, day count and tax; amounts in rupiah, rates as exact text."""
    usual = known.earns(Decimal(0))
    tax = usual.tax
    return json.dumps(
        {
            "percent": f"{known.percent:f}" if known.percent is not None else None,
            "tiers": _tiers(known.interest.rates) if known.interest else None,
            "basis": usual.day_basis,
            "free": int(tax.free_per_month) if tax else 0,
            "tax": f"{tax.percent:f}" if tax else "0",
        }
    )


def _tiers(rates: Rates) -> list[tuple[int | None, str]]:
    return [
        (None if tier.below is None else int(tier.below), f"{tier.percent_per_year:f}")
        for tier in rates.tiers
    ]
