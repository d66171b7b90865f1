"""Identity numbers and secrets under a key that lies outside the database."""

import base64
import hashlib
import hmac
import secrets

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
