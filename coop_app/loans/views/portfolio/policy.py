"""The dated policy by which loans are judged and money is set aside."""

from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.risk import PolicyForm
from coop_app.loans.rules.portfolio import policy as policies
from coop_app.loans.service import NewPolicy
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

POLICY = "loans.policy"


@bp.get("/kebijakan-risiko")
@requires("loans.read")
def policy_form() -> Response:
    """The policy of today, its source, and the form for a new one."""
    here = desk()
    form = PolicyForm.of(queries.policy_on(here.cooperative_id, here.today))
    form.valid_from.data = here.today.replace(day=1)
    return page("loans/policy_form.html", form=form)


@bp.post("/kebijakan-risiko")
@requires("loans.products")
def set_policy() -> Response:
    """A new policy goes before a second person."""
    form = PolicyForm.from_request()
    if not form.ok:
        return page("loans/policy_form.html", form=form)
    try:
        typed = form.facts
        new = NewPolicy(form.policy, typed["valid_from"], typed["why"])
        with transaction():
            service.set_policy(desk=desk(), new=new)
    except Refused as refusal:
        return _refused(refusal, form)
    return see_other("loans.policy_form")


def _refused(refusal: Refused, form: PolicyForm) -> Response:
    if not isinstance(refusal, auth.SecondPersonNeeded):
        form.blame(refusal)
        return page("loans/policy_form.html", form=form)
    typed = form.facts
    content = {
        "book_id": signed_in().book_id, "policy": policies.write(form.policy),
        "valid_from": typed["valid_from"].isoformat(), "why": typed["why"],
    }  # fmt: skip
    asked = auth.Asked(kind=POLICY, request_id="", reason=typed["why"], content=content)
    return asking.answer(refusal, form, asked) or page("loans/policy_form.html", form=form)
