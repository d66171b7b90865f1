"""Her Excel books on their way in: upload, look through, post, undo."""

from typing import Any

from flask import current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from coop_app.auth.views.asking import answer
from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import UndoForm, UploadForm
from coop_app.cashbook.queries import Batch
from coop_app.cashbook.rules.importing import BatchUnknown
from coop_app.cashbook.service import Upload
from coop_app.cashbook.views import asking, second
from coop_app.cashbook.views.blueprint import bp
from coop_app.cashbook.views.imports import proposing
from coop_app.db import transaction
from coop_app.pictures import LARGEST_FILE
from coop_app.refusal import Refused
from coop_app.web import working
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404, page, see_other


@bp.get("/impor")
@requires("cashbook.import")
def imports(form: UploadForm | None = None) -> Response:
    """All books brought in, newest first, and a place for the next one."""
    form = form or UploadForm()
    form.place_id.choices = asking.place_choices()
    return page(
        "cashbook/imports.html", form=form, batches=queries.list_batches(signed_in().cooperative_id)
    )


@bp.post("/impor")
@requires("cashbook.import")
def upload() -> Response:
    """Read the file and keep it as a draft."""
    form = UploadForm.from_request()
    form.place_id.choices = asking.place_choices()
    if not form.ok:
        return imports(form)
    try:
        sent = _sent(request.files.get("file"))
        reading = service.read(desk=asking.desk(), upload=sent)
        with transaction():
            batch_id = service.draft(
                desk=asking.desk(), place_id=form.place_id.data, upload=sent, reading=reading,
                folder=asking.files(),
            )  # fmt: skip
    except Refused as refusal:
        return imports(form.blame(refusal))
    return see_other("cashbook.batch", batch_id=batch_id)


def _sent(file: FileStorage | None) -> Upload:
    if file is None:
        return Upload("", b"")
    try:
        return Upload(file.filename or "", file.read(LARGEST_FILE + 1))
    finally:
        file.close()


def batch_or_404(batch_id: int) -> Batch:
    """An import of this cooperative, or the page that says it is not here."""
    try:
        return queries.get_batch(signed_in().cooperative_id, batch_id)
    except BatchUnknown:
        return found_or_404(None)


@bp.get("/impor/<int:batch_id>")
@requires("cashbook.import")
def batch(batch_id: int, form: UndoForm | None = None) -> Response:
    """What the file holds, what is wrong with it, whether the balances agree."""
    found = batch_or_404(batch_id)
    same = queries.same_file(signed_in().cooperative_id, found)
    return page(
        "cashbook/batch.html", batch=found, form=form or UndoForm(), sums=queries.sums(batch_id),
        check=_check(found), work=working.state(_name(batch_id)), told=proposing.told, left_out=proposing.left_out,
        labels=proposing.labels(),
        categories=queries.count_by(batch_id, "category"), unsure=_unsure(batch_id), memberless=queries.count_memberless(batch_id),
        same=same,
    )  # fmt: skip


def _unsure(batch_id: int) -> dict[str, int]:
    kinds = {"below": queries.Filter(below=70), "new": queries.Filter(flag="new_member")}
    kinds |= {
        "double": queries.Filter(flag="possible_double"),
        "left_out": queries.Filter(left_out=True),
    }
    return {name: queries.list_rows(batch_id, wanted, 1)[1] for name, wanted in kinds.items()}


def _check(found: Batch) -> dict[str, Any]:
    """Where the program would stand after posting, or why it must not."""
    if found.status != "draft":
        return {}
    try:
        program, opening = service.check(desk=asking.desk(), batch_id=found.id)
    except Refused as refusal:
        return {"refused": say(refusal), "opening": 0, "difference": 0}
    return {
        "refused": "",
        "program": program,
        "opening": opening,
        "difference": program - int(found.closing),
    }


def _name(batch_id: int) -> str:
    """What the work on one import is called."""
    return f"import:{batch_id}"


@bp.post("/impor/<int:batch_id>/catat")
@requires("cashbook.import")
def post_batch(batch_id: int) -> Response:
    """Post all of it, in the background; the next page shows how far it is."""
    found = batch_or_404(batch_id)
    desk = asking.desk()

    def work(heard: working.Heard) -> None:
        with transaction():
            service.post_batch(desk=desk, batch_id=found.id, heard=heard)

    working.start(current_app, _name(found.id), work, broken=working.BROKEN_WHOLE)
    return see_other("cashbook.progress", batch_id=found.id)


@bp.get("/impor/<int:batch_id>/proses")
@requires("cashbook.import")
def progress(batch_id: int) -> Response:
    """How far posting or undoing is."""
    found, state = batch_or_404(batch_id), working.state(_name(batch_id))
    if state is None or state.over:
        return see_other("cashbook.batch", batch_id=found.id)
    return page("cashbook/progress.html", batch=found, state=state)


@bp.post("/impor/<int:batch_id>/batal")
@requires("cashbook.import")
def undo_batch(batch_id: int) -> Response:
    """Reverse everything it posted."""
    found, form = batch_or_404(batch_id), UndoForm.from_request()
    if not form.ok:
        return batch(found.id, form)
    desk, why = asking.desk(), form.why.data
    try:
        with transaction():
            service.check_undo(desk=desk, batch_id=found.id, why=why)
    except Refused as refusal:
        return answer(refusal, form, second.undoing(found.id, why)) or batch(found.id, form)

    def work(heard: working.Heard) -> None:
        with transaction():
            service.undo_batch(desk=desk, batch_id=found.id, why=why, on=desk.today, heard=heard)

    working.start(current_app, _name(found.id), work, broken=working.BROKEN_WHOLE)
    return see_other("cashbook.progress", batch_id=found.id)


@bp.post("/impor/<int:batch_id>/buang")
@requires("cashbook.import")
def drop_batch(batch_id: int) -> Response:
    """Put a draft away."""
    found = batch_or_404(batch_id)
    try:
        with transaction():
            service.drop_batch(desk=asking.desk(), batch_id=found.id)
    except Refused:
        return see_other("cashbook.batch", batch_id=found.id)
    return see_other("cashbook.imports")
