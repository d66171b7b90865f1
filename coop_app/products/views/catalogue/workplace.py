"""Whose products a person may work on: the cooperative's, or those of the own businesses."""

from contextlib import closing
from pathlib import Path

from flask import current_app, request

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.filing import Upload
from coop_app.pictures import LARGEST_FILE
from coop_app.products import queries
from coop_app.products.queries import Item, catalogue
from coop_app.products.service.neighbours import own_books
from coop_app.web.access import letterhead, signed_in


def my_books() -> dict[int, str]:
    """Books and their names, the cooperative's first; empty for a member without a business."""
    person = signed_in()
    found: dict[int, str] = {}
    if person.book_id and person.may("sales.shop"):
        found[person.book_id] = letterhead().short_name or letterhead().name
    if person.member_id and person.may("own.shop"):
        found |= dict(own_books(person.cooperative_id, person.member_id))
    return found


def desk_at(book_id: int) -> Desk:
    """Where the person works in one of those books."""
    person = signed_in()
    return Desk(person.cooperative_id, book_id, person.user_id, clock.today())


def item_here(item_id: int) -> tuple[Desk, Item]:
    """An item of one of those books. Raises `NotFound` for everybody else's."""
    book_id = catalogue.book_of_item(item_id, my_books())
    return desk_at(book_id), queries.get_item(book_id, item_id)


def files() -> Path:
    """Where photos and papers lie."""
    folder: Path = current_app.extensions["settings"].files
    return folder


def upload() -> Upload | None:
    """The file that came with the form."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with closing(sent):
        return Upload(sent.filename, sent.read(LARGEST_FILE + 1))
