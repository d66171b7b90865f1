"""The terms of a loan in words, for pages and papers."""

from flask_babel import gettext as _

from coop_app.loans.forms.words import (
    COLLATERALS,
    HOLIDAYS,
    JUDGING,
    OVERPAID,
    PARTS,
    PENALTIES,
    RECOGNITION,
    SETTLEMENTS,
)
from coop_app.loans.rules.products import PenaltyKind, PenaltyTerms, ProductTerms
from coop_app.loans.views.lending.counter import percent_text, rate_text
from coop_app.web.filters import rupiah_text


def terms_words(terms: ProductTerms) -> list[tuple[str, str]]:
    """Each term with its name."""
    limits = f"{rupiah_text(terms.min_principal)} – {rupiah_text(terms.max_principal)}"
    rows = [
        (_("Interest (jasa)"), rate_text(terms.rate)),
        (_("Amount"), limits),
        (
            _("Term"),
            _("%(least)s to %(most)s months", least=terms.min_months, most=terms.max_months),
        ),
        (_("Rounding"), rupiah_text(terms.rounding_unit)),
        (_("Months without principal"), str(terms.grace_months)),
        (_("Provisi"), percent_text(terms.fees.provision_percent)),
        (_("Administration"), rupiah_text(terms.fees.admin)),
        (_("Penalty"), penalty_words(terms.penalty)),
        (_("Paying back early"), str(SETTLEMENTS[terms.settlement])),
        (_("A payment goes to"), allocation_words(terms)),
        (_("Collateral"), ", ".join(str(COLLATERALS[kind]) for kind in terms.collaterals)),
        (
            _("Tanggung renteng"),
            _("yes, the whole village group") if terms.group_liability else _("no"),
        ),
        (_("A due day without work"), str(HOLIDAYS[terms.holiday_shift])),
        (_("Interest becomes income"), str(RECOGNITION[terms.recognition])),
        (_("Arrears are judged"), str(JUDGING[terms.collectability])),
        (_("Too much money goes to"), str(OVERPAID[terms.overpayment])),
    ]
    return [(str(label), str(text)) for label, text in rows]


def penalty_words(penalty: PenaltyTerms) -> str:
    """What lateness costs, in one sentence."""
    if penalty.kind is PenaltyKind.NONE:
        return str(PENALTIES[penalty.kind])
    if penalty.kind is PenaltyKind.DAILY:
        text = _(
            "%(percent)s of the late instalment per day",
            percent=percent_text(penalty.percent_per_day),
        )
    else:
        text = _("%(amount)s for each late instalment", amount=rupiah_text(penalty.amount))
    if penalty.free_days:
        text += ", " + _("after %(days)s free days", days=penalty.free_days)
    if penalty.cap_percent:
        text += ", " + _("at most %(cap)s%% of the instalment", cap=penalty.cap_percent)
    return str(text)


def allocation_words(terms: ProductTerms) -> str:
    """Penalty, interest in arrears, …"""
    return ", ".join(str(PARTS[part]) for part in terms.allocation)
