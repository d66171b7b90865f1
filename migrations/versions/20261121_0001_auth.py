"""Cooperatives, people, sessions, the audit trail and two-person approvals.

The audit trail is append-only and chained; an approval's contents never change after they are made.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0001_auth"
down_revision: str | None = None

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that guard two of them."""
    _people()
    _sessions()
    _trail()
    _approvals()
    guards = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in guards:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _of_cooperative(*, nullable: bool = False) -> sa.Column:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=nullable)


def _people() -> None:
    op.create_table(
        "cooperative",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short_name", sa.Text, nullable=False),
        sa.Column("legal_number", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("book_year_start_month", KEY, nullable=False),
        sa.Column("is_demo", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("book_year_start_month BETWEEN 1 AND 12", name="month"),
    )
    op.create_table(
        "app_user",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("person_key", sa.Text, nullable=False),
        sa.Column("member_id", KEY),
        sa.Column("group_id", KEY),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("password_expires_at", MOMENT),
        sa.Column("totp_secret", sa.Text),
        sa.Column("totp_confirmed_at", MOMENT),
        sa.Column("totp_last_step", KEY),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", KEY),
        sa.Column("disabled_at", MOMENT),
        sa.UniqueConstraint("name"),
    )
    op.create_index("ix_app_user_cooperative_id", "app_user", ["cooperative_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("user_id", KEY, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.UniqueConstraint("user_id", "code_hash"),
    )
    op.create_table(
        "setting",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("set_by", KEY),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "name", "valid_from"),
    )


def _sessions() -> None:
    op.create_table(
        "user_session",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("user_id", KEY, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_act_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.UniqueConstraint("token_hash"),
        sa.CheckConstraint("stage IN ('factor', 'password', 'enrol', 'full')", name="stage"),
    )
    op.create_index("ix_user_session_user_id", "user_session", ["user_id"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(nullable=True),
        sa.Column("name_hash", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_sign_in_attempt_name_hash_at", "sign_in_attempt", ["name_hash", "at"])
    op.create_index("ix_sign_in_attempt_address_at", "sign_in_attempt", ["address", "at"])
    op.create_index("ix_sign_in_attempt_at", "sign_in_attempt", ["at"])


def _trail() -> None:
    op.create_table(
        "audit_event",
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), primary_key=True),
        sa.Column("seq", KEY, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("user_id", KEY),
        sa.Column("session_id", KEY),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        # Without a row id of its own there is none that INSERT OR REPLACE could steal.
        sqlite_with_rowid=False,
    )
    for column in ("object", "user_id"):
        name = f"ix_audit_event_cooperative_id_{column}"
        op.create_index(name, "audit_event", ["cooperative_id", column])


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", KEY, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("made_person", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", KEY, sa.ForeignKey("app_user.id")),
        sa.Column("decided_person", sa.Text),
        sa.Column("decided_at", MOMENT),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'approved', 'refused', 'withdrawn', 'used')", name="state"
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR (decided_by <> made_by AND decided_person IS NOT NULL"
            " AND decided_person <> made_person)",
            name="two_persons",
        ),
        sa.CheckConstraint(
            "(state IN ('approved', 'refused', 'used')) = (decided_by IS NOT NULL)",
            name="decided",
        ),
    )
    op.create_index("ix_approval_cooperative_id_state", "approval", ["cooperative_id", "state"])


_NEXT = """(SELECT coalesce(max(seq), 0) + 1 FROM audit_event
            WHERE cooperative_id = NEW.cooperative_id)"""
_HEAD = """coalesce((SELECT hash FROM audit_event
            WHERE cooperative_id = NEW.cooperative_id AND seq = NEW.seq - 1), '')"""
_FIXED = (
    "id", "cooperative_id", "request_id", "kind", "subject", "content", "fingerprint", "reason",
    "made_by", "made_person", "made_at",
)  # fmt: skip
_DECIDED = ("decided_by", "decided_person", "decided_at", "note")
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FIXED)
_REDECIDED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _DECIDED)
_STEP = """(OLD.state = 'waiting' AND NEW.state IN ('approved', 'refused', 'withdrawn'))
           OR (OLD.state = 'approved' AND NEW.state = 'used')"""

_SQLITE = (
    f"""CREATE TRIGGER audit_event_next BEFORE INSERT ON audit_event
        WHEN NEW.seq <> {_NEXT} OR NEW.prev_hash <> {_HEAD}
        BEGIN SELECT RAISE(ABORT, 'audit_event: not the next link'); END""",
    """CREATE TRIGGER audit_event_update BEFORE UPDATE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'audit_event: append only'); END""",
    """CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'audit_event: append only'); END""",
    """CREATE TRIGGER approval_begins BEFORE INSERT ON approval
       WHEN NEW.state <> 'waiting' OR EXISTS (SELECT 1 FROM approval WHERE id = NEW.id
            OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id))
       BEGIN SELECT RAISE(ABORT, 'approval: begins as waiting'); END""",
    f"""CREATE TRIGGER approval_update BEFORE UPDATE ON approval
        WHEN {_CHANGED.replace("IS DISTINCT FROM", "IS NOT")}
          OR NOT ({_STEP})
          OR (OLD.state <> 'waiting'
              AND ({_REDECIDED.replace("IS DISTINCT FROM", "IS NOT")}))
        BEGIN SELECT RAISE(ABORT, 'approval: made contents stay'); END""",
    """CREATE TRIGGER approval_delete BEFORE DELETE ON approval
       BEGIN SELECT RAISE(ABORT, 'approval: is kept'); END""",
)

_POSTGRESQL = (
    f"""CREATE FUNCTION audit_event_next() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.seq <> {_NEXT} OR NEW.prev_hash <> {_HEAD} THEN
            RAISE EXCEPTION 'audit_event: not the next link';
          END IF;
          RETURN NEW;
        END $$""",
    """CREATE FUNCTION auth_keep() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$""",
    """CREATE TRIGGER audit_event_next BEFORE INSERT ON audit_event
       FOR EACH ROW EXECUTE FUNCTION audit_event_next()""",
    """CREATE TRIGGER audit_event_update BEFORE UPDATE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION auth_keep()""",
    """CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION auth_keep()""",
    """CREATE TRIGGER audit_event_truncate BEFORE TRUNCATE ON audit_event
       FOR EACH STATEMENT EXECUTE FUNCTION auth_keep()""",
    """CREATE FUNCTION approval_begins() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF NEW.state <> 'waiting' THEN RAISE EXCEPTION 'approval: begins as waiting'; END IF;
         RETURN NEW;
       END $$""",
    f"""CREATE FUNCTION approval_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {_CHANGED}
             OR NOT ({_STEP})
             OR (OLD.state <> 'waiting'
                 AND ({_REDECIDED}))
          THEN RAISE EXCEPTION 'approval: made contents stay';
          END IF;
          RETURN NEW;
        END $$""",
    """CREATE TRIGGER approval_begins BEFORE INSERT ON approval
       FOR EACH ROW EXECUTE FUNCTION approval_begins()""",
    """CREATE TRIGGER approval_update BEFORE UPDATE ON approval
       FOR EACH ROW EXECUTE FUNCTION approval_update()""",
    """CREATE TRIGGER approval_delete BEFORE DELETE ON approval
       FOR EACH ROW EXECUTE FUNCTION auth_keep()""",
    """CREATE TRIGGER approval_truncate BEFORE TRUNCATE ON approval
       FOR EACH STATEMENT EXECUTE FUNCTION auth_keep()""",
)
