"""How what came is shared among members and sent to the points."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017_sharing"
down_revision: str | None = "0017_supplier_payments"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; their triggers come with 0017_deliveries."""
    _round_sharing()
    _round_share()
    _round_share_move()
    _round_dispatch()
    _round_dispatch_line()


def _round_sharing() -> None:
    op.create_table(
        "round_sharing",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("edition", KEY, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_item_id", "edition"),
        sa.CheckConstraint("received >= 0 AND cost >= 0 AND price >= 0", name="figures"),
    )


def _round_share() -> None:
    op.create_table(
        "round_share",
        sa.Column(
            "sharing_id",
            KEY,
            sa.ForeignKey("round_sharing.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("member_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("wished", KEY, nullable=False),
        sa.Column("tolerance", KEY, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
    )
    op.create_index(
        "ix_round_share_cooperative_id_member_id", "round_share", ["cooperative_id", "member_id"]
    )


def _round_share_move() -> None:
    op.create_table(
        "round_share_move",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("from_member_id", KEY),
        sa.Column("to_member_id", KEY),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint(
            "from_member_id IS NOT NULL OR to_member_id IS NOT NULL", name="members"
        ),
    )
    op.create_index("ix_round_share_move_round_item_id", "round_share_move", ["round_item_id"])


def _round_dispatch() -> None:
    op.create_table(
        "round_dispatch",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("from_point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("to_point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
        sa.Column("carrier", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
    )
    op.create_index(
        "ix_round_dispatch_book_id_entry_seq", "round_dispatch", ["book_id", "entry_seq"]
    )
    op.create_index("ix_round_dispatch_round_id", "round_dispatch", ["round_id"])


def _round_dispatch_line() -> None:
    op.create_table(
        "round_dispatch_line",
        sa.Column(
            "dispatch_id",
            KEY,
            sa.ForeignKey("round_dispatch.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "round_item_id",
            KEY,
            sa.ForeignKey("round_item.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.CheckConstraint("quantity > 0 AND cost >= 0", name="figures"),
    )
