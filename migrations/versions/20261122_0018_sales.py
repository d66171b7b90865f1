"""Sales, returns, fees of ways to pay and days closed at the till.

The triggers stand in `migrations/sql/0018_sales_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0018_sales"
down_revision: str | None = "0018_customers"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep its documents."""
    _till()
    _qris_code()
    _payment_fee()
    _till_close()
    _sale()
    _sale_line()
    _sale_return()
    _sale_return_line()
    schema.run_sql(op.get_bind(), revision)


def _amounts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _to(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(target), nullable=nullable)


def _part_of(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(target), primary_key=True, autoincrement=False)


def _of_book(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["book_id", column], [f"{table}.book_id", f"{table}.id"])


def _made() -> list[sa.Column[object]]:
    return [
        *_texts("request_id", "fingerprint"),
        *_amounts("made_by"),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
    ]


def _entry() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("entry_seq", KEY),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
    ]


def _once() -> sa.UniqueConstraint:
    return sa.UniqueConstraint("cooperative_id", "request_id")


def _check(**texts: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(text, name=name) for name, text in texts.items()]


def _till() -> None:
    op.create_table(
        "till",
        sa.Column("point_id", KEY, primary_key=True, autoincrement=False),
        _to("cooperative_id", "cooperative.id"),
        _to("book_id", "book.id"),
        _to("cash_place_id", "account.id"),
        _to("bank_place_id", "account.id", nullable=True),
        _of_book("point_id", "stock_point"),
    )


def _qris_code() -> None:
    op.create_table(
        "qris_code",
        sa.Column("id", KEY, primary_key=True),
        _to("cooperative_id", "cooperative.id"),
        *_texts("payload", "scale"),
        _to("place_id", "account.id"),
        sa.Column("valid_from", sa.Date, nullable=False),
        *_made(),
        _once(),
        *_check(scale="scale IN ('micro', 'small')"),
    )


def _payment_fee() -> None:
    op.create_table(
        "payment_fee",
        sa.Column("id", KEY, primary_key=True),
        _to("cooperative_id", "cooperative.id"),
        *_texts("way", "scale"),
        sa.Column("valid_from", sa.Date, nullable=False),
        *_amounts("up_to", "mille_up_to", "mille_above"),
        *_texts("decided_by", "request_id", "fingerprint"),
        *_amounts("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        _once(),
        *_check(
            way="way IN ('qris')",
            scale="scale IN ('micro', 'small')",
            fee="up_to >= 0 AND mille_up_to >= 0 AND mille_above >= 0"
            " AND mille_up_to <= 10000 AND mille_above <= 10000",
        ),
    )


def _till_close() -> None:
    op.create_table(
        "till_close",
        sa.Column("id", KEY, primary_key=True),
        _to("cooperative_id", "cooperative.id"),
        _to("book_id", "book.id"),
        *_amounts("point_id"),
        _of_book("point_id", "stock_point"),
        _to("place_id", "account.id"),
        sa.Column("closed_on", sa.Date, nullable=False),
        *_amounts("change_money", "cash_sales", "cash_returns", "transfer", "qris", "fees"),
        *_amounts("credit", "other_returns", "sales_count", "returns_count"),
        *_amounts("expected", "counted", "difference"),
        *_texts("reason"),
        *_made(),
        *_entry(),
        _once(),
        sa.UniqueConstraint("cooperative_id", "point_id", "closed_on"),
        *_check(
            expected="expected = cash_sales - cash_returns",
            difference="difference = counted - change_money - expected",
            reason="difference = 0 OR reason <> ''",
            counted="counted >= 0 AND change_money >= 0",
        ),
    )
    op.create_index(None, "till_close", ["book_id", "entry_seq"])


def _sale() -> None:
    op.create_table(
        "sale",
        sa.Column("id", KEY, primary_key=True),
        _to("cooperative_id", "cooperative.id"),
        _to("book_id", "book.id"),
        *_amounts("point_id"),
        _of_book("point_id", "stock_point"),
        sa.Column("sold_on", sa.Date, nullable=False),
        *_texts("way"),
        _to("place_id", "account.id", nullable=True),
        *_texts("audience"),
        sa.Column("member_id", KEY),
        sa.Column("customer_id", KEY),
        *_texts("buyer_name"),
        *_amounts("gross", "discount"),
        *_texts("discount_reason"),
        *_amounts("total", "consigned", "received", "fee", "fee_mille"),
        sa.Column("due_on", sa.Date),
        *_texts("memo"),
        *_made(),
        *_entry(),
        _to("close_id", "till_close.id", nullable=True),
        _once(),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "customer_id"], ["customer.cooperative_id", "customer.id"]
        ),
        *_sale_checks(),
    )
    for columns in (
        ["cooperative_id", "sold_on"], ["book_id", "entry_seq"], ["cooperative_id", "member_id"],
        ["cooperative_id", "customer_id"], ["point_id", "close_id"],
    ):  # fmt: skip
        op.create_index(None, "sale", columns)


