"""The domain says no: one class per fact, its message and its figures."""

import re
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation without translating it here."""
    return message


class Refused(Exception):
    """What was asked for is not allowed; nothing was changed.

    `message` is an English gettext id with named places for the facts, `field` the form field to blame.
    """

    message: ClassVar[str] = N_("This is not possible.")
    field: str | None = None

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        self.facts = facts
        if field is not None:
            self.field = field
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The stable name other programs read, e.g. `below_minimum_balance`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        return self.message % {name: str(fact) for name, fact in self.facts.items()}


class NotFound(Refused):
    """There is no such thing here (or it belongs to another cooperative)."""

    message = N_("That was not found.")


class RequestReused(Refused):
    """The same form was sent again with other contents."""

    message = N_(
        "This form was already sent with other contents. Open it anew and fill it in again."
    )


class Unwritable(Refused):
    """The database takes nothing at this moment; what can be read can still be read."""

    message = N_("The books cannot be written at this moment. Nothing was saved. Try again later.")


class DatabaseBusy(Unwritable):
    """Somebody else has been writing for longer than we wait."""

    message = N_(
        "The books are busy with other work. Nothing was saved. Wait a minute and send the form again."
    )


class DiskFull(Unwritable):
    """There is no room for one more page."""

    message = N_("The disk is full. Nothing was saved. Make room on it, then send the form again.")


class DatabaseReadOnly(Unwritable):
    """The file or its folder may not be written to."""

    message = N_(
        "The file of the books may only be read. Nothing was saved. Ask whoever looks after this computer to"
        " allow writing, then send the form again."
    )
