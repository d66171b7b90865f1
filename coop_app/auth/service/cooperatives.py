"""The cooperative itself: its beginning, its letterhead, its dated settings."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app import db
from coop_app.auth.models import Cooperative, Setting
from coop_app.auth.service.trail import record
from coop_app.refusal import N_, Refused


class NameMissing(Refused):
    """A cooperative needs a name."""

    message = N_("Write the name of the cooperative.")
    field = "cooperative"


@dataclass(frozen=True, slots=True)
class NewCooperative:
    """What a cooperative begins with."""

    name: str
    short_name: str = ""
    legal_number: str = ""
    address: str = ""
    phone: str = ""
    book_year_start_month: int = 1
    is_demo: bool = False
    zone: str = "Asia/Jakarta"
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What papers show of a cooperative."""

    name: str
    short_name: str
    legal_number: str
    address: str
    phone: str


def initials(name: str) -> str:
    """`KPMS` from `Koperasi Purna Migran Sejahtera`; what stands on vouchers."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in words).upper()[:8] if len(words) > 1 else name[:8].upper()


def found(new: NewCooperative, *, now: datetime) -> int:
    """Begin a cooperative; returns its key. Raises `NameMissing`."""
    if not new.name.strip():
        raise NameMissing
    facts = asdict(new) | {
        "name": new.name.strip(),
        "short_name": new.short_name.strip() or initials(new.name),
    }
    row = Cooperative(**facts, created_at=now)
    db.session.add(row)
    db.session.flush()
    record(
        "auth.cooperative_founded",
        cooperative_id=row.id,
        by=None,
        object=f"cooperative:{row.id}",
        after=facts,
    )
    return row.id


def correct_letterhead(new: Letterhead, *, cooperative_id: int, by: int) -> None:
    """Correct what stands at the top of papers. Raises `NameMissing`."""
    if not new.name.strip():
        raise NameMissing
    row = db.session.get_one(Cooperative, cooperative_id)
    facts = {name: str(value).strip() for name, value in asdict(new).items()}
    facts["short_name"] = facts["short_name"] or initials(new.name)
    before = {name: getattr(row, name) for name in facts}
    for name, value in facts.items():
        setattr(row, name, value)
    db.session.flush()
    record(
        "auth.letterhead_corrected",
        cooperative_id=cooperative_id,
        by=by,
        object=f"cooperative:{cooperative_id}",
        before={name: value for name, value in before.items() if value != facts[name]},
        after={name: value for name, value in facts.items() if value != before[name]},
    )


def set_value(
    name: str, *, cooperative_id: int, value: str, valid_from: date, by: int | None, now: datetime,
    reason: str = "",
) -> None:  # fmt: skip
    """A setting from a day on; the same day again replaces that day's value."""
    same = sa.select(Setting).where(
        Setting.cooperative_id == cooperative_id,
        Setting.name == name,
        Setting.valid_from == valid_from,
    )
    row = db.session.scalar(same)
    before = row.value if row else None
    if row is None:
        row = Setting(cooperative_id=cooperative_id, name=name, valid_from=valid_from)
        db.session.add(row)
    row.value, row.reason, row.set_by, row.set_at = value, reason, by, now
    db.session.flush()
    record(
        "auth.setting_changed",
        cooperative_id=cooperative_id,
        by=by,
        object=f"setting:{name}",
        before=before,
        after={"value": value, "valid_from": valid_from},
        reason=reason,
    )
