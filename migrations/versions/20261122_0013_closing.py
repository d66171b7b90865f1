"""Leaving members: settlements, their figures, payments; standing instructions and their runs."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013_closing"
down_revision: str | None = "0012_statements"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep a settlement's figures."""
    _settlements()
    _payments()
    _instructions()
    _runs()
    op.add_column("savings_passbook", sa.Column("settled_act", KEY))
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _cooperative() -> sa.Column:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False)


def _of_member() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


def _of_entry() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _settlements() -> None:
    op.create_table(
        "exit_settlement",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("ended_on", sa.Date, nullable=False),
        sa.Column("settled_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("payable", KEY, nullable=False),
        *_words("shown", "request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        _of_entry(),
        sa.CheckConstraint("status IN ('left', 'expelled', 'deceased')", name="status"),
        sa.CheckConstraint("payable >= 0", name="payable"),
    )
    op.create_index(None, "exit_settlement", ["cooperative_id", "member_id"])
    op.create_table(
        "exit_line",
        sa.Column(
            "settlement_id", KEY, sa.ForeignKey("exit_settlement.id"), primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        *_words("kind", "name", "role", "subject"),
        sa.Column("amount", KEY, nullable=False),
        sa.CheckConstraint("amount <> 0", name="amount"),
    )  # fmt: skip


def _payments() -> None:
    op.create_table(
        "exit_payment",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("place_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        *_words("receiver", "relation", "documents", "memo", "request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        _of_entry(),
        sa.CheckConstraint("amount > 0", name="amount"),
    )
    op.create_index(None, "exit_payment", ["cooperative_id", "member_id"])


def _instructions() -> None:
    op.create_table(
        "standing_instruction",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("in_part", sa.Boolean, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        *_words("note", "request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("revoked_on", sa.Date),
        sa.Column("revoked_by", KEY),
        sa.Column("revoked_why", sa.Text, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        sa.CheckConstraint("until IS NULL OR until >= valid_from", name="until"),
    )
    op.create_index(None, "standing_instruction", ["cooperative_id", "member_id"])


def _runs() -> None:
    op.create_table(
        "standing_run",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("run_on", sa.Date, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_table(
        "standing_item",
        sa.Column(
            "run_id", KEY, sa.ForeignKey("standing_run.id"), primary_key=True, autoincrement=False
        ),
        sa.Column(
            "instruction_id", KEY, sa.ForeignKey("standing_instruction.id"), primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, nullable=False),
        _cooperative(),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("owed", KEY, nullable=False),
        sa.Column("paid", KEY, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.CheckConstraint("paid >= 0 AND paid <= owed", name="paid"),
    )  # fmt: skip
    op.create_index(None, "standing_item", ["cooperative_id", "instruction_id"])


_SQLITE = (
    """CREATE TRIGGER exit_line_insert BEFORE INSERT ON exit_line
       WHEN EXISTS (SELECT 1 FROM exit_line
                    WHERE settlement_id = NEW.settlement_id AND number = NEW.number)
       BEGIN SELECT RAISE(ABORT, 'exit_line: append only'); END""",
    """CREATE TRIGGER exit_line_update BEFORE UPDATE ON exit_line
       BEGIN SELECT RAISE(ABORT, 'exit_line: append only'); END""",
    """CREATE TRIGGER exit_line_delete BEFORE DELETE ON exit_line
       BEGIN SELECT RAISE(ABORT, 'exit_line: append only'); END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION closing_keep() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$""",
    """CREATE TRIGGER exit_line_update BEFORE UPDATE ON exit_line
       FOR EACH ROW EXECUTE FUNCTION closing_keep()""",
    """CREATE TRIGGER exit_line_delete BEFORE DELETE ON exit_line
       FOR EACH ROW EXECUTE FUNCTION closing_keep()""",
    """CREATE TRIGGER exit_line_truncate BEFORE TRUNCATE ON exit_line
       FOR EACH STATEMENT EXECUTE FUNCTION closing_keep()""",
)
