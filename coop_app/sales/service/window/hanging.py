"""The photo of the shop itself: one, which a new one takes the place of."""

from pathlib import Path

from coop_app.auth.rules.desk import Desk
from coop_app.products.queries import catalogue as photos
from coop_app.products.queries.catalogue import Photo
from coop_app.products.service import catalogue
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.sales.service.window.writing import locked


def hang_photo(*, desk: Desk, new: NewPhoto, folder: Path, request_id: str) -> list[Photo]:
    """Keep the photo of the shop of the desk's book, the same request id once; returns those that went.

    Their files are forgotten once that is certain. Raises what `catalogue.add_photo` raises, and `NotFound`.
    """
    locked(desk)
    key = catalogue.add_photo(desk=desk, new=new, folder=folder, request_id=request_id)
    return [_gone(desk, one) for one in _hung(desk) if one.id != key]


def take_photo_down(*, desk: Desk) -> list[Photo]:
    """Show none any more; returns what went. Raises `NotFound`."""
    locked(desk)
    return [_gone(desk, one) for one in _hung(desk)]


def _hung(desk: Desk) -> list[Photo]:
    return photos.photos_of(desk.book_id, [None])[None]


def _gone(desk: Desk, photo: Photo) -> Photo:
    return catalogue.remove_photo(desk=desk, photo_id=photo.id)
