"""How the family divides its money: the plan of a month, and a new month."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.planning import BeginForm, PlanForm
from coop_app.literacy.queries.family import months
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.service.family import planning
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.cards import month_view
from coop_app.literacy.views.family.here import needed
from coop_app.literacy.views.family.home import READING
from coop_app.money import grouped
from coop_app.refusal import Refused
from coop_app.web.access import pace, public
from coop_app.web.pages import page, see_other


@bp.post("/keluarga/bulan")
@public
@pace.limit(READING)
def begin_month() -> Response:
    """A month begins, or the time after a remittance; the plan of the one before is copied."""
    here, form = needed(), BeginForm.from_request()
    if not form.ok:
        return see_other("literacy.family_home")
    with transaction():
        period = planning.begin_period(keeper=here.keeper, starts_on=form.on.data or clock.today())
    return see_other("literacy.plan_form", period_id=period.id)


@bp.get("/keluarga/bulan/<int:period_id>/rencana")
@public
@pace.limit(READING)
def plan_form(period_id: int, form: PlanForm | None = None) -> Response:
    """An amount for each envelope, and which income is divided."""
    here = needed()
    period = months.get_period(here.home, period_id)
    month = month_view(here.home, period)
    usual = {"basis": period.basis, "base": period.base}
    planned = {
        key: grouped(row.planned) for key, row in month.standing.filled.items() if row.planned
    }
    envelopes = envelopes_of(here.household_id)
    typed = {one.id: request.form.get(f"plan-{one.id}", "") for one in envelopes} if form else {}
    return page(
        "literacy/plan_form.html", here=here, month=month, planned=planned | typed,
        envelopes=envelopes, form=form or PlanForm(formdata=None, data=usual),
    )  # fmt: skip


@bp.post("/keluarga/bulan/<int:period_id>/rencana")
@public
@pace.limit(READING)
def save_plan(period_id: int) -> Response:
    """Keep the plan; what has no purpose yet is said on the next page."""
    here, form = needed(), PlanForm.from_request()
    months.get_period(here.home, period_id)
    plans = form.plans_in(request.form, envelopes_of(here.household_id)) if form.ok else {}
    if form.blamed:
        return plan_form(period_id, form)
    try:
        with transaction():
            planning.save_plan(keeper=here.keeper, period_id=period_id, plans=plans)
            planning.choose_base(
                keeper=here.keeper, period_id=period_id, basis=form.basis.data or "",
                typed=form.facts["base"],
            )  # fmt: skip
    except Refused as refusal:
        return plan_form(period_id, form.blame(refusal))
    again = request.form.get("then") == "again"
    onward = "literacy.plan_form" if again else "literacy.family_month"
    return see_other(onward, period_id=period_id)
