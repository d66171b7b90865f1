"""Rows of members and their history: made, locked, compared, told to the audit trail."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth import sealing
from coop_app.db import session
from coop_app.members.models import Member, MemberStatus
from coop_app.members.rules import doubles, names, standing
from coop_app.members.rules.facts import MemberFacts
from coop_app.members.rules.standing import Step
from coop_app.refusal import NotFound

NIK = "nik"


def fingerprint_of(nik: str | None, identity_key: str) -> str | None:
    """The keyed mark by which the same number is found again."""
    if not nik:
        return None
    return sealing.fingerprint(nik, identity_key=_needed(identity_key), use=NIK)


def _needed(identity_key: str) -> str:
    if not identity_key:
        msg = "an identity number cannot be kept without the identity key"
        raise ValueError(msg)
    return identity_key


def likeness(typed: MemberFacts, index: str | None, *, id: int = 0) -> doubles.Likeness:  # noqa: A002
    """What the new facts are compared by."""
    return doubles.Likeness(
        name=typed.name, group_id=typed.group_id, birth_year=typed.birth_year, nik_index=index,
        phone=typed.phone or None, id=id,
    )  # fmt: skip


def alike_rows(
    cooperative_id: int, typed: MemberFacts, index: str | None
) -> list[doubles.Likeness]:
    """Members who share a group and a name, a telephone or an identity number."""
    folded = names.folded(typed.name)
    same_name = (Member.group_id == typed.group_id) & Member.search_text.startswith(
        folded, autoescape=True
    )
    conditions: list[sa.ColumnElement[bool]] = [same_name]
    if typed.phone:
        conditions.append(Member.phone == typed.phone)
    if index:
        conditions.append(Member.nik_index == index)
    query = sa.select(Member).where(Member.cooperative_id == cooperative_id, sa.or_(*conditions))
    return [likeness_of(row) for row in session.scalars(query)]


def likeness_of(row: Any) -> doubles.Likeness:
    """What a member in the register is compared by."""
    return doubles.Likeness(
        name=row.name, group_id=row.group_id, birth_year=row.birth_year, nik_index=row.nik_index,
        phone=row.phone, number=row.number, id=row.id,
    )  # fmt: skip


def member_row(typed: MemberFacts, number: int, cooperative_id: int, identity_key: str) -> Member:
    """A candidate's row; who asked for it is filled in by the caller."""
    return Member(
        cooperative_id=cooperative_id, number=number, old_number=typed.old_number,
        name=typed.name, search_text=names.search_text(typed.name), group_id=typed.group_id,
        sex=typed.sex, birth_year=typed.birth_year, nik_sealed=sealed(typed.nik, identity_key),
        nik_index=fingerprint_of(typed.nik, identity_key), phone=typed.phone or None,
        address=typed.address, joined_on=typed.joined_on, status=standing.CANDIDATE,
        created_at=clock.now(),
    )  # fmt: skip


def sealed(nik: str | None, identity_key: str) -> str | None:
    """The number under the key that lies outside the database."""
    if not nik:
        return None
    return sealing.seal(nik, identity_key=_needed(identity_key), use=NIK)


_PRIVATE = {"nik_sealed", "nik_index", "search_text", "request_print", "created_at", "request_id"}


def open_facts(row: Member) -> dict[str, Any]:
    """The row for the audit trail, without the identity number."""
    names_of = [column.key for column in Member.__table__.columns if column.key not in _PRIVATE]
    kept = {name: getattr(row, name) for name in names_of}
    return kept | {"has_nik": row.nik_sealed is not None}


def locked(cooperative_id: int, member_id: int) -> Member:
    """The member's row, kept from others until the transaction ends. Raises `NotFound`."""
    query = sa.select(Member).where(Member.id == member_id, Member.cooperative_id == cooperative_id)
    row = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    return row


def add_history(row: Member, step: Step, *, by: int) -> None:
    """One more line of the status history."""
    session.add(
        MemberStatus(
            cooperative_id=row.cooperative_id,
            member_id=row.id,
            status=step.status,
            valid_from=step.on,
            reason=step.reason,
            made_by=by,
            made_at=clock.now(),
        )
    )
    session.flush()


def since(row: Member) -> date:
    newest = (
        sa.select(MemberStatus.valid_from)
        .where(MemberStatus.cooperative_id == row.cooperative_id, MemberStatus.member_id == row.id)
        .order_by(MemberStatus.id.desc())
    )
    return session.scalar(newest.limit(1)) or row.joined_on
