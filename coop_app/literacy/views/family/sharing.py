"""The family and the cooperative: what a member shows the family, what the family shows the cooperative."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month, long_date
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import ConsentForm, LinkForm, PressForm
from coop_app.literacy.queries.family import cooperative, households
from coop_app.literacy.queries.family.consents import consents_of, get_consent
from coop_app.literacy.queries.family.cooperative import Due
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.rules.family import showing
from coop_app.literacy.rules.family.envelopes import DEBT, DUES, FUTURE, LOAN, SAVINGS, Wanted
from coop_app.literacy.service.family import sharing
from coop_app.literacy.service.family.envelopes import add_envelope as add
from coop_app.literacy.service.family.sharing import Shown
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import USER, Here, needed
from coop_app.literacy.views.family.home import READING
from coop_app.members.queries import get_member
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import actor, pace, public
from coop_app.web.pages import page, see_other


def _member(here: Here) -> int | None:
    """The member at the screen: only an account tells who somebody is."""
    person = actor()
    return person.member_id if person and here.by == USER else None


def due_name(due: Due) -> str:
    """What an envelope for it is called."""
    if due.source == DUES:
        return str(_("Dues of the cooperative"))
    return str(_("Loan %(loan)s", loan=due.label))


@bp.get("/keluarga/koperasi")
@public
@pace.limit(READING)
def family_cooperative(
    link: LinkForm | None = None, consent: ConsentForm | None = None
) -> Response:
    """Links, what falls due, consents."""
    here = needed()
    today, links, member_id = clock.today(), households.links_of(here.household_id), _member(here)
    mine = next((one for one in links if one.person_id == here.person_id), None)
    usual = (
        {name: getattr(mine, name) for name in ("goals", "payments", "business")} if mine else {}
    )
    consents = consents_of(here.household_id)
    return page(
        "literacy/family_cooperative.html", here=here, links=links, today=today, member_id=member_id,
        names=households.names_of(here.household_id), consents=consents,
        agreed=any(one.runs(today) and one.member_id == member_id for one in consents),
        goals=cooperative.goals_of(here.home, links, today) if links else [],
        dues=_dues(here), link=link or LinkForm(formdata=None, data=usual),
        consent=consent or ConsentForm(formdata=None), words=_words(here, member_id),
        press=PressForm(formdata=None), status=422 if link or consent else 200,
    )  # fmt: skip


def _dues(here: Here) -> list[tuple[Due, str, bool]]:
    """What falls due this month, its name, and whether it has an envelope."""
    links, today = households.links_of(here.household_id), clock.today()
    have = {one.source for one in envelopes_of(here.household_id)}
    found = cooperative.dues_of(here.home, links, Month.of(today), today)
    return [(one, due_name(one), one.source in have) for one in found]


def _words(here: Here, member_id: int | None) -> str:
    if member_id is None:
        return ""
    name = get_member(here.cooperative_id, member_id).name
    until = long_date(clock.today() + showing.LASTS)
    return str(_(showing.WORDS, name=name, until=until))


@bp.post("/keluarga/koperasi/tampilkan")
@public
@pace.limit(READING)
def link_member() -> Response:
    """What the member at the screen lets the own family see."""
    here, form = needed(), LinkForm.from_request()
    member_id = _member(here)
    if member_id is None:
        raise NotFound
    if not form.ok:
        return family_cooperative(link=form)
    shown = Shown(bool(form.goals.data), bool(form.payments.data), bool(form.business.data))
    with transaction():
        sharing.link(keeper=here.keeper, member_id=member_id, shown=shown)
    return see_other("literacy.family_cooperative")


@bp.post("/keluarga/koperasi/amplop/<source>")
@public
@pace.limit(READING)
def add_due_envelope(source: str) -> Response:
    """An envelope for what falls due at the cooperative."""
    here, form = needed(), PressForm.from_request()
    due = next((one for one in _dues(here) if one[0].source == source), None)
    if due is None:
        raise NotFound
    is_dues = source == DUES
    wanted = Wanted(
        name=due[1],
        kind=FUTURE if is_dues else DEBT,
        key=SAVINGS if is_dues else LOAN,
        source=source,
    )
    try:
        if form.ok and not due[2]:
            with transaction():
                add(keeper=here.keeper, wanted=wanted, request_id=form.request_id.data or "")
    except Refused:
        return see_other("literacy.family_envelopes")
    return see_other("literacy.family_cooperative")


@bp.post("/keluarga/koperasi/izin")
@public
@pace.limit(READING)
def give_consent() -> Response:
    """The family lets an application of the member at the screen read monthly averages."""
    here, form = needed(), ConsentForm.from_request()
    member_id = _member(here)
    if member_id is None:
        raise NotFound
    if not form.ok:
        return family_cooperative(consent=form)
    try:
        with transaction():
            sharing.consent(
                keeper=here.keeper, member_id=member_id, months=form.months.data,
                agreed=bool(form.agree.data), words=_words(here, member_id),
                request_id=form.request_id.data or "",
            )  # fmt: skip
    except Refused as refusal:
        return family_cooperative(consent=form.blame(refusal))
    return see_other("literacy.family_cooperative", _anchor="izin")


@bp.post("/keluarga/koperasi/izin/<int:consent_id>/cabut")
@public
@pace.limit(READING)
def withdraw_consent(consent_id: int) -> Response:
    """Anybody of the family says no again."""
    here, form = needed(), PressForm.from_request()
    get_consent(here.household_id, consent_id)
    try:
        if form.ok:
            with transaction():
                sharing.withdraw(keeper=here.keeper, consent_id=consent_id)
    except showing.ConsentOver:
        pass
    return see_other("literacy.family_cooperative", _anchor="izin")
