"""Cash acts, evidence, cash counts, and the Excel books that were brought in."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005_cashbook"
down_revision: str | None = "0004_savings"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of the cash book."""
    _acts()
    _evidence()
    _counts()
    _imports()


def _column(name: str, kind: object = KEY, *, null: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=null)


def _link(name: str, table: str) -> sa.Column:
    return sa.Column(name, KEY, sa.ForeignKey(f"{table}.id"), nullable=False)


def _texts(*names: str) -> list[sa.Column]:
    return [_column(name, sa.Text) for name in names]


def _owned() -> list[sa.Column]:
    return [sa.Column("id", KEY, primary_key=True), _link("cooperative_id", "cooperative")]


def _acts() -> None:
    op.create_table(
        "cash_place",
        sa.Column(
            "account_id", KEY, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False
        ),
        _link("cooperative_id", "cooperative"),
        _column("group_id", null=True),
        _column("keeper", sa.Text),
    )
    op.create_table(
        "cash_act",
        *_owned(),
        _link("book_id", "book"),
        *_texts("request_id", "fingerprint", "kind", "category", "party"),
        _column("made_by"),
        _column("made_at", MOMENT),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("kind IN ('in', 'out', 'transfer', 'import')", name="kind"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        *_owned(),
        _link("book_id", "book"),
        _column("seq"),
        *_texts("number", "file_key", "original_name", "content_type"),
        _column("size"),
        *_texts("digest"),
        _column("added_by"),
        _column("added_at", MOMENT),
        sa.CheckConstraint("number <> '' OR file_key <> ''", name="something"),
    )
    op.create_index("ix_evidence_book_id_seq", "evidence", ["book_id", "seq"])


def _counts() -> None:
    op.create_table(
        "cash_count",
        *_owned(),
        _link("book_id", "book"),
        *_texts("request_id", "fingerprint"),
        _link("place_id", "account"),
        _column("on_date", sa.Date),
        _column("counted"),
        _column("book_balance"),
        *_texts("witnesses", "note"),
        _column("made_by"),
        _column("made_at", MOMENT),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index("ix_cash_count_book_id_place_id", "cash_count", ["book_id", "place_id"])
    op.create_table(
        "cash_count_line",
        sa.Column(
            "count_id", KEY, sa.ForeignKey("cash_count.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("denomination", KEY, primary_key=True, autoincrement=False),
        _column("pieces"),
    )


def _imports() -> None:
    _batches()
    _rows()
    op.create_table(
        "import_memory",
        *_owned(),
        *_texts("pattern"),
        _column("money_in", sa.Boolean),
        *_texts("category"),
        _column("member_id", null=True),
        _column("learned_at", MOMENT),
        sa.UniqueConstraint("cooperative_id", "pattern", "money_in"),
    )


def _batches() -> None:
    op.create_table(
        "import_batch",
        *_owned(),
        _link("book_id", "book"),
        _link("place_id", "account"),
        *_texts("filename", "digest", "file_key", "status"),
        _column("opening"),
        _column("closing"),
        *_texts("sheets"),
        _column("made_by"),
        _column("made_at", MOMENT),
        _column("posted_by", null=True),
        _column("posted_at", MOMENT, null=True),
        _column("undone_by", null=True),
        _column("undone_at", MOMENT, null=True),
        *_texts("undone_why"),
        sa.CheckConstraint("status IN ('draft', 'posted', 'undone', 'dropped')", name="status"),
    )
    op.create_index(
        "ix_import_batch_cooperative_id_digest", "import_batch", ["cooperative_id", "digest"]
    )


def _rows() -> None:
    op.create_table(
        "import_row",
        sa.Column("id", KEY, primary_key=True),
        _link("batch_id", "import_batch"),
        _link("cooperative_id", "cooperative"),
        _column("position"),
        *_texts("sheet"),
        _column("row"),
        _column("on_date", sa.Date, null=True),
        *_texts("description", "pattern", "voucher", "note"),
        _column("money_in"),
        _column("money_out"),
        _column("balance"),
        *_texts("category"),
        _column("member_id", null=True),
        *_texts("written_name", "months"),
        _column("confidence"),
        *_texts("findings", "fingerprint"),
        _column("included", sa.Boolean),
        *_texts("excluded_why"),
        _column("corrected", sa.Boolean),
        _column("as_receipt", sa.Boolean),
        _column("seq", null=True),
        _column("undone_seq", null=True),
        sa.UniqueConstraint("batch_id", "position"),
    )
    op.create_index(
        "ix_import_row_cooperative_id_fingerprint", "import_row", ["cooperative_id", "fingerprint"]
    )
