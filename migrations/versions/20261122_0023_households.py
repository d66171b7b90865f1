"""Households, their keys and their budgets."""

import sqlalchemy as sa
from alembic import op

revision: str = "0023_households"
down_revision: str | None = "0022_book_lock"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them. They are the families' own notes: no trigger seals them, the family may delete them."""
    _household()
    _household_person()
    _household_invite()
    _family_link()
    _family_consent()
    _family_period()
    _family_envelope()
    _family_plan()
    _family_note()
    _loan_budget_source()


def _of(table: str, name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _household() -> None:
    op.create_table(
        "family",
        sa.Column("id", KEY, primary_key=True),
        _of("cooperative", "cooperative_id"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("rhythm", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("rhythm IN ('month', 'remittance')", name="rhythm"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )


def _household_person() -> None:
    op.create_table(
        "family_person",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        sa.Column("name", sa.Text, nullable=False),
        _of("app_user", "user_id", nullable=True),
        sa.Column("key_hash", sa.Text),
        sa.Column("joined_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.UniqueConstraint("user_id"),
        sa.UniqueConstraint("key_hash"),
        sa.UniqueConstraint("household_id", "request_id"),
    )


def _household_invite() -> None:
    op.create_table(
        "family_invite",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        sa.Column("key_hash", sa.Text, nullable=False),
        _of("family_person", "made_by"),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        _of("family_person", "used_by", nullable=True),
        sa.Column("revoked_on", sa.Date),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.UniqueConstraint("key_hash"),
        sa.UniqueConstraint("household_id", "request_id"),
    )


def _family_link() -> None:
    op.create_table(
        "family_link",
        sa.Column(
            "person_id",
            KEY,
            sa.ForeignKey("family_person.id"),
            primary_key=True,
            autoincrement=False,
        ),
        _of("family", "household_id"),
        _of("member", "member_id"),
        sa.Column("goals", sa.Boolean, nullable=False),
        sa.Column("payments", sa.Boolean, nullable=False),
        sa.Column("business", sa.Boolean, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("household_id", "member_id"),
    )


def _family_consent() -> None:
    op.create_table(
        "family_consent",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        _of("member", "member_id"),
        _of("family_person", "given_by"),
        sa.Column("months", KEY, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("withdrawn_on", sa.Date),
        _of("family_person", "withdrawn_by", nullable=True),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.CheckConstraint("ends_on >= given_on", name="days"),
        sa.CheckConstraint("months BETWEEN 1 AND 12", name="months"),
        sa.UniqueConstraint("household_id", "request_id"),
    )
    op.create_index("ix_family_consent_member_id", "family_consent", ["member_id"])


def _family_period() -> None:
    op.create_table(
        "family_period",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("base", KEY),
        _of("family_person", "made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("(basis = 'noted') = (base IS NULL)", name="base"),
        sa.CheckConstraint("base IS NULL OR base >= 0", name="base_amount"),
        sa.CheckConstraint("basis IN ('noted', 'lowest', 'average', 'typed')", name="basis"),
        sa.UniqueConstraint("household_id", "starts_on"),
    )


def _family_envelope() -> None:
    op.create_table(
        "family_envelope",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("carries", sa.Boolean, nullable=False),
        sa.Column("months", KEY),
        _of("savings_goal", "goal_id", nullable=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.CheckConstraint("kind IN ('need', 'want', 'future', 'debt', 'business')", name="kind"),
        sa.CheckConstraint("months IS NULL OR months BETWEEN 1 AND 24", name="months"),
        sa.UniqueConstraint("household_id", "request_id"),
    )


def _family_plan() -> None:
    op.create_table(
        "family_plan",
        sa.Column(
            "period_id",
            KEY,
            sa.ForeignKey("family_period.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "envelope_id",
            KEY,
            sa.ForeignKey("family_envelope.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("planned", KEY, nullable=False),
        sa.CheckConstraint("planned >= 0", name="planned"),
    )


def _family_note() -> None:
    op.create_table(
        "family_note",
        sa.Column("id", KEY, primary_key=True),
        _of("family", "household_id"),
        _of("family_period", "period_id"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        _of("family_envelope", "envelope_id", nullable=True),
        _of("family_envelope", "to_envelope_id", nullable=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("source", "currency", "sent", "fee", "fee_mode", "rate")
        ),
        sa.Column("rate_on", sa.Date),
        sa.Column("words", sa.Text, nullable=False),
        _of("family_person", "person_id"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("undone_on", sa.Date),
        _of("family_person", "undone_by", nullable=True),
        sa.CheckConstraint("(kind = 'income') = (envelope_id IS NULL)", name="envelope"),
        sa.CheckConstraint("(kind = 'income') = (source <> '')", name="source"),
        sa.CheckConstraint("(kind = 'move') = (to_envelope_id IS NOT NULL)", name="to_envelope"),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("fee_mode IN ('', 'on_top', 'deducted')", name="fee_mode"),
        sa.CheckConstraint("kind IN ('income', 'spending', 'move')", name="kind"),
        sa.UniqueConstraint("household_id", "request_id"),
    )
    op.create_index(
        "ix_family_note_household_id_on_date", "family_note", ["household_id", "on_date"]
    )
    op.create_index("ix_family_note_period_id", "family_note", ["period_id"])


def _loan_budget_source() -> None:
    op.create_table(
        "loan_budget_source",
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), primary_key=True, autoincrement=False),
        sa.Column("consented_on", sa.Date, nullable=False),
        sa.Column("months", KEY, nullable=False),
        sa.Column("changed", sa.Boolean, nullable=False),
        sa.CheckConstraint("months BETWEEN 1 AND 12", name="months"),
    )
