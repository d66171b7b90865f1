"""A cooperative with three members, on both databases."""

import pytest
from flask import Flask

from coop_app import db, ledger
from coop_app.purchasing.queries import rounds as queries
from tests.make import make_cooperative, make_group, make_member, make_savings


class House:
    """A cooperative with three members."""

    def __init__(self) -> None:
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.a, self.b, self.c = (
            make_member(self.cooperative_id, self.group_id, name).id
            for name in ("Aminah", "Budi", "Citra")
        )


@pytest.fixture
def house(either: Flask):
    with either.app_context():
        found = House()
        yield found
        assert ledger.audit(book_id=found.desk.book_id) == []
        assert queries.check_rounds(found.cooperative_id, found.desk.book_id) == []
        db.session.remove()
