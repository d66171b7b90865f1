"""Second persons: votes of a committee, money reserved by what waits.

An approval is decided by its votes and by nothing else; triggers say so on both engines.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0006_second_person"
down_revision: str | None = "0005_cashbook"

KEY = sa.BigInteger


def upgrade() -> None:
    """The quorum beside the approval, votes and holds, and the triggers that keep them."""
    op.add_column("approval", sa.Column("quorum", KEY, nullable=False, server_default="1"))
    _votes()
    _holds()
    _entries()
    guards = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in guards:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _key() -> tuple[sa.Column, sa.Column]:
    return (
        sa.Column(
            "approval_id", KEY, sa.ForeignKey("approval.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
    )


def _votes() -> None:
    op.create_table(
        "approval_vote",
        *_key(),
        sa.Column("user_id", KEY, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("person_key", sa.Text, nullable=False),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("approval_id", "person_key"),
    )


def _holds() -> None:
    op.create_table(
        "approval_hold",
        *_key(),
        sa.Column("book_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.CheckConstraint("amount > 0", name="amount"),
    )
    op.create_index(
        "ix_approval_hold_book_id_account_id_subject",
        "approval_hold",
        ["book_id", "account_id", "subject"],
    )


def _entries() -> None:
    approval_id, _number = _key()
    op.create_table(
        "approval_entry",
        approval_id,
        sa.Column("book_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("seq", KEY, primary_key=True, autoincrement=False),
        sa.UniqueConstraint("book_id", "seq"),
    )


# A vote belongs to an approval that waits, comes from somebody else than its maker, and is theirs.
_MAY_VOTE = """EXISTS (SELECT 1 FROM approval JOIN app_user ON app_user.id = NEW.user_id
            AND app_user.cooperative_id = approval.cooperative_id
            AND app_user.person_key = NEW.person_key AND app_user.disabled_at IS NULL
          WHERE approval.id = NEW.approval_id AND approval.state = 'waiting'
            AND approval.made_by <> NEW.user_id AND approval.made_person <> NEW.person_key)"""
_USED = """EXISTS (SELECT 1 FROM approval_vote WHERE approval_id = NEW.approval_id
            AND (number = NEW.number OR person_key = NEW.person_key))"""
_VOTES = "(SELECT count(*) FROM approval_vote WHERE approval_id = NEW.id)"
_YES = "(SELECT count(*) FROM approval_vote WHERE approval_id = NEW.id AND agrees = {true})"
# Enough votes, the majority says so, and whoever stands as the decider voted so.
_DECIDED = f"""NEW.quorum <= {_VOTES} AND ((2 * {_YES} > {_VOTES}) = (NEW.state = 'approved'))
          AND EXISTS (SELECT 1 FROM approval_vote WHERE approval_id = NEW.id
            AND user_id = NEW.decided_by AND person_key = NEW.decided_person
            AND (agrees = {{true}}) = (NEW.state = 'approved'))"""
_DECIDES = "OLD.state = 'waiting' AND NEW.state IN ('approved', 'refused')"
_WAITS = "EXISTS (SELECT 1 FROM approval WHERE id = NEW.approval_id AND state = 'waiting')"
_AGREED = "EXISTS (SELECT 1 FROM approval WHERE id = NEW.approval_id AND state = 'approved')"
_LISTED = "EXISTS (SELECT 1 FROM approval_entry WHERE book_id = NEW.book_id AND seq = NEW.seq)"
_HELD = """EXISTS (SELECT 1 FROM approval_hold WHERE approval_id = NEW.approval_id
            AND number = NEW.number)"""

_SQLITE = (
    f"""CREATE TRIGGER approval_vote_theirs BEFORE INSERT ON approval_vote
        WHEN NOT {_MAY_VOTE} OR {_USED}
        BEGIN SELECT RAISE(ABORT, 'approval_vote: not this person, not now'); END""",
    """CREATE TRIGGER approval_vote_update BEFORE UPDATE ON approval_vote
       BEGIN SELECT RAISE(ABORT, 'approval_vote: append only'); END""",
    """CREATE TRIGGER approval_vote_delete BEFORE DELETE ON approval_vote
       BEGIN SELECT RAISE(ABORT, 'approval_vote: append only'); END""",
    f"""CREATE TRIGGER approval_hold_waits BEFORE INSERT ON approval_hold
        WHEN NOT {_WAITS} OR {_HELD}
        BEGIN SELECT RAISE(ABORT, 'approval_hold: only while it waits'); END""",
    """CREATE TRIGGER approval_hold_update BEFORE UPDATE ON approval_hold
       BEGIN SELECT RAISE(ABORT, 'approval_hold: append only'); END""",
    """CREATE TRIGGER approval_hold_delete BEFORE DELETE ON approval_hold
       BEGIN SELECT RAISE(ABORT, 'approval_hold: append only'); END""",
    f"""CREATE TRIGGER approval_entry_agreed BEFORE INSERT ON approval_entry
        WHEN NOT {_AGREED} OR {_LISTED}
        BEGIN SELECT RAISE(ABORT, 'approval_entry: only while it is done'); END""",
    """CREATE TRIGGER approval_entry_update BEFORE UPDATE ON approval_entry
       BEGIN SELECT RAISE(ABORT, 'approval_entry: append only'); END""",
    """CREATE TRIGGER approval_entry_delete BEFORE DELETE ON approval_entry
       BEGIN SELECT RAISE(ABORT, 'approval_entry: append only'); END""",
    """CREATE TRIGGER approval_quorum BEFORE UPDATE ON approval WHEN NEW.quorum <> OLD.quorum
       BEGIN SELECT RAISE(ABORT, 'approval: the quorum stays'); END""",
    f"""CREATE TRIGGER approval_majority BEFORE UPDATE ON approval
        WHEN {_DECIDES} AND NOT ({_DECIDED.format(true=1)})
        BEGIN SELECT RAISE(ABORT, 'approval: decided by its votes'); END""",
    """CREATE TRIGGER journal_entry_two_persons BEFORE INSERT ON journal_entry
       WHEN NEW.approved_by = NEW.made_by
       BEGIN SELECT RAISE(ABORT, 'seal: maker and approver are two'); END""",
)


def _postgresql(name: str, table: str, when: str, condition: str) -> tuple[str, str]:
    return (
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {condition} THEN RAISE EXCEPTION '{name}'; END IF;
          RETURN NEW;
        END $$""",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


_POSTGRESQL = (
    *_postgresql("approval_vote_theirs", "approval_vote", "INSERT", f"NOT {_MAY_VOTE} OR {_USED}"),
    *_postgresql("approval_hold_waits", "approval_hold", "INSERT", f"NOT {_WAITS} OR {_HELD}"),
    *_postgresql(
        "approval_entry_agreed", "approval_entry", "INSERT", f"NOT {_AGREED} OR {_LISTED}"
    ),
    *_postgresql("approval_quorum", "approval", "UPDATE", "NEW.quorum <> OLD.quorum"),
    *_postgresql(
        "approval_majority",
        "approval",
        "UPDATE",
        f"{_DECIDES} AND NOT ({_DECIDED.format(true='true')})",
    ),
    *_postgresql(
        "journal_entry_two_persons", "journal_entry", "INSERT", "NEW.approved_by = NEW.made_by"
    ),
    *(
        f"""CREATE TRIGGER {table}_{what} BEFORE {what.upper()} ON {table}
            FOR EACH {"STATEMENT" if what == "truncate" else "ROW"} EXECUTE FUNCTION auth_keep()"""
        for table in ("approval_vote", "approval_hold", "approval_entry")
        for what in ("update", "delete", "truncate")
    ),
)
