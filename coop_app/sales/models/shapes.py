"""Keys that several tables of selling share."""

from sqlalchemy import ForeignKeyConstraint


def of_entry(column: str) -> ForeignKeyConstraint:
    """A column that names a journal entry of the row's book."""
    return ForeignKeyConstraint(["book_id", column], ["journal_entry.book_id", "journal_entry.seq"])


def of_member() -> ForeignKeyConstraint:
    """A member of the row's cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


def of_customer() -> ForeignKeyConstraint:
    """A customer of the row's cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", "customer_id"], ["customer.cooperative_id", "customer.id"]
    )


def of_book(column: str, table: str) -> ForeignKeyConstraint:
    """A row may point only at rows of its own book."""
    return ForeignKeyConstraint(["book_id", column], [f"{table}.book_id", f"{table}.id"])
