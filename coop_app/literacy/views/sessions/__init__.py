"""Pages of training sessions."""

from coop_app.literacy.views.sessions import (
    closing,
    inviting,
    joining,
    lists,
    one,
    papers,
    people,
    persons,
    planning,
    programmes,
    sheet,
)

__all__ = [
    "closing",
    "inviting",
    "joining",
    "lists",
    "one",
    "papers",
    "people",
    "persons",
    "planning",
    "programmes",
    "sheet",
]
