"""Interest rates: what was decided when and by whom, and a new decision for two people."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import N_, Refused
from coop_app.savings.forms.interest import InterestLawForm, InterestRateForm
from coop_app.savings.queries import interest as queries
from coop_app.savings.rules.interest import METHOD_NAMES, Method, NewRate, terms
from coop_app.savings.rules.interest.terms import NewParameters
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service import interest as service
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import page

SET_RATE = "savings.interest_rate"
SET_LAW = "savings.interest_law"


@bp.get("/jasa/suku")
@requires("savings.read")
def interest_rates() -> Response:
    """Every rate, when it began and who decided it."""
    return _page()


@bp.post("/jasa/suku")
@requires("savings.products")
def set_interest_rate() -> Response:
    """A newly decided rate: it holds when a second person has agreed."""
    form = InterestRateForm.from_request()
    if not form.ok:
        return _page(form)
    try:
        with transaction():
            service.set_rate(desk=desk(), new=form.rate, request_id=form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _asked(form)) or _page(form)
    return _page()


def _asked(form: InterestRateForm) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "rate": auth.packed(form.rate),
        "request_id": form.request_id.data,
    }  # fmt: skip
    reason = form.decided_by.data or ""
    return auth.Asked(
        kind=SET_RATE, subject=f"savings_product:{SUKARELA}", content=content, reason=reason
    )


@bp.post("/jasa/aturan")
@requires("savings.products")
def set_interest_law() -> Response:
    """The law changed: tax and cap from a month on, when a second person has agreed."""
    form = InterestLawForm.from_request()
    if not form.ok:
        return _page(law=form)
    try:
        with transaction():
            service.set_parameters(desk=desk(), new=form.parameters)
    except Refused as refusal:
        return asking.answer(refusal, form, _asked_law(form)) or _page(law=form)
    return _page()


def _asked_law(form: InterestLawForm) -> auth.Asked:
    content = {"book_id": signed_in().book_id, "law": auth.packed(form.parameters)}
    return auth.Asked(kind=SET_LAW, content=content, reason=form.decided_by.data or "")


def _page(form: InterestRateForm | None = None, law: InterestLawForm | None = None) -> Response:
    here = desk()
    tax = queries.tax_on(here.cooperative_id, here.today)
    cap = queries.cap_on(here.cooperative_id, here.today)
    return page(
        "savings/interest_rates.html", form=form or law, today=here.today,
        rate_form=form or InterestRateForm(formdata=None), tax=tax,
        law=law or InterestLawForm(formdata=None), law_open=law is not None, methods=METHOD_NAMES,
        rates=queries.list_rates(here.cooperative_id, SUKARELA), cap=terms.percent_text(cap),
        percent=lambda mille: terms.percent_text(terms.percent_of(mille)),
        above=lambda mille: terms.above_cap(mille, cap),
    )  # fmt: skip


def cap_words(cooperative_id: int, mille: int, on: Any) -> list[tuple[str, str]]:
    """A warning beside the contents when a rate is above the legal limit."""
    cap = queries.cap_on(cooperative_id, on)
    if not terms.above_cap(mille, cap):
        return []
    words = _("above the legal limit of %(cap)s %% a year", cap=terms.percent_text(cap))
    return [(_("Warning"), words)]


def percent_words(mille: int) -> str:
    """`3,5 % setahun`."""
    return str(_("%(percent)s %% a year", percent=terms.percent_text(terms.percent_of(mille))))


def _describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    new = auth.unpacked(NewRate, content["rate"])
    steps = [
        (_("Balances below %(bound)s", bound=rupiah_text(t.below)) if t.below is not None
         else _("Rate"), percent_words(t.mille))
        for t in new.tiers
    ]  # fmt: skip
    return [
        (_("From"), long_day(new.valid_from)),
        (_("Which balance earns"), _(METHOD_NAMES[Method(new.method)])),
        *steps,
        (_("Smallest balance that earns"), rupiah_text(new.minimum)),
        (_("Days of the year"), str(new.day_basis)),
        (_("Decided by"), new.decided_by),
        *cap_words(cooperative_id, new.highest, new.valid_from),
    ]


def _execute(agreed: auth.Agreed) -> None:
    new = auth.unpacked(NewRate, agreed.content["rate"])
    service.set_rate(desk=agreed.desk, new=new, request_id=agreed.content["request_id"])


auth.register_kind(auth.Kind(SET_RATE, N_("Interest rate on savings"), _describe, _execute))


def _describe_law(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    new = auth.unpacked(NewParameters, content["law"])
    return [
        (_("From"), long_day(new.valid_from)),
        (_("Free of tax, each month"), rupiah_text(new.free)),
        (_("Tax percentage above it"), f"{terms.percent_text(terms.percent_of(new.tax_mille))} %"),
        (_("Highest lawful rate, percent a year"), percent_words(new.cap_mille)),
        (_("Which rule says so"), new.decided_by),
    ]


def _execute_law(agreed: auth.Agreed) -> None:
    new = auth.unpacked(NewParameters, agreed.content["law"])
    service.set_parameters(desk=agreed.desk, new=new)


auth.register_kind(auth.Kind(SET_LAW, N_("Tax and limit of interest"), _describe_law, _execute_law))
