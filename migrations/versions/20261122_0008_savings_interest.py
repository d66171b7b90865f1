"""Savings: dated interest rates, interest per account and month, tax slips, time deposits."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008_savings_interest"
down_revision: str | None = "0007_savings_goals"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of interest and time deposits."""
    _rates()
    _interest()
    _products()
    _deposits()
    _acts()


def _id() -> sa.Column:
    return sa.Column("id", KEY, primary_key=True)


def _house() -> sa.Column:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False)


def _book() -> sa.Column:
    return sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False)


def _of_member() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


def _of_entry() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _decision() -> list[sa.Column]:
    return [
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("set_at", MOMENT, nullable=False),
    ]


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _rates() -> None:
    op.create_table(
        "savings_rate",
        _id(),
        _house(),
        sa.Column("product_id", KEY, sa.ForeignKey("savings_product.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("day_basis", KEY, nullable=False),
        sa.Column("minimum", KEY, nullable=False),
        *_decision(),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("method IN ('lowest', 'average', 'daily')", name="method"),
        sa.CheckConstraint("day_basis IN (360, 365)", name="day_basis"),
        sa.CheckConstraint("minimum >= 0", name="minimum"),
    )
    _index("savings_rate", "product_id", "valid_from")
    op.create_table(
        "savings_rate_tier",
        sa.Column(
            "rate_id", KEY, sa.ForeignKey("savings_rate.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("position", KEY, primary_key=True, autoincrement=False),
        sa.Column("below", KEY),
        sa.Column("mille", KEY, nullable=False),
        sa.CheckConstraint("mille BETWEEN 0 AND 100000", name="mille"),
    )


def _interest() -> None:
    op.create_table(
        "savings_interest",
        _id(),
        _house(),
        _book(),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("interest", KEY, nullable=False),
        sa.Column("tax", KEY, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "member_id", "account", "month", "revision"),
        _of_member(),
        _of_entry(),
        sa.CheckConstraint("length(month) = 7", name="month"),
        sa.CheckConstraint("revision >= 0", name="revision"),
    )
    _index("savings_interest", "cooperative_id", "month")
    _index("savings_interest", "cooperative_id", "on_date")
    _index("savings_interest", "book_id", "entry_seq")
    op.create_table(
        "savings_tax_slip",
        _id(),
        _house(),
        _book(),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("year", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("issued_by", KEY, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "year", "number"),
        sa.UniqueConstraint("cooperative_id", "member_id", "month"),
        _of_member(),
        sa.CheckConstraint("length(month) = 7", name="month"),
        sa.CheckConstraint("number > 0", name="number"),
    )


def _products() -> None:
    op.create_table(
        "deposit_product",
        _id(),
        _house(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("months", KEY, nullable=False),
        sa.Column("smallest", KEY, nullable=False),
        sa.Column("counting", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("months BETWEEN 1 AND 60", name="months"),
        sa.CheckConstraint("smallest > 0", name="smallest"),
        sa.CheckConstraint("counting IN ('month', '365', '360')", name="counting"),
    )
    op.create_table(
        "deposit_rate",
        _id(),
        sa.Column("product_id", KEY, sa.ForeignKey("deposit_product.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("mille", KEY, nullable=False),
        sa.Column("break_rule", sa.Text, nullable=False),
        sa.Column("break_mille", KEY, nullable=False),
        *_decision(),
        sa.UniqueConstraint("product_id", "request_id"),
        sa.CheckConstraint("mille BETWEEN 0 AND 100000", name="mille"),
        sa.CheckConstraint("break_mille BETWEEN 0 AND 100000", name="break_mille"),
        sa.CheckConstraint("break_rule IN ('running', 'unpaid', 'percent')", name="break_rule"),
    )
    _index("deposit_rate", "product_id", "valid_from")


def _deposits() -> None:
    op.create_table(
        "time_deposit",
        _id(),
        _house(),
        _book(),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("product_id", KEY, sa.ForeignKey("deposit_product.id"), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("payout", sa.Text, nullable=False),
        sa.Column("at_maturity", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "number"),
        _of_member(),
        sa.CheckConstraint("payout IN ('monthly', 'maturity')", name="payout"),
        sa.CheckConstraint("at_maturity IN ('pay', 'principal', 'all')", name="at_maturity"),
    )
    _index("time_deposit", "cooperative_id", "member_id")


def _acts() -> None:
    op.create_table(
        "deposit_act",
        _id(),
        sa.Column("deposit_id", KEY, sa.ForeignKey("time_deposit.id"), nullable=False),
        _house(),
        _book(),
        sa.Column("number", KEY, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("principal", KEY, nullable=False),
        sa.Column("interest", KEY, nullable=False),
        sa.Column("tax", KEY, nullable=False),
        sa.Column("penalty", KEY, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("paid_months", KEY, nullable=False),
        sa.Column("begins_on", sa.Date),
        sa.Column("months", KEY),
        sa.Column("mille", KEY),
        sa.Column("counting", sa.Text),
        sa.Column("calculation", sa.Text, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("deposit_id", "number"),
        _of_entry(),
        sa.CheckConstraint(
            "kind IN ('placed', 'interest', 'rolled', 'paid', 'broken')", name="kind"
        ),
    )
    _index("deposit_act", "book_id", "entry_seq")
