"""The family's page: this month's envelopes, and the months before."""

from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month
from coop_app.literacy.forms.family.households import PressForm
from coop_app.literacy.forms.family.planning import BeginForm
from coop_app.literacy.queries.family import months
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import names_of
from coop_app.literacy.queries.family.months import Period
from coop_app.literacy.queries.family.notes import notes_of
from coop_app.literacy.rules.family.income import SOURCES
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.cards import month_view, title_of
from coop_app.literacy.views.family.here import Here, household_here, needed, start
from coop_app.web.access import pace, public
from coop_app.web.filters import month_name
from coop_app.web.pages import page

#: a family on one phone reads slower; a village hall behind one address does not
READING = "240 per minute"
_LATEST = 6


@bp.get("/keluarga")
@public
@pace.limit(READING)
def family_home() -> Response:
    """This month; on the first visit the page that explains and begins."""
    here = household_here()
    if here is None:
        return start()
    found = months.period_on(here.home, clock.today())
    periods = months.periods_of(here.home)
    return shown(here, found or (periods[-1] if periods else None), is_now=found is not None)


@bp.get("/keluarga/bulan/<int:period_id>")
@public
@pace.limit(READING)
def family_month(period_id: int) -> Response:
    """A month before."""
    here = needed()
    period = months.get_period(here.home, period_id)
    return shown(here, period, is_now=period.holds(clock.today()))


def shown(here: Here, period: Period | None, *, is_now: bool) -> Response:
    """The page of a period, or of a household that has none yet."""
    others = [(one, title_of(here.home, one)) for one in reversed(months.periods_of(here.home))]
    latest = notes_of(here.household_id, period_id=period.id, most=_LATEST) if period else []
    return page(
        "literacy/family_home.html", here=here, is_now=is_now, others=others, latest=latest,
        month=month_view(here.home, period) if period else None, names=names_of(here.household_id),
        envelopes={one.id: one for one in envelopes_of(here.household_id, ended=True)},
        sources=SOURCES, now=month_name(Month.of(clock.today())), begin=BeginForm(formdata=None),
        press=PressForm(formdata=None),
    )  # fmt: skip
