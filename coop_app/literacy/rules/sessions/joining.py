"""Joining by code: when there is a door and when it is shut."""

from coop_app.refusal import N_, Refused


class CodeUnknown(Refused):
    """No session has this code."""

    message = N_(
        "There is no session with this code. Look at the wall again: three letters, three digits."
    )
    field = "code"


class JoinClosed(Refused):
    """The trainer has not opened it, or has closed it."""

    message = N_("This session is not open now. Ask the trainer.")