def _sale_checks() -> list[sa.CheckConstraint]:
    return _check(
        way="way IN ('cash', 'transfer', 'qris', 'credit')",
        audience="audience IN ('member', 'other')",
        member="(audience = 'member') = (member_id IS NOT NULL)",
        one_buyer="member_id IS NULL OR customer_id IS NULL",
        debtor="way <> 'credit' OR member_id IS NOT NULL OR customer_id IS NOT NULL",
        due="(way = 'credit') = (due_on IS NOT NULL)",
        place="(way = 'credit') = (place_id IS NULL)",
        total="total > 0 AND total = gross - discount AND discount >= 0",
        consigned="consigned >= 0 AND consigned <= total",
        received="way <> 'cash' OR received >= total",
        fee="fee >= 0 AND fee <= total AND (fee = 0 OR way = 'qris')",
    )


def _sale_line() -> None:
    op.create_table(
        "sale_line",
        _part_of("sale_id", "sale.id"),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        _to("book_id", "book.id"),
        *_amounts("item_id", "quantity"),
        _of_book("item_id", "item"),
        *_texts("unit"),
        *_amounts("factor", "price", "amount", "discount"),
        *_texts("discount_reason"),
        *_amounts("net", "cost"),
        sa.Column("consigned", sa.Boolean, nullable=False),
        *_check(
            quantity="quantity > 0 AND factor > 0 AND price >= 0",
            amounts="discount >= 0 AND net >= 0 AND net = amount - discount AND cost >= 0",
            consigned="NOT consigned OR (discount = 0 AND cost = 0)",
        ),
    )
    op.create_index(None, "sale_line", ["item_id"])


def _sale_return() -> None:
    op.create_table(
        "sale_return",
        sa.Column("id", KEY, primary_key=True),
        _to("cooperative_id", "cooperative.id"),
        _to("book_id", "book.id"),
        _to("sale_id", "sale.id"),
        *_amounts("point_id"),
        _of_book("point_id", "stock_point"),
        *_texts("kind"),
        sa.Column("returned_on", sa.Date, nullable=False),
        *_texts("reason", "refund"),
        _to("place_id", "account.id", nullable=True),
        *_amounts("total", "consigned", "cost"),
        *_made(),
        *_entry(),
        _to("close_id", "till_close.id", nullable=True),
        _once(),
        *_check(
            kind="kind IN ('return', 'void')",
            refund="refund IN ('money', 'receivable')",
            place="(refund = 'receivable') = (place_id IS NULL)",
            amounts="total > 0 AND cost >= 0",
            consigned="consigned >= 0 AND consigned <= total",
        ),
    )
    for columns in (
        ["sale_id"], ["book_id", "entry_seq"], ["cooperative_id", "returned_on"],
        ["point_id", "close_id"],
    ):  # fmt: skip
        op.create_index(None, "sale_return", columns)


def _sale_return_line() -> None:
    op.create_table(
        "sale_return_line",
        _part_of("return_id", "sale_return.id"),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        *_amounts("sale_id", "quantity", "amount", "cost"),
        sa.Column("spoiled", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["sale_id", "number"], ["sale_line.sale_id", "sale_line.number"]),
        *_check(amounts="quantity > 0 AND amount >= 0 AND cost >= 0"),
    )
    op.create_index(None, "sale_return_line", ["sale_id", "number"])
