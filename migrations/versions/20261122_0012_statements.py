"""Monthly statements that members confirm or dispute."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0012_statements"
down_revision: str | None = "0011_loan_risk"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """What was offered, what was said about it, what was answered."""
    _statements()
    _answers()
    _seal()


def _cooperative() -> sa.Column:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False)


def _statements() -> None:
    op.create_table(
        "member_statement",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("edition", KEY, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("prior", sa.Text, nullable=False),
        sa.Column("head_seq", KEY, nullable=False),
        sa.Column("head_hash", sa.Text, nullable=False),
        sa.Column("offered_by", KEY, nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "member_id", "month", "edition"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "head_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("length(month) = 7", name="month"),
        sa.CheckConstraint("edition >= 1", name="edition"),
    )
    columns = ["cooperative_id", "month"]
    op.create_index(f"ix_member_statement_{'_'.join(columns)}", "member_statement", columns)


def _answers() -> None:
    op.create_table(
        "statement_answer",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("statement_id", KEY, sa.ForeignKey("member_statement.id"), nullable=False),
        sa.Column("n", KEY, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("on_paper", sa.Boolean, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("statement_id", "n"),
        sa.CheckConstraint("verdict IN ('confirmed', 'disputed')", name="verdict"),
        sa.CheckConstraint("verdict = 'confirmed' OR length(words) > 0", name="words"),
    )
    columns = ["cooperative_id", "verdict"]
    op.create_index(f"ix_statement_answer_{'_'.join(columns)}", "statement_answer", columns)
    answer = sa.ForeignKey("statement_answer.id")
    op.create_table(
        "statement_reply",
        sa.Column("answer_id", KEY, answer, primary_key=True, autoincrement=False),
        _cooperative(),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(words) > 0", name="words"),
    )


def _seal() -> None:
    bind = op.get_bind()
    folder = Path(__file__).resolve().parent.parent / "sql"
    text = (folder / f"0012_statements_{bind.dialect.name}.sql").read_text(encoding="utf-8")
    cursor = bind.connection.cursor()
    for statement in _whole(text) if bind.dialect.name == "sqlite" else [text]:
        cursor.execute(statement)
    cursor.close()


def _whole(text: str) -> Iterator[str]:
    """Cut a script where SQLite says a statement is whole; a trigger has semicolons inside."""
    whole = ""
    for line in text.splitlines(keepends=True):
        whole += line
        if sqlite3.complete_statement(whole):
            yield whole
            whole = ""
