"""Photos of products: shrunk, rid of place and phone, kept in three sizes."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from coop_app import clock, filing, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.products.models import ProductPhoto
from coop_app.products.queries import catalogue
from coop_app.products.queries.catalogue import Photo
from coop_app.products.rules.catalogue.facts import MOST_PHOTOS, TooManyPhotos
from coop_app.products.service.catalogue.keeping import wait_for_item

#: pixels of the longer side and bytes at most: a page of eight small ones fits the first visit's budget
#: (libraries.md 6.1), and so does one medium one
THUMB_SIDE, THUMB_BYTES = 240, 4_500
MEDIUM_SIDE, MEDIUM_BYTES = 720, 30_000
_LONGEST_CAPTION = 120


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as it was sent, of a product or (None) of the business as a whole."""

    item_id: int | None
    content: bytes
    caption: str = ""


def add_photo(*, desk: Desk, new: NewPhoto, folder: Path, request_id: str) -> int:
    """Keep a photo; the same request id keeps it once. Returns its key.

    Raises `TooManyPhotos`, what `pictures.prepare` refuses, `FileKindUnknown` for a PDF, and `NotFound`.
    """
    if new.item_id is not None:
        wait_for_item(desk, new.item_id)
    if earlier := catalogue.find_request(ProductPhoto, desk.book_id, request_id):
        return int(earlier.id)
    there = catalogue.photos_of(desk.book_id, [new.item_id])[new.item_id]
    if len(there) >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    kept = pictures.prepare(new.content)
    if kept.content_type != pictures.JPEG:
        raise pictures.FileKindUnknown
    photo = ProductPhoto(
        book_id=desk.book_id, item_id=new.item_id, position=len(there),
        token=secrets.token_urlsafe(12), caption=" ".join(new.caption.split())[:_LONGEST_CAPTION],
        request_id=request_id, made_by=desk.user_id, made_at=clock.now(),
        **_sizes(kept.content, _keeper(desk, folder)),
    )  # fmt: skip
    session.add(photo)
    session.flush()
    return photo.id


def put_first(*, desk: Desk, photo_id: int) -> int | None:
    """Make it the photo that lists show; returns whose it is. Raises `NotFound`."""
    photo = catalogue.get_photo([desk.book_id], photo_id)
    siblings = catalogue.photos_of(desk.book_id, [photo.item_id])[photo.item_id]
    ordered = [photo.id, *(other.id for other in siblings if other.id != photo.id)]
    for position, key in enumerate(ordered):
        session.execute(
            sa.update(ProductPhoto).where(ProductPhoto.id == key).values(position=position)
        )
    return photo.item_id


def remove_photo(*, desk: Desk, photo_id: int) -> Photo:
    """Take it away; what is returned names the files to forget once that is certain. Raises `NotFound`."""
    photo = catalogue.get_photo([desk.book_id], photo_id)
    session.execute(sa.delete(ProductPhoto).where(ProductPhoto.id == photo.id))
    return photo


def _keeper(desk: Desk, folder: Path) -> Callable[[bytes, str], str]:
    def keep(content: bytes, ending: str) -> str:
        return filing.keep_file(
            folder=folder, cooperative_id=desk.cooperative_id, content=content, ending=ending
        )

    return keep


def _sizes(photo: bytes, keep: Callable[[bytes, str], str]) -> dict[str, str | int]:
    medium = pictures.sized(photo, side=MEDIUM_SIDE, most=MEDIUM_BYTES)
    thumb = pictures.sized(photo, side=THUMB_SIDE, most=THUMB_BYTES)
    return {
        "large_key": keep(photo, "jpg"),
        "medium_key": keep(medium.content, "webp"),
        "thumb_key": keep(thumb.content, "webp"),
        "medium_width": medium.width, "medium_height": medium.height,
        "thumb_width": thumb.width, "thumb_height": thumb.height,
    }  # fmt: skip
