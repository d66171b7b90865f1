"""A session on one page: when and where, its code, what to do next, how many came; names are elsewhere."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import names_of
from coop_app.literacy.forms.sessions.planning import StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.sessions.planning import KINDS, MANNERS, STATES
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import (
    counted,
    is_there,
    session_here,
    session_title,
)
from coop_app.refusal import N_
from coop_app.web import whatsapp
from coop_app.web.access import letterhead, may, requires
from coop_app.web.filters import long_day
from coop_app.web.pages import page

ACTS = {
    "opened": N_("Opened"),
    "closed": N_("Closed"),
    "cancelled": N_("Given up"),
    "list": N_("List saved"),
    "invited": N_("People invited"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A page that belongs to a session, and what it is for."""

    endpoint: str
    permission: str
    label: str
    icon: str
    why: str
    #: states in which it is of use; empty for all
    states: tuple[str, ...] = ()
    #: whether its address takes the module instead of the session
    of_module: bool = False


_RUNNING, _HELD = ("planned", "open"), ("open", "closed")
WAYS = (
    Way("literacy.invite_form", "literacy.people", N_("Invite people"), "user-plus",
        N_("Members of the village, and those who came before"), _RUNNING),
    Way("literacy.attendance_paper", "literacy.people", N_("Attendance sheet"), "printer",
        N_("Print it, let everybody sign, type it in afterwards"), _RUNNING),
    Way("literacy.code_poster", "literacy.read", N_("Code for the wall"), "qr-code",
        N_("One sheet with the code, large"), _RUNNING),
    Way("literacy.module_guide", "literacy.teach", N_("Guide for the trainer"), "book-open",
        N_("What to do and say, minute by minute"), of_module=True),
    Way("literacy.sheet_paper", "literacy.read", N_("Handout"), "file-text",
        N_("One sheet to take home"), of_module=True),
    Way("literacy.screen", "literacy.teach", N_("Projector"), "monitor",
        N_("Large and calm, one thing at a time"), ("open",)),
    Way("literacy.remote_control", "literacy.teach", N_("Remote control"), "smartphone",
        N_("Move the projector with your phone"), ("open",)),
    Way("literacy.attendance_form", "literacy.people", N_("Who is there"), "clipboard-list",
        N_("Tick names, type the paper list"), _RUNNING),
    Way("literacy.people_here", "literacy.people", N_("Who was there"), "users",
        N_("Names, couples, corrections"), ("closed",)),
    Way("literacy.session_tests", "literacy.teach", N_("Tests"), "list-checks",
        N_("Before and after, on phones, on paper or aloud"), _HELD),
    Way("literacy.test_results", "literacy.read", N_("Results of the tests"), "bar-chart-3",
        N_("Question by question, and how much was learned"), _HELD),
    Way("literacy.session_promises", "literacy.people", N_("Promises"), "handshake",
        N_("What everybody wants to do within thirty days"), _HELD),
    Way("literacy.certificates", "literacy.people", N_("Certificates"), "badge-check",
        N_("For those who took part"), ("closed",)),
)  # fmt: skip


@bp.get("/pelatihan/<int:session_id>")
@requires("literacy.read")
def session(session_id: int) -> Response:
    """Everything of one session in one place; how many came, no names."""
    one = session_here(session_id)
    rows = queries.attendances(session_id)
    acts = queries.acts_of(one.cooperative_id, session_id)
    corrections = queries.corrections_of(one.cooperative_id, session_id)
    made_by = [act.made_by for act in acts] + [one.trainer_id]
    return page(
        "literacy/session.html", session=one, count=counted(rows, one), ways=_ways(one),
        acts=acts, said=ACTS, corrections=len(corrections), today=clock.today(),
        names=names_of(one.cooperative_id, made_by), kinds=KINDS, manners=MANNERS, states=STATES,
        step=StepForm(formdata=None), invitation=whatsapp.link_to_anyone(invitation(one)),
        address=url_for("literacy.join_form", code=one.join_code, _external=True),
    )  # fmt: skip


def _ways(one: SessionRow) -> list[tuple[Way, str]]:
    return [
        (way, address)
        for way in WAYS
        if (not way.states or one.state in way.states)
        and may(way.permission)
        and (address := _address(way, one))
    ]


def _address(way: Way, one: SessionRow) -> str:
    if not is_there(way.endpoint) or (way.of_module and not one.module):
        return ""
    known = {"key": one.module} if way.of_module else {"session_id": one.id}
    return url_for(way.endpoint, **known)


def invitation(one: SessionRow) -> list[str]:
    """The lines of an invitation; the code works only once the door is open."""
    address = url_for("literacy.join_form", code=one.join_code, _external=True)
    return [
        _("Invitation: %(title)s", title=session_title(one)),
        _("%(day)s at %(time)s", day=long_day(one.held_on), time=one.starts_at.replace(":", ".")),
        one.where,
        _("Come with your husband, wife or whoever keeps the money at home."),
        _("When you are there, open %(address)s", address=address),
        letterhead().name,
    ]
