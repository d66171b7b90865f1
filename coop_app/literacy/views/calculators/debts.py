"""A debt: flat against declining, and the lender of the telephone."""

from datetime import date

from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.forms.calculators.costs import DebtForm, OnlineForm
from coop_app.literacy.rules.calculators.debts import both
from coop_app.literacy.rules.calculators.warning import CHECKED_ON, REPORT_TO, SIGNS
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.calculators.asking import answered, tool_page
from coop_app.literacy.views.calculators.house import READING
from coop_app.money import Money
from coop_app.web.access import pace, public

#: an invented loan to begin with; every figure can be typed over
EXAMPLE = {"loan": Money(1_000_000), "cut_percent": 30, "daily_percent": 1, "days": 7}


@bp.get("/belajar/utang")
@public
@pace.limit(READING)
def debt() -> Response:
    """The same loan twice, and a loan by telephone; each is a question of its own in the address."""
    today: date = clock.today()
    form, online = DebtForm.asked(), OnlineForm.asked(**EXAMPLE)
    found = answered(form, lambda: both(form.wish, today=today))
    lender = answered(online, lambda: online.phone_loan)
    return tool_page(
        "literacy/debt.html", tool="online" if lender and not found else "debt",
        found=found or lender, form=online if online.blamed else form, ask=form, online=online,
        both=found, lender=lender, chain=list(lender.chain()) if lender else [], signs=SIGNS,
        report_to=REPORT_TO, checked_on=CHECKED_ON,
    )  # fmt: skip
