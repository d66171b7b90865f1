"""Pages of training sessions."""

from coop_app.literacy.views.sessions import (
    closing,
    inviting,
    joining,
    lists,
    one,
    papers,
    people,
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
    "planning",
    "programmes",
    "sheet",
]
