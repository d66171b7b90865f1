"""A register in from Excel, and out again in the same columns."""

from typing import Any

from flask import flash, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.forms.register import ExportForm, TakeInForm, UploadForm
from coop_app.members.forms.workbook import NoFile, read_register
from coop_app.members.queries import EVERYBODY, MemberFilter
from coop_app.members.rules import columns
from coop_app.members.views import progress, sheets
from coop_app.members.views.blueprint import bp, coop_id, identity_key
from coop_app.refusal import Refused
from coop_app.web.access import may, requires, signed_in
from coop_app.web.downloads import XLSX
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other, send_bytes

SHOWN = 200


@bp.get("/impor")
@requires("members.import")
def import_form(form: UploadForm | None = None) -> Response:
    """Choose a file."""
    return page("members/import_form.html", form=form or UploadForm(), columns=columns.COLUMNS)


@bp.post("/impor")
@requires("members.import")
def upload_import() -> Response:
    """Read the file and keep its rows until somebody says yes."""
    form = UploadForm.from_request()
    if not form.ok:
        return import_form(form)
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            raise NoFile
        with file.stream:
            rows = read_register(file.read())
        with transaction():
            import_id = service.stage(
                rows, file_name=file.filename, cooperative_id=coop_id(), by=signed_in().user_id,
                identity_key=identity_key(),
            )  # fmt: skip
    except Refused as refusal:
        return import_form(form.blame(refusal))
    return see_other("members.import_review", import_id=import_id)


@bp.get("/impor/<int:import_id>")
@requires("members.import")
def import_review(import_id: int, form: TakeInForm | None = None) -> Response:
    """What taking the rows in would mean, row by row."""
    kept = queries.get_import(coop_id(), import_id)
    found = service.check(
        queries.staged_rows(kept, identity_key()), cooperative_id=coop_id(),
        identity_key=identity_key(), today=clock.today(),
    )  # fmt: skip
    doubtful = {one.row: one.facts.name for one in found.newcomers if one.row in found.doubles}
    return page(
        "members/import_review.html", form=form or TakeInForm(), kept=kept, found=found, say=say,
        doubtful=doubtful, shown=SHOWN,
    )  # fmt: skip


@bp.post("/impor/<int:import_id>")
@requires("members.import")
def take_in(import_id: int) -> Response:
    """Enter all rows, or none."""
    queries.get_import(coop_id(), import_id)
    form = TakeInForm.from_request()
    if not form.ok:
        return import_review(import_id, form)
    who: dict[str, Any] = {
        "cooperative_id": coop_id(),
        "by": signed_in().user_id,
        "today": clock.today(),
    }
    try:
        with transaction(), progress.told(import_id) as tell:
            count = service.take_in(
                form.choices, import_id=import_id, identity_key=identity_key(), progress=tell, **who
            )
    except Refused as refusal:
        return import_review(import_id, form.blame(refusal))
    flash(_("%(count)s members are in the register.", count=count))
    return see_other("members.import_review", import_id=import_id)


@bp.get("/impor/<int:import_id>/kemajuan")
@requires("members.import")
def import_progress(import_id: int) -> Response:
    """How far it is, for the bar."""
    queries.get_import(coop_id(), import_id)
    done, count = progress.of(import_id)
    return jsonify(done=done, count=count)


@bp.get("/impor/contoh.xlsx")
@requires("members.import")
def import_template() -> Response:
    """An empty sheet with the right headings, drop-downs and an example."""
    content = sheets.template([group.name for group in queries.list_groups(coop_id())])
    return send_bytes(content, name="contoh-daftar-anggota.xlsx", kind=XLSX)


@bp.get("/ekspor")
@requires("members.export")
def export_form(form: ExportForm | None = None) -> Response:
    """Ask whether identity numbers go out, and why."""
    return page("members/export_form.html", form=form or ExportForm())


@bp.post("/ekspor")
@requires("members.export")
def export() -> Response:
    """The whole register in the columns of the import."""
    form = ExportForm.from_request()
    if not form.ok:
        return export_form(form)
    rows = queries.list_members(coop_id(), MemberFilter(status=EVERYBODY))
    who: dict[str, Any] = {"cooperative_id": coop_id(), "by": signed_in().user_id}
    niks: dict[int, str] = {}
    try:
        with transaction():
            if form.with_nik.data and may("members.identity"):
                niks = service.reveal_all(form.reason.data, identity_key=identity_key(), **who)
            service.record_export(count=len(rows), **who)
    except Refused as refusal:
        return export_form(form.blame(refusal))
    content = sheets.register(rows, queries.surroundings(coop_id()), niks)
    return send_bytes(content, name="daftar-anggota.xlsx", kind=XLSX)
