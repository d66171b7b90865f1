"""The member register: groups, households, members with their history, programmes, imports.

A member is never deleted, keeps the number for ever, and the status history only grows.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003_members"
down_revision: str | None = "0002_ledger"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)
STATUSES = "('candidate', 'active', 'inactive', 'left', 'expelled', 'deceased')"


def upgrade() -> None:
    """Tables in the order in which they point at each other, then the triggers."""
    _groups()
    _members()
    _history()
    _programmes()
    _imports()
    guards = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in guards:
        op.execute(sa.text(statement.replace(":", "\\:")))


def _own(column: str, table: str) -> sa.ForeignKeyConstraint:
    """A row may point only at rows of its own cooperative."""
    return sa.ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


def _groups() -> None:
    op.create_table(
        "village_group",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("village", sa.Text, nullable=False),
        sa.Column("district", sa.Text, nullable=False),
        sa.Column("coordinator_member_id", KEY),
        sa.UniqueConstraint("cooperative_id", "code"),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("cooperative_id", "name"),
    )
    op.create_table(
        "household",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.UniqueConstraint("cooperative_id", "id"),
    )
    op.create_table(
        "member_counter",
        sa.Column(
            "cooperative_id",
            KEY,
            sa.ForeignKey("cooperative.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("last_number", KEY, nullable=False),
    )


def _members() -> None:
    op.create_table(
        "member",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("old_number", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("search_text", sa.Text, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("household_id", KEY),
        sa.Column("sex", sa.Text, nullable=False),
        sa.Column("birth_year", KEY),
        sa.Column("nik_sealed", sa.Text),
        sa.Column("nik_index", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("joined_on", sa.Date, nullable=False),
        sa.Column("left_on", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("request_print", sa.Text, nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("(nik_sealed IS NULL) = (nik_index IS NULL)", name="nik"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("sex IN ('F', 'M')", name="sex"),
        sa.CheckConstraint(f"status IN {STATUSES}", name="status"),
        _own("group_id", "village_group"),
        _own("household_id", "household"),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("cooperative_id", "number"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index("ix_member_cooperative_id_group_id", "member", ["cooperative_id", "group_id"])
    op.create_index(
        "ix_member_cooperative_id_household_id", "member", ["cooperative_id", "household_id"]
    )
    op.create_index("ix_member_cooperative_id_nik_index", "member", ["cooperative_id", "nik_index"])
    op.create_index("ix_member_cooperative_id_phone", "member", ["cooperative_id", "phone"])
    op.create_index("ix_member_cooperative_id_status", "member", ["cooperative_id", "status"])


def _history() -> None:
    op.create_table(
        "member_status",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(f"status IN {STATUSES}", name="status"),
        _own("member_id", "member"),
    )
    op.create_index(
        "ix_member_status_cooperative_id_member_id",
        "member_status",
        ["cooperative_id", "member_id"],
    )
    op.create_table(
        "heir",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        _own("member_id", "member"),
    )
    op.create_index("ix_heir_cooperative_id_member_id", "heir", ["cooperative_id", "member_id"])
    op.create_table(
        "migration_stay",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("work", sa.Text, nullable=False),
        sa.Column("from_year", KEY),
        sa.Column("to_year", KEY),
        sa.Column("returned_on", sa.Date),
        _own("member_id", "member"),
    )
    op.create_index(
        "ix_migration_stay_cooperative_id_member_id",
        "migration_stay",
        ["cooperative_id", "member_id"],
    )


def _programmes() -> None:
    op.create_table(
        "programme",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("cooperative_id", "name"),
    )
    op.create_table(
        "member_programme",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("programme_id", KEY, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        _own("member_id", "member"),
        _own("programme_id", "programme"),
        sa.UniqueConstraint("cooperative_id", "member_id", "programme_id"),
    )


def _imports() -> None:
    op.create_table(
        "member_import",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("rows_sealed", sa.Text, nullable=False),
        sa.Column("row_count", KEY, nullable=False),
        sa.Column("first_number", KEY),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done')", name="state"),
    )


# The number, the cooperative and the request that made a member stay as they were given.
_FIXED = (
    "id",
    "cooperative_id",
    "number",
    "request_id",
    "request_print",
    "created_by",
    "created_at",
)
_NEXT = """(SELECT coalesce(max(number), 0) + 1 FROM member
            WHERE cooperative_id = NEW.cooperative_id)"""

_SQLITE = (
    # INSERT OR REPLACE would remove a member in silence: a key that exists is refused first.
    f"""CREATE TRIGGER member_next BEFORE INSERT ON member
        WHEN NEW.number <> {_NEXT} OR EXISTS (SELECT 1 FROM member WHERE id = NEW.id
             OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id))
        BEGIN SELECT RAISE(ABORT, 'member: not the next number'); END""",
    f"""CREATE TRIGGER member_update BEFORE UPDATE ON member
        WHEN {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _FIXED)}
        BEGIN SELECT RAISE(ABORT, 'member: the number stays'); END""",
    """CREATE TRIGGER member_delete BEFORE DELETE ON member
       BEGIN SELECT RAISE(ABORT, 'member: is kept'); END""",
    """CREATE TRIGGER member_status_insert BEFORE INSERT ON member_status
       WHEN EXISTS (SELECT 1 FROM member_status WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'member_status: append only'); END""",
    """CREATE TRIGGER member_status_update BEFORE UPDATE ON member_status
       BEGIN SELECT RAISE(ABORT, 'member_status: append only'); END""",
    """CREATE TRIGGER member_status_delete BEFORE DELETE ON member_status
       BEGIN SELECT RAISE(ABORT, 'member_status: append only'); END""",
)

_POSTGRESQL = (
    f"""CREATE FUNCTION member_next() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.number <> {_NEXT} THEN RAISE EXCEPTION 'member: not the next number'; END IF;
          RETURN NEW;
        END $$""",
    f"""CREATE FUNCTION member_update() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FIXED)}
          THEN RAISE EXCEPTION 'member: the number stays';
          END IF;
          RETURN NEW;
        END $$""",
    """CREATE FUNCTION members_keep() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '%: is kept', TG_TABLE_NAME; END $$""",
    """CREATE TRIGGER member_next BEFORE INSERT ON member
       FOR EACH ROW EXECUTE FUNCTION member_next()""",
    """CREATE TRIGGER member_update BEFORE UPDATE ON member
       FOR EACH ROW EXECUTE FUNCTION member_update()""",
    """CREATE TRIGGER member_delete BEFORE DELETE ON member
       FOR EACH ROW EXECUTE FUNCTION members_keep()""",
    """CREATE TRIGGER member_truncate BEFORE TRUNCATE ON member
       FOR EACH STATEMENT EXECUTE FUNCTION members_keep()""",
    """CREATE TRIGGER member_status_update BEFORE UPDATE ON member_status
       FOR EACH ROW EXECUTE FUNCTION members_keep()""",
    """CREATE TRIGGER member_status_delete BEFORE DELETE ON member_status
       FOR EACH ROW EXECUTE FUNCTION members_keep()""",
    """CREATE TRIGGER member_status_truncate BEFORE TRUNCATE ON member_status
       FOR EACH STATEMENT EXECUTE FUNCTION members_keep()""",
)
