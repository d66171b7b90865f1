"""What was received, shared, handed over and paid never changes: the database itself refuses."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from coop_app import db
from coop_app.db import transaction
from tests.make_receiving import make_advance, make_delivery, make_short, make_village


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE goods_receipt SET bill_total = 1",
        "UPDATE goods_receipt SET entry_seq = 2",
        "DELETE FROM goods_receipt",
        "UPDATE goods_receipt_line SET received = 5, billed = 5",
        "DELETE FROM goods_receipt_line",
        "UPDATE supplier_claim SET amount = 1",
        "UPDATE order_advance SET amount = 1",
        "DELETE FROM order_advance",
        "UPDATE round_sharing SET price = 1",
        "UPDATE round_share SET quantity = 1",
        "UPDATE round_delivery SET cash = 0, total = 0",
        "UPDATE round_delivery_line SET amount = 1",
        "DELETE FROM round_delivery_line",
        "INSERT INTO round_share SELECT * FROM round_share",
    ],
)
def test_papers_are_only_added_to(either: Flask, statement: str) -> None:
    with either.app_context():
        village = make_village()
        make_short(village)
        make_advance(village, 1, 5_000)
        make_delivery(village, 0)
        with pytest.raises(DBAPIError), transaction():
            db.write_connection().execute(sa.text(statement))
        village.audit()
