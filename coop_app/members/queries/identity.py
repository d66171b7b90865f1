"""The identity number as a page may show it."""

from dataclasses import dataclass

import sqlalchemy as sa

from coop_app.auth import sealing
from coop_app.db import session
from coop_app.members.models import Member
from coop_app.members.rules import identity

_NIK = "nik"


@dataclass(frozen=True, slots=True)
class MaskedNik:
    """An identity number as a page may show it, and what looks odd about it."""

    masked: str
    oddities: tuple[identity.Oddity, ...] = ()


def masked_nik(cooperative_id: int, member_id: int, *, identity_key: str) -> MaskedNik | None:
    """First six and last two digits, or None when there is no number or the key does not fit."""
    query = sa.select(Member.nik_sealed, Member.sex, Member.birth_year).where(
        Member.id == member_id, Member.cooperative_id == cooperative_id
    )
    row = session.execute(query).first()
    if row is None or row.nik_sealed is None:
        return None
    try:
        nik = sealing.unseal(row.nik_sealed, identity_key=identity_key, use=_NIK)
    except sealing.SealBrokenError:
        return MaskedNik("••••••••••••••••")
    odd = identity.oddities(nik, sex=row.sex, birth_year=row.birth_year)
    return MaskedNik(identity.masked(nik), odd)
