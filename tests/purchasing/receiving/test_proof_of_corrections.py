"""`coop audit` notices a mark of taking back that does not name the entry that did it."""

import pytest
from flask import Flask

from coop_app.purchasing.queries.receiving import proof
from tests.make_receiving import make_receipt, make_village
from tests.products.test_proof import behind_the_seal
from tests.purchasing.receiving.test_corrections import undo


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("entry_seq = 1", "is reversed by entry 2, the mark says 1"),
        ("source = 'purchasing.receipt:999'", "purchasing.receipt:999 is reversed by entry None"),
    ],
)
def test_a_mark_that_names_another_entry_is_found(app: Flask, change: str, said: str) -> None:
    village = make_village()
    receipt = make_receipt(village)
    assert undo(village, f"purchasing.receipt:{receipt}") == 2
    village.audit()
    behind_the_seal(f"UPDATE purchase_reversal SET {change}")
    (finding,) = proof.check(village.desk.book_id)
    assert said in finding.message
    assert finding.where == "purchase_reversal 1"
