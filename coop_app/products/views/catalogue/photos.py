"""Photos of products: sent, ordered, removed, shown to their owner."""

from werkzeug.wrappers import Response

from coop_app import filing, pictures
from coop_app.db import transaction
from coop_app.products.forms.catalogue import PhotoForm
from coop_app.products.queries import catalogue
from coop_app.products.service import catalogue as service
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.products.views.blueprint import bp
from coop_app.products.views.catalogue.shelf import catalogue_item
from coop_app.products.views.catalogue.workplace import desk_at, files, item_here, my_books, upload
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import found_or_404, see_other, send_lasting


@bp.post("/<int:item_id>/foto")
@requires("products.catalogue")
def add_photo(item_id: int) -> Response:
    """Shrink and keep a photo."""
    desk, _item = item_here(item_id)
    form, sent = PhotoForm.from_request(), upload()
    if not form.ok:
        return catalogue_item(item_id, photo=form)
    new = NewPhoto(item_id, sent.content if sent else b"", form.caption.data or "")
    try:
        with transaction():
            service.add_photo(
                desk=desk, new=new, folder=files(), request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return catalogue_item(item_id, photo=form.blame(refusal))
    return see_other("products.catalogue_item", item_id=item_id, _anchor="foto")


@bp.post("/foto/<int:photo_id>/depan")
@requires("products.catalogue")
def put_photo_first(photo_id: int) -> Response:
    """The one that lists show."""
    photo = catalogue.get_photo(my_books(), photo_id)
    with transaction():
        service.put_first(desk=desk_at(photo.book_id), photo_id=photo_id)
    return see_other("products.catalogue_item", item_id=photo.item_id, _anchor="foto")


@bp.post("/foto/<int:photo_id>/hapus")
@requires("products.catalogue")
def remove_photo(photo_id: int) -> Response:
    """Take it away for good; its files go once that is certain."""
    photo = catalogue.get_photo(my_books(), photo_id)
    with transaction():
        service.remove_photo(desk=desk_at(photo.book_id), photo_id=photo_id)
    keys = (photo.large_key, photo.medium_key, photo.thumb_key)
    filing.forget_files(folder=files(), file_keys=keys)
    return see_other("products.catalogue_item", item_id=photo.item_id, _anchor="foto")


@bp.get("/foto/<int:photo_id>/<size>")
@requires("products.catalogue")
def photo_file(photo_id: int, size: str) -> Response:
    """The picture, for those who work on it."""
    photo = catalogue.get_photo(my_books(), photo_id)
    key = found_or_404({"kecil": photo.thumb_key, "sedang": photo.medium_key}.get(size))
    try:
        content = filing.file_content(folder=files(), file_key=key)
    except FileNotFoundError:
        return found_or_404(None)
    return send_lasting(content, kind=pictures.WEBP)
