"""The window's address: `/warung/keripik-bu-sri`."""

import re
import unicodedata

from coop_app.refusal import N_, Refused

SHORTEST, LONGEST = 3, 40
#: words that are pages of their own
RESERVED = frozenset({"foto", "pesan", "pesanan", "daftar", "warung", "baru", "koperasi"})
_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class AddressUnfit(Refused):
    """It must be said over the phone."""

    message = N_("Use 3 to 40 small letters, digits and hyphens, for example keripik-bu-sri.")
    field = "slug"


class AddressReserved(Refused):
    """The program needs this word itself."""

    message = N_("The address “%(slug)s” is used by the program. Choose another one.")
    field = "slug"


class AddressTaken(Refused):
    """One address, one window."""

    message = N_("The address “%(slug)s” is taken. Choose another one.")
    field = "slug"


def proposed(title: str) -> str:
    """The address a title suggests: "Keripik Bu Sri!" becomes "keripik-bu-sri"."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if len(slug) < SHORTEST or slug in RESERVED:
        slug = f"warung-{slug}".strip("-")[:LONGEST] if slug else "warung-kami"
    return slug


def checked(slug: str) -> str:
    """The address as it is kept. Raises `AddressUnfit`, `AddressReserved`."""
    slug = slug.strip().casefold()
    if not (SHORTEST <= len(slug) <= LONGEST and _SHAPE.fullmatch(slug)):
        raise AddressUnfit
    if slug in RESERVED:
        raise AddressReserved(slug=slug)
    return slug
