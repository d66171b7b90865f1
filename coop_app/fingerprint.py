"""The mark by which a form that is sent twice is known: the same contents, or others under the same request."""

from hashlib import sha256


def fingerprint(act: object) -> str:
    """The same act gives the same text, for ever; `act` is made of frozen values, whose text says all."""
    return sha256(repr(act).encode("utf-8")).hexdigest()
