"""Recommending a loan, which puts it before those who decide; and what they are shown."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.auth.queries import people
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.acts import RecommendationForm
from coop_app.loans.forms.words import COLLATERALS, SETTLEMENTS
from coop_app.loans.queries import LoanPage
from coop_app.loans.rules import stages
from coop_app.loans.rules.products import CollateralKind
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.settlement import Rule
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, percent_text, rate_text
from coop_app.loans.views.lending.loans import loan_view
from coop_app.members import queries as members
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import see_other

APPROVE = "loan.approve"


class LoanChanged(Refused):
    """What is decided must be what was shown."""

    message = N_(
        "The application is not what was put before you. Refuse this and have it recommended anew."
    )


@bp.post("/<int:loan_id>/rekomendasi")
@requires("loans.recommend")
def recommend(loan_id: int) -> Response:
    """Speak for a loan and put it before the others."""
    queries.get_loan(signed_in().cooperative_id, loan_id)
    form = RecommendationForm.from_request()
    if not form.ok:
        return loan_view(loan_id, form=form, recommendation=form)
    here, text = desk(), form.text.data or ""
    try:
        with transaction():
            service.recommend(desk=here, loan_id=loan_id, text=text)
            auth.ask_second_person(
                asked(here, loan_id, text, form.request_id.data or ""),
                cooperative_id=here.cooperative_id, by=here.user_id, now=clock.now(),
            )  # fmt: skip
    except Refused as refusal:
        return loan_view(loan_id, form=form.blame(refusal), recommendation=form)
    flash(_("Recommended. Now others decide; whoever recommends does not vote."))
    return see_other("loans.loan", loan_id=loan_id)


def asked(here: Desk, loan_id: int, text: str, request_id: str) -> auth.Asked:
    """What a recommendation puts before those who decide."""
    shown = queries.loan_page(here.cooperative_id, loan_id, on=here.today)
    content = {
        "book_id": shown.loan.book_id, "loan_id": loan_id, "loan": bound(shown),
        "others": [
            {
                "label": other.loan.label, "member": other.loan.member_id, "owed": int(other.owed),
                "arrears": int(other.arrears), "days": other.days_late,
            }
            for other in shown.others
        ],
        "recommended_by": here.user_id,
    }  # fmt: skip
    return auth.Asked(
        APPROVE, request_id=request_id, reason=text, subject=shown.loan.subject, content=content
    )


def bound(shown: LoanPage) -> dict[str, Any]:
    """What an approval binds: everything that was agreed to, as plain values."""
    loan, details, offer, verdict = shown.loan, shown.details, shown.offer, shown.verdict
    rate, things = loan.terms.rate, details.collaterals
    return {
        "label": loan.label, "borrower": shown.member.label, "village": shown.member.group_name,
        "product": loan.product, "principal": int(loan.principal), "months": loan.months,
        "purpose": loan.purpose, "term_id": loan.term_id,
        "rate": [format(rate.percent, "f"), rate.per.value, rate.method.value],
        "settlement": loan.terms.settlement.value, "first": int(offer.first) if offer else 0,
        "largest": int(offer.largest) if offer else 0, "total": int(offer.total) if offer else 0,
        "net": int(offer.net) if offer else 0, "cost": int(offer.cost) if offer else 0,
        "effective": str(offer.effective) if offer else "", "ceiling": str(shown.figures.ceiling),
        "above": bool(offer and offer.is_above_ceiling),
        "left_over": int(verdict.left_over) if verdict else 0, "share": shown.figures.share,
        "most": int(verdict.most) if verdict else 0, "fits": bool(verdict and verdict.fits),
        "collateral": [[thing.kind, thing.description, int(thing.value)] for thing in things],
        "guarantors": [
            [shown.names.get(each.member_id, ""), int(each.amount)] for each in details.pledges
        ],
    }  # fmt: skip


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The final content in words, for whoever decides."""
    loan = content["loan"]
    percent, per, method = loan["rate"]
    rate = Rate(percent=Decimal(percent), per=Per(per), method=Method(method))
    return [
        (_("Borrower"), f"{loan['borrower']}, {loan['village']}"),
        (_("Loan"), f"{loan['label']} · {loan['product']} · {rupiah_text(loan['principal'])}"),
        (_("What the loan is for"), loan["purpose"]),
        (_("Term"), _("%(count)s months", count=loan["months"])),
        (_("Interest (jasa)"), rate_text(rate)),
        (_("Effective rate"), _effective(loan)),
        (_("First instalment"), rupiah_text(loan["first"])),
        (_("Paid back in all"), rupiah_text(loan["total"])),
        (_("The loan costs"), rupiah_text(loan["cost"])),
        (_("Paid out"), rupiah_text(loan["net"])),
        (_("Paying back early"), str(SETTLEMENTS[Rule(loan["settlement"])])),
        (_("Household"), _household(loan)),
        (_("Collateral"), _collateral(loan)),
        (_("Guarantors"), _guarantors(loan)),
        (_("Other loans"), _others(cooperative_id, content)),
    ]


