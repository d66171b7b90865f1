"""The goal, the reserve for bad days, and what dues and savings become."""

from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month, add_months
from coop_app.literacy.forms.calculators.plans import DuesForm, GoalAskForm, ReserveForm
from coop_app.literacy.queries.calculators import terms
from coop_app.literacy.rules.calculators.growing import Year, grow
from coop_app.literacy.rules.calculators.reserve import USUAL_MONTHS, Reserve
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.calculators.asking import answered, tool_page
from coop_app.literacy.views.calculators.house import READING, house, month_after
from coop_app.money import Money
from coop_app.savings.rules.goals import Goal, NothingPutAside
from coop_app.web.access import actor, pace, public

#: months; beyond it no date is named
FARTHEST = 1200


@dataclass(frozen=True, slots=True)
class Path:
    """The way to a goal: what is missing, how much a month, how long, how late, when it is there."""

    missing: Money
    per_month: Money | None
    months: int | None
    late_by_months: int | None
    done_in: str


@bp.get("/belajar/tujuan")
@public
@pace.limit(READING)
def goal() -> Response:
    """How much a month, or how many months, and how late."""
    form = GoalAskForm.asked()
    found = answered(form, lambda: _path(form.goal, form.months.data, form.facts["per_month"]))
    link = _savings_goal(form) if found else ""
    return tool_page("literacy/goal.html", tool="goal", found=found, form=form, link=link)


def _savings_goal(form: GoalAskForm) -> str:
    """For a member who is signed in: the page of the own savings goals, filled in."""
    person, months = actor(), form.months.data
    if person is None or person.member_id is None or not person.may("own.goals"):
        return ""
    needed = months or form.goal.months(form.facts["per_month"])
    if needed > FARTHEST:
        return ""
    wanted_on = add_months(clock.today(), needed)
    return url_for(
        "savings.own_goals", name=form.name.data or "", target=int(form.facts["target"]),
        wanted_on=wanted_on.isoformat(),
    )  # fmt: skip


@bp.get("/belajar/dana-darurat")
@public
@pace.limit(READING)
def emergency() -> Response:
    """Money for bad days: how much, how long until it is full, how long it would last."""
    form = ReserveForm.asked(months=USUAL_MONTHS[0])
    found = answered(form, lambda: form.reserve)
    path = answered(form, lambda: _filling(form.reserve, form.facts["per_month"]))
    return tool_page(
        "literacy/emergency.html", tool="emergency", found=found if path else None, form=form,
        path=path, usual=USUAL_MONTHS,
    )  # fmt: skip


def _path(goal: Goal, months: int | None, per_month: Money | None) -> Path:
    """Raises `MonthsNotPositive`, `NothingPutAside`; one of the two must be known."""
    if months is None and per_month is None:
        raise NothingPutAside(field="months")
    needed = goal.months(per_month) if per_month is not None else None
    late = goal.late_by(months, per_month) if months is not None and per_month is not None else None
    a_month = goal.per_month(months) if months is not None else None
    return Path(
        goal.missing, a_month, needed, late, _when(needed if needed is not None else months)
    )


def _filling(reserve: Reserve, per_month: Money | None) -> Path:
    """Raises `NothingPutAside` for nothing a month; not knowing it yet is no mistake."""
    needed = reserve.goal.months(per_month) if per_month is not None else None
    return Path(reserve.goal.missing, None, needed, None, _when(needed))


def _when(months: int | None) -> str:
    return (
        "" if months is None or months > FARTHEST else month_after(Month.of(clock.today()), months)
    )


@bp.get("/belajar/simpanan")
@public
@pace.limit(READING)
def dues() -> Response:
    """What dues and voluntary savings become, by the cooperative's own amounts and rule of interest."""
    known = terms.savings_terms(house(), clock.today())
    form = DuesForm.asked(pokok=known.pokok, dues=known.dues, percent_per_year=known.percent)
    found = answered(form, lambda: _years(form, known))
    return tool_page("literacy/dues.html", tool="dues", found=found, form=form, known=known)


def _years(form: DuesForm, known: terms.SavingsTerms) -> list[Year]:
    percent = form.facts["percent_per_year"] or Decimal(0)
    return list(grow(form.plan, known.earns(percent), Month.of(clock.today())))
