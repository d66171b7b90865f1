"""The handover pack: what is open, habits, calendar, checklists, notes, minutes."""

import json
from dataclasses import dataclass
from datetime import date

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.dates import parse_date
from coop_app.db import transaction
from coop_app.literacy.forms.practice import MinutesForm, NoteForm, PressForm
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.rules.practice import catalogue
from coop_app.literacy.rules.practice import handover as rules
from coop_app.literacy.rules.practice.habits import Habit
from coop_app.literacy.rules.practice.handover import Section
from coop_app.literacy.service.practice import handing
from coop_app.literacy.service.practice.handing import Minutes
from coop_app.literacy.service.practice.neighbours import open_items
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.practice import pack_paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that is handed over, as it stands on a day."""

    on: date
    sections: list[Section]
    habits: list[Habit]
    calendar: list[tuple[date, str]]
    checklists: list[rules.Checklist]
    notes: list[queries.Note]

    def section(self, key: str) -> Section | None:
        """One of the sections."""
        return next((one for one in self.sections if one.key == key), None)


def desk() -> Desk:
    """Where the person at the screen works."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def pack_on(on: date) -> Pack:
    """The pack of this cooperative on a day."""
    person, source = signed_in(), open_items()
    coop, book = person.cooperative_id, person.book_id
    starts = auth.cooperative(coop).book_year_start_month
    return Pack(
        on=on,
        sections=list(source.sections(coop, book, on)) if source else [],
        habits=queries.habits(book, on),
        calendar=rules.calendar(on, year_starts=starts),
        checklists=rules.checklists(),
        notes=queries.notes(coop),
    )


def chosen_day() -> date:
    """The day in the address, today when there is none or it is still to come."""
    today = clock.today()
    try:
        wanted = parse_date(request.args["on"]) if request.args.get("on") else today
    except Refused:
        return today
    return min(wanted, today)


@bp.get("/serah-terima")
@requires("literacy.handover")
def handover(note: NoteForm | None = None, minutes: MinutesForm | None = None) -> Response:
    """The pack on a chosen day, and what can be done with it."""
    person, day = signed_in(), chosen_day()
    coop = person.cooperative_id
    shown = {
        "note": note or NoteForm(),
        "minutes": minutes or MinutesForm(on_date=day, outgoing=person.name),
    }
    return page(
        "literacy/handover.html", pack=pack_on(day), press=PressForm(), today=clock.today(), **shown,
        status=422 if any(form.blamed for form in shown.values()) else 200,
        handovers=queries.handovers(coop), sittings=queries.sittings(coop, None),
        passed=queries.passed_of(coop, person.user_id), all=len(catalogue.exercises()),
    )  # fmt: skip


@bp.get("/serah-terima/berkas.pdf")
@requires("literacy.handover")
def handover_paper() -> Response:
    """The pack on paper, the minutes with blank names."""
    pack = pack_on(chosen_day())
    content = pack_paper.pack_pdf(pack, letterhead(), clock.today())
    return send_pdf(content, name=f"serah-terima-{pack.on}.pdf")


@bp.post("/serah-terima/catatan")
@requires("literacy.handover")
def add_handover_note() -> Response:
    """A note for whoever comes next."""
    form = NoteForm.from_request()
    if not form.ok:
        return handover(note=form)
    facts = form.facts
    try:
        with transaction():
            handing.add_note(desk=desk(), **facts)
    except Refused as refusal:
        return handover(note=form.blame(refusal))
    return see_other("literacy.handover", _anchor="catatan")


@bp.post("/serah-terima/catatan/<int:note_id>/coret")
@requires("literacy.handover")
def cross_out_note(note_id: int) -> Response:
    """The note no longer holds."""
    if PressForm.from_request().ok:
        with transaction():
            handing.cross_out(desk=desk(), note_id=note_id)
    return see_other("literacy.handover", _anchor="catatan")


@bp.post("/serah-terima/berita-acara")
@requires("literacy.handover")
def hand_over() -> Response:
    """Keep the minutes with today's figures; the paper is then printed and signed."""
    form = MinutesForm.from_request()
    if not form.ok:
        return handover(minutes=form)
    facts = form.facts
    request_id = facts.pop("request_id")
    minutes = Minutes(**facts)
    try:
        pack = pack_on(min(minutes.on_date, clock.today()))
        figures = pack_paper.figures_of(pack, clock.today())
        with transaction():
            handing.hand_over(desk=desk(), minutes=minutes, figures=figures, request_id=request_id)
    except Refused as refusal:
        return handover(minutes=form.blame(refusal))
    flash(_("The minutes are kept. Print them and let all four sign."))
    return see_other("literacy.handover", _anchor="berita-acara")


@bp.get("/serah-terima/<int:handover_id>.pdf")
@requires("literacy.handover")
def minutes_paper(handover_id: int) -> Response:
    """The minutes as they were kept, with the names and the figures of that day."""
    row = queries.get_handover(signed_in().cooperative_id, handover_id)
    content = pack_paper.minutes_pdf(row, json.loads(row.figures), letterhead())
    return send_pdf(content, name=f"berita-acara-{row.on_date}.pdf")