def _effective(loan: dict[str, Any]) -> str:
    text = _("%(rate)s per year, all fees counted", rate=percent_text(Decimal(loan["effective"])))
    if loan["above"]:
        ceiling = percent_text(Decimal(loan["ceiling"]))
        text += " – " + _(
            "the quoted rate is ABOVE the legal %(ceiling)s per year", ceiling=ceiling
        )
    return str(text)


def _household(loan: dict[str, Any]) -> str:
    figures = {
        "left": rupiah_text(loan["left_over"]), "share": loan["share"],
        "most": rupiah_text(loan["most"]), "instalment": rupiah_text(loan["largest"]),
    }  # fmt: skip
    if loan["fits"]:
        return str(
            _(
                "fits: %(left)s left over, %(share)s%% of it is %(most)s, instalment %(instalment)s",
                **figures,
            )
        )
    return str(
        _(
            "DOES NOT FIT: %(left)s left over, %(share)s%% of it is %(most)s, instalment %(instalment)s",
            **figures,
        )
    )


def _collateral(loan: dict[str, Any]) -> str:
    things = [
        f"{COLLATERALS[CollateralKind(kind)]}: {text} ({rupiah_text(value)})"
        for kind, text, value in loan["collateral"]
    ]
    return "; ".join(things) or str(_("none"))


def _guarantors(loan: dict[str, Any]) -> str:
    return ", ".join(_stands(name, amount) for name, amount in loan["guarantors"]) or str(_("none"))


def _stands(name: str, amount: int) -> str:
    if not amount:
        return name
    return str(_("%(name)s (%(amount)s held)", name=name, amount=rupiah_text(amount)))


def _others(cooperative_id: int, content: dict[str, Any]) -> str:
    names = members.names(cooperative_id, [other["member"] for other in content["others"]])
    found = []
    for other in content["others"]:
        text = f"{other['label']} {names.get(other['member'], '')}: {rupiah_text(other['owed'])}"
        if other["days"]:
            late = {"amount": rupiah_text(other["arrears"]), "days": other["days"]}
            text += " – " + _("ARREARS %(amount)s, %(days)s days late", **late)
        found.append(text)
    return "; ".join(found) or str(_("none"))


def execute(agreed: auth.Agreed) -> None:
    """Approve, if the application is still what was shown. Raises `LoanChanged`."""
    loan_id = agreed.content["loan_id"]
    shown = queries.loan_page(agreed.cooperative_id, loan_id, on=agreed.desk.today)
    if bound(shown) != agreed.content["loan"]:
        raise LoanChanged
    service.approve(desk=agreed.desk, loan_id=loan_id, text="")


def ended(agreed: auth.Agreed, state: str) -> None:
    """Refused: the loan is rejected. Withdrawn: the application can be written anew."""
    loan = queries.get_loan(agreed.cooperative_id, agreed.content["loan_id"])
    if loan.stage != stages.RECOMMENDED:
        return  # the member withdrew it meanwhile
    verb = service.reject if state == "refused" else service.give_back
    verb(desk=agreed.desk, loan_id=agreed.content["loan_id"], text=agreed.reason)


def quorum(cooperative_id: int, _content: dict[str, Any]) -> int:
    """How many vote."""
    return auth.limit("committee_quorum", cooperative_id=cooperative_id, on=clock.today())


def barred(cooperative_id: int, content: dict[str, Any]) -> Collection[int]:
    """Who recommends and who borrows do not vote."""
    loan = queries.get_loan(cooperative_id, content["loan_id"])
    own = [user.id for user in people.users(cooperative_id) if user.member_id == loan.member_id]
    return [content["recommended_by"], *own]


auth.register_kind(
    auth.Kind(
        APPROVE,
        N_("Approve a loan"),
        describe,
        execute,
        permission="loans.approve",
        voters_needed=quorum,
        barred=barred,
        ended=ended,
    )
)
