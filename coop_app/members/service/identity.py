"""Looking at identity numbers: always with a reason, always written down."""

import sqlalchemy as sa

from coop_app import auth
from coop_app.auth import sealing
from coop_app.db import session
from coop_app.members.models import Member
from coop_app.members.rules import identity
from coop_app.members.service.rows import NIK, locked
from coop_app.refusal import N_, Refused


class NikNotRecorded(Refused):
    """There is nothing to show."""

    message = N_("No NIK is recorded for this member.")
    field = "reason"


class NikUnopenable(Refused):
    """The key is not the one it was sealed with."""

    message = N_(
        "The NIK cannot be opened with the key of this computer. Restore the key file from the backup."
    )
    field = "reason"


def reveal_nik(
    reason: str, *, member_id: int, cooperative_id: int, by: int, identity_key: str
) -> str:
    """The full number. Raises `ReasonMissing`, `NikNotRecorded`, `NikUnopenable`, `NotFound`."""
    why = identity.reason_given(reason)
    row = locked(cooperative_id, member_id)
    if row.nik_sealed is None:
        raise NikNotRecorded
    nik = _opened(row.nik_sealed, identity_key)
    auth.audit_trail(
        "members.nik_revealed", cooperative_id=cooperative_id, by=by, object=f"member:{member_id}",
        reason=why,
    )  # fmt: skip
    return nik


def reveal_all(reason: str, *, cooperative_id: int, by: int, identity_key: str) -> dict[int, str]:
    """Every recorded number by member, for an export. Raises `ReasonMissing`, `NikUnopenable`."""
    why = identity.reason_given(reason)
    query = sa.select(Member.id, Member.nik_sealed).where(
        Member.cooperative_id == cooperative_id, Member.nik_sealed.is_not(None)
    )
    found = {row.id: _opened(row.nik_sealed or "", identity_key) for row in session.execute(query)}
    auth.audit_trail(
        "members.niks_exported", cooperative_id=cooperative_id, by=by,
        after={"count": len(found)}, reason=why,
    )  # fmt: skip
    return found


def record_export(*, cooperative_id: int, by: int, count: int) -> None:
    """Write down that the register left the program as a file, without identity numbers."""
    auth.audit_trail(
        "members.exported", cooperative_id=cooperative_id, by=by, after={"count": count}
    )


def _opened(sealed: str, identity_key: str) -> str:
    try:
        return sealing.unseal(sealed, identity_key=identity_key, use=NIK)
    except sealing.SealBrokenError:
        raise NikUnopenable from None
