"""The family's own data: every note to read and take along, the sheet for the wall, deleting it all."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.family.households import DeleteForm, PressForm
from coop_app.literacy.queries.family import months
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import names_of
from coop_app.literacy.queries.family.notes import Noted, notes_of
from coop_app.literacy.rules.family.income import SOURCES
from coop_app.literacy.rules.family.notes import INCOME, MOVE, SPENDING, Note
from coop_app.literacy.service.family.deleting import delete_household as delete
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.cards import month_view
from coop_app.literacy.views.family.here import Here, let_go, needed
from coop_app.literacy.views.family.home import READING
from coop_app.literacy.views.family.papers import wall_sheet
from coop_app.refusal import N_, Refused
from coop_app.web.access import letterhead, pace, public
from coop_app.web.filters import rupiah_text as rupiah
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond

#: notes on a page; a file has all
_SHOWN = 200
#: kind of a note → the column its money stands in
_COLUMN = {INCOME: "in", SPENDING: "out", MOVE: "moved"}
KINDS = {INCOME: N_("Money that came in"), SPENDING: N_("Money out"), MOVE: N_("Moved")}


@bp.get("/keluarga/catatan")
@public
@pace.limit(READING)
def family_notes() -> Response:
    """Every note, with who wrote it; filters, and the same as a file."""
    here = needed()
    text, kind = request.args.get("cari", "").casefold()[:60], request.args.get("jenis", "")
    kept = _kept(here, text, kind)
    table = Table(
        _("Notes of %(name)s", name=here.name), _columns(), [row for _note, row in kept],
        name="catatan-keluarga", landscape=True,
    )  # fmt: skip
    return respond(
        table, "literacy/family_notes.html", here=here, kept=kept, kinds=KINDS, kind=kind,
        text=text, most=_SHOWN, press=PressForm(formdata=None),
    )  # fmt: skip


def _kept(here: Here, text: str, kind: str) -> list[tuple[Noted, dict[str, object]]]:
    """The notes that were asked for, and each as cells."""
    period_id = request.args.get("bulan", type=int)
    if period_id:
        months.get_period(here.home, period_id)
    read = _Reading(names_of(here.household_id), _names(here))
    found = notes_of(here.household_id, period_id=period_id)
    rows = [(one, read.row(one)) for one in found if kind not in KINDS or one.note.kind == kind]
    return [pair for pair in rows if text in " ".join(map(str, pair[1].values())).casefold()]


def _columns() -> list[Column]:
    return [
        Column("on", _("Date"), "date", width=10), Column("kind", _("Kind"), width=10, minor=True),
        Column("what", _("Envelope or source"), width=22), Column("words", _("What it was"), width=20),
        Column("in", _("In"), "money", width=12), Column("out", _("Out"), "money", width=12),
        Column("moved", _("Moved"), "money", width=12),
        Column("by", _("Written by"), width=12), Column("sent", _("Sent as"), width=20, minor=True),
        Column("struck", _("State"), width=16, minor=True),
    ]  # fmt: skip


def _names(here: Here) -> dict[int, str]:
    return {one.id: one.name for one in envelopes_of(here.household_id, ended=True)}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Names of persons and envelopes, read once for all rows."""

    persons: dict[int, str]
    envelopes: dict[int, str]

    def row(self, one: Noted) -> dict[str, object]:
        """A note as cells; what was struck through stands in no column that anybody adds up."""
        note = one.note
        sent = f"{note.currency} {note.sent} × {note.rate}" if note.currency else ""
        struck = _("struck through by %(name)s", name=self.persons.get(one.undone_by or 0, ""))
        return {
            "on": note.on, "kind": _(KINDS[note.kind]), "what": self._what(note),
            "words": note.words, "by": self.persons.get(one.person_id, ""), "sent": sent,
            "state": struck if one.undone_on else "",
            "struck": f"{struck} ({rupiah(note.amount)})" if one.undone_on else "",
        } | {
            column: note.amount if kind == note.kind and not one.undone_on else None
            for kind, column in _COLUMN.items()
        }  # fmt: skip

    def _what(self, note: Note) -> str:
        if note.kind == INCOME:
            return str(_(SOURCES[note.source]))
        name = self.envelopes.get(note.envelope_id or 0, "")
        return (
            f"{name} → {self.envelopes.get(note.to_envelope_id or 0, '')}"
            if note.kind == MOVE
            else name
        )


@bp.get("/keluarga/bulan/<int:period_id>/cetak")
@public
@pace.limit(READING)
def family_sheet(period_id: int) -> Response:
    """One A4 for the wall, with boxes to fill in by pen."""
    here = needed()
    month = month_view(here.home, months.get_period(here.home, period_id))
    return send_pdf(wall_sheet(month, here.name, letterhead()), name="anggaran-keluarga.pdf")


@bp.get("/keluarga/hapus")
@public
@pace.limit(READING)
def family_delete(form: DeleteForm | None = None) -> Response:
    """What deleting means, before it is done."""
    return page(
        "literacy/family_delete.html", here=needed(), form=form or DeleteForm(formdata=None)
    )


@bp.post("/keluarga/hapus")
@public
@pace.limit(READING)
def delete_family() -> Response:
    """Everything goes, for everybody of the household."""
    here, form = needed(), DeleteForm.from_request()
    if not form.ok:
        return family_delete(form)
    try:
        with transaction():
            delete(keeper=here.keeper, agreed=bool(form.agree.data))
    except Refused as refusal:
        return family_delete(form.blame(refusal))
    let_go()
    return see_other("literacy.family_start")
