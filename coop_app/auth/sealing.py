"""Seals: secrets under a key outside the database, and the chained hash of the audit trail."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class SealBrokenError(ValueError):
    """The key is not the one it was sealed with, or the text was changed."""


def _key(identity_key: str, use: str) -> bytes:
    """One key for each use, so that a seal made for one cannot be read as another."""
    return hmac.digest(identity_key.encode(), f"koperasi:{use}".encode(), hashlib.sha256)


def seal(plain: str, *, identity_key: str, use: str) -> str:
    """Encrypt a short text (AES-256-GCM, a fresh nonce each time)."""
    nonce = secrets.token_bytes(_NONCE)
    kept = AESGCM(_key(identity_key, use)).encrypt(nonce, plain.encode(), use.encode())
    return base64.urlsafe_b64encode(_VERSION + nonce + kept).decode()


def unseal(sealed: str, *, identity_key: str, use: str) -> str:
    """Decrypt. Raises `SealBrokenError` when it is not ours or was changed."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
        if raw[:1] != _VERSION:
            raise SealBrokenError
        cipher = AESGCM(_key(identity_key, use))
        return cipher.decrypt(raw[1 : 1 + _NONCE], raw[1 + _NONCE :], use.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def fingerprint(plain: str, *, identity_key: str, use: str) -> str:
    """The same text always gives the same mark: finds equal numbers without reading any."""
    return hmac.new(_key(identity_key, f"{use}:find"), plain.encode(), hashlib.sha256).hexdigest()


def plain(value: Any) -> str:
    """Canonical JSON; nothing becomes an empty text."""
    if value is None:
        return ""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain_cell
    )


def _plain_cell(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


#: what the hash covers, in this order
_CHAINED = (
    "version", "cooperative_id", "seq", "at", "user_id", "session_id", "action", "object",
    "before", "after", "reason", "address", "prev_hash",
)  # fmt: skip


def digest(facts: dict[str, Any]) -> str:
    """The hash of one row over its canonical bytes."""
    values = [facts[name] for name in _CHAINED]
    at = facts["at"].astimezone(UTC).isoformat(timespec="microseconds")
    values[_CHAINED.index("at")] = at
    return hashlib.sha256(plain(values).encode()).hexdigest()
