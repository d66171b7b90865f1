"""The mark of a key that only a phone holds."""

from hashlib import sha256


def marked(key: str) -> str:
    """What is kept of a key: enough to know it again, not enough to hold it."""
    return sha256(key.encode("utf-8")).hexdigest()
