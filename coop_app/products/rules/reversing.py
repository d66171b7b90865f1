"""A document of stock is taken back: what it moved goes the other way, at the cost it moved with."""

from coop_app.refusal import N_, Refused


class TakenBackAlready(Refused):
    """A document is taken back once."""

    message = N_("This document was taken back already on %(on)s.")


class UsedMeanwhile(Refused):
    """Its cost went along with goods that have left since."""

    message = N_(
        "Part of the %(item)s that came in with this document has gone out since and took its cost"
        " along. Correct what differs by a count."
    )


class BackWithoutReason(Refused):
    """Whoever reads the book later must know why."""

    message = N_("Write in a few words why.")
    field = "why"


class BackTooEarly(Refused):
    """Nothing is taken back before it was recorded."""

    message = N_("The document is of %(on)s. It can be taken back on that day or later.")
    field = "on"
