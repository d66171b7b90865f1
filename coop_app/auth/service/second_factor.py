"""The second factor: a code from the phone that works once, and printed codes for a lost phone."""

from datetime import datetime

import pyotp
import sqlalchemy as sa

from coop_app import db
from coop_app.auth import passwords, sealing
from coop_app.auth.models import AppUser, RecoveryCode
from coop_app.auth.service.trail import record
from coop_app.refusal import N_, Refused

STEP_SECONDS = 30
_USE = "totp"
_RECOVERY = "recovery"


class WrongCode(Refused):
    """The code does not belong to this phone, is too old or was used already."""

    message = N_("This code is not right or was used already. Wait for the next one and type that.")
    field = "code"


def begin(*, user_id: int, identity_key: str) -> None:
    """Draw a new secret; it counts only after a code from it was shown."""
    user = db.session.get_one(AppUser, user_id)
    if user.totp_confirmed_at is None:
        user.totp_secret = sealing.seal(pyotp.random_base32(), identity_key=identity_key, use=_USE)
        _note("auth.factor_begun", user)


def secret_of(*, user_id: int, identity_key: str) -> str | None:
    """The secret that waits to be put into the phone; None once it is confirmed."""
    user = db.session.get_one(AppUser, user_id)
    if user.totp_secret is None or user.totp_confirmed_at is not None:
        return None
    return sealing.unseal(user.totp_secret, identity_key=identity_key, use=_USE)


def phone_address(secret: str, *, name: str, issuer: str) -> str:
    """What the QR code says to the phone's program."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def confirm(*, user_id: int, code: str, identity_key: str, now: datetime) -> list[str]:
    """The phone shows the right code: from now on it is asked for. Returns the codes for the envelope.

    Raises `WrongCode`.
    """
    user = db.session.get_one(AppUser, user_id)
    if user.totp_confirmed_at is not None or not _is_next(user, code, identity_key, now):
        raise WrongCode
    user.totp_confirmed_at = now
    codes = _new_codes(user, identity_key)
    _note("auth.factor_enrolled", user)
    return codes


def renew_codes(*, user_id: int, identity_key: str) -> list[str]:
    """A new envelope; the old codes stop working."""
    user = db.session.get_one(AppUser, user_id)
    codes = _new_codes(user, identity_key)
    _note("auth.recovery_codes_renewed", user)
    return codes


def check(*, user_id: int, code: str, identity_key: str, now: datetime) -> bool:
    """Whether the code is right; a right one is used up."""
    user = db.session.get_one(AppUser, user_id)
    digits = "".join(c for c in code if c.isdigit())
    if len(digits) == 12:
        return _uses_recovery_code(user, digits, identity_key, now)
    return _is_next(user, digits, identity_key, now)


def _is_next(user: AppUser, code: str, identity_key: str, now: datetime) -> bool:
    """This step's code or the one before (phones' clocks drift), and never the same step twice."""
    if user.totp_secret is None:
        return False
    digits = "".join(c for c in code if c.isdigit())
    secret = sealing.unseal(user.totp_secret, identity_key=identity_key, use=_USE)
    present = int(now.timestamp()) // STEP_SECONDS
    for step in (present, present - 1):
        fresh = user.totp_last_step is None or step > user.totp_last_step
        if fresh and pyotp.utils.strings_equal(pyotp.HOTP(secret).at(step), digits):
            user.totp_last_step = step
            return True
    return False


def _new_codes(user: AppUser, identity_key: str) -> list[str]:
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = passwords.recovery_codes()
    for code in codes:
        row = RecoveryCode(
            cooperative_id=user.cooperative_id,
            user_id=user.id,
            code_hash=_code_hash(user, code.replace("-", ""), identity_key),
        )
        db.session.add(row)
    db.session.flush()
    return codes


def _uses_recovery_code(user: AppUser, digits: str, identity_key: str, now: datetime) -> bool:
    this = sa.select(RecoveryCode).where(
        RecoveryCode.user_id == user.id,
        RecoveryCode.code_hash == _code_hash(user, digits, identity_key),
        RecoveryCode.used_at.is_(None),
    )
    row = db.session.scalar(this)
    if row is None:
        return False
    row.used_at = now
    _note("auth.recovery_code_used", user)
    return True


def _code_hash(user: AppUser, digits: str, identity_key: str) -> str:
    return sealing.fingerprint(f"{user.id}:{digits}", identity_key=identity_key, use=_RECOVERY)


def _note(action: str, user: AppUser) -> None:
    db.session.flush()
    record(action, cooperative_id=user.cooperative_id, by=user.id, object=f"user:{user.id}")
