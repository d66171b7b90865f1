"""The owner hangs a photo of the shop into its window, or takes it down."""

from collections.abc import Iterable

from werkzeug.wrappers import Response

from coop_app import filing
from coop_app.db import transaction
from coop_app.products.forms.catalogue import PhotoForm
from coop_app.products.queries.catalogue import Photo
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.products.views.catalogue.workplace import files, upload
from coop_app.refusal import Refused
from coop_app.sales.service import window as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window.owner import desk_here, own_window
from coop_app.web.access import requires
from coop_app.web.pages import see_other


@bp.post("/warung-saya/<int:book_id>/foto")
@requires("sales.window")
def hang_photo(book_id: int) -> Response:
    """Shrink it and show it instead of the one before."""
    desk, form, sent = desk_here(book_id), PhotoForm.from_request(), upload()
    if not form.ok:
        return own_window(book_id, photo=form)
    new = NewPhoto(None, sent.content if sent else b"", form.caption.data or "")
    try:
        with transaction():
            gone = service.hang_photo(
                desk=desk, new=new, folder=files(), request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return own_window(book_id, photo=form.blame(refusal))
    _forget(gone)
    return see_other("sales.own_window", book_id=book_id, _anchor="foto")


@bp.post("/warung-saya/<int:book_id>/foto/hapus")
@requires("sales.window")
def take_photo_down(book_id: int) -> Response:
    """The window has no photo of the shop any more."""
    desk = desk_here(book_id)
    with transaction():
        gone = service.take_photo_down(desk=desk)
    _forget(gone)
    return see_other("sales.own_window", book_id=book_id, _anchor="foto")


def _forget(photos: Iterable[Photo]) -> None:
    """Files go once it is certain that no row names them."""
    keys = [key for one in photos for key in (one.large_key, one.medium_key, one.thumb_key)]
    filing.forget_files(folder=files(), file_keys=keys)
