"""What people are called when they sign in, and when two accounts are one person."""

import re
import unicodedata

from coop_app.refusal import N_, Refused


class NameUnusable(Refused):
    """A sign-in name must survive being dictated over the phone."""

    message = N_("Use 3 to 40 letters, digits, dots or dashes for the sign-in name.")
    field = "name"


class UnknownRole(Refused):
    """There is no such role."""

    message = N_("Choose one of the roles.")
    field = "role"


def sign_in_name(text: str) -> str:
    """The name as it is stored and compared. Raises `NameUnusable`."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if not re.fullmatch(r"[a-z0-9][a-z0-9.\-_]{2,39}", folded):
        raise NameUnusable
    return folded


def person_key(display_name: str) -> str:
    """What two accounts of one person have in common: the letters of the person's name."""
    plain = unicodedata.normalize("NFKD", display_name).casefold()
    return "".join(c for c in plain if c.isalnum())
