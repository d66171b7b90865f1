"""Tables: cooperatives, their people, sessions, the audit trail, two-person approvals, settings."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Cooperative(Base):
    """One tenant; every other row of the program belongs to one."""

    __tablename__ = "cooperative"
    __table_args__ = (CheckConstraint("book_year_start_month BETWEEN 1 AND 12", name="month"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    #: "KPMS", as it stands on vouchers
    short_name: Mapped[str]
    legal_number: Mapped[str]
    #: several lines
    address: Mapped[str]
    phone: Mapped[str]
    zone: Mapped[str]
    language: Mapped[str]
    book_year_start_month: Mapped[int]
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]


class AppUser(Base):
    """An account to sign in with."""

    __tablename__ = "app_user"
    __table_args__ = (UniqueConstraint("name"), Index(None, "cooperative_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: what is typed to sign in, folded; unique in the installation
    name: Mapped[str]
    display_name: Mapped[str]
    role: Mapped[str]
    #: two accounts with the same key are one person, and count as one where two are needed
    person_key: Mapped[str]
    member_id: Mapped[int | None]
    group_id: Mapped[int | None]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool]
    #: until when a one-time password works
    password_expires_at: Mapped[datetime | None]
    #: sealed by sealing.py
    totp_secret: Mapped[str | None]
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int | None]
    disabled_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One printed code that replaces the phone once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Setting(Base):
    """A value with the date from which it holds; the newest not after a day is that day's."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("cooperative_id", "name", "valid_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    valid_from: Mapped[date]
    value: Mapped[str]
    reason: Mapped[str]
    set_by: Mapped[int | None]
    set_at: Mapped[datetime]


class UserSession(Base):
    """One sign-in on one device; ending it here ends it there."""

    __tablename__ = "user_session"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("stage IN ('factor', 'password', 'enrol', 'full')", name="stage"),
        Index(None, "user_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    token_hash: Mapped[str]
    #: 'factor': the second factor is still owed; 'password': a new password is;
    #: 'enrol': a second factor must be set up; 'full': nothing is
    stage: Mapped[str]
    is_shared: Mapped[bool]
    created_at: Mapped[datetime]
    last_act_at: Mapped[datetime]
    #: when the password was last typed, for acts that ask for it again
    confirmed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str]
    agent: Mapped[str]


class SignInAttempt(Base):
    """One try, counted so that guessing becomes slow; survives restarts."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index(None, "name_hash", "at"),
        Index(None, "address", "at"),
        Index(None, "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperative.id"))
    #: hashed, because people type passwords into the wrong field
    name_hash: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    passed: Mapped[bool]


class AuditEvent(Base):
    """Who did or looked at what; append-only and chained, guarded by triggers."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "cooperative_id", "object"),
        Index(None, "cooperative_id", "user_id"),
        {"sqlite_with_rowid": False},
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user_id: Mapped[int | None]
    session_id: Mapped[int | None]
    action: Mapped[str]
    object: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    address: Mapped[str]
    version: Mapped[int]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class Approval(Base):
    """An act one person made and another must agree to; its contents never change."""

    __tablename__ = "approval"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint(
            "state IN ('waiting', 'approved', 'refused', 'withdrawn', 'used')", name="state"
        ),
        CheckConstraint(
            "decided_by IS NULL OR (decided_by <> made_by AND decided_person IS NOT NULL"
            " AND decided_person <> made_person)",
            name="two_persons",
        ),
        CheckConstraint(
            "(state IN ('approved', 'refused', 'used')) = (decided_by IS NOT NULL)",
            name="decided",
        ),
        Index(None, "cooperative_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    request_id: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    content: Mapped[str]
    fingerprint: Mapped[str]
    reason: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    made_person: Mapped[str]
    made_at: Mapped[datetime]
    state: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_person: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str]
    #: how many persons vote; more yes than no among them agrees
    quorum: Mapped[int] = mapped_column(server_default="1")


class ApprovalVote(Base):
    """What one person said about an act; each person once, never its maker."""

    __tablename__ = "approval_vote"
    __table_args__ = (UniqueConstraint("approval_id", "person_key"),)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    person_key: Mapped[str]
    agrees: Mapped[bool]
    note: Mapped[str]
    voted_at: Mapped[datetime]


class ApprovalHold(Base):
    """Money that is spoken for while an approval waits."""

    __tablename__ = "approval_hold"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "book_id", "account_id", "subject"),
    )
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    book_id: Mapped[int]
    account_id: Mapped[int]
    #: whose money ("member:17"); empty for a cash place
    subject: Mapped[str]
    amount: Mapped[int]


class ApprovalEntry(Base):
    """An entry that an agreed act wrote into the journal."""

    __tablename__ = "approval_entry"
    __table_args__ = (UniqueConstraint("book_id", "seq"),)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), primary_key=True)
    book_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
