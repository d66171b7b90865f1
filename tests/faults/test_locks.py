"""Locks that others hold: nobody waits for ever, and whoever waits does not stand in another's way."""

import threading
import time

import sqlalchemy as sa

from coop_app import db
from coop_app.db import transaction
from tests.faults.house import House, books


def test_whoever_waits_for_a_turn_holds_no_lock(house: House) -> None:
    """In the rollback journal a reader's lock stops a writer's commit: two clerks at once stood still for 30 s."""
    with books(house) as app:
        inside, looked = threading.Event(), threading.Event()
        took: list[float] = []

        def second_clerk() -> None:
            with app.app_context():
                db.session.scalar(sa.text("SELECT count(*) FROM member"))
                looked.set()
                inside.wait(20)
                with transaction():
                    pass
                db.session.remove()

        def first_clerk() -> None:
            with app.app_context():
                looked.wait(20)
                begun = time.monotonic()
                with transaction():
                    inside.set()
                    time.sleep(0.3)
                    db.write_connection().execute(sa.text("UPDATE book SET name = 'Buku'"))
                took.append(time.monotonic() - begun)
                db.session.remove()

        clerks = [threading.Thread(target=clerk) for clerk in (first_clerk, second_clerk)]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join(60)
    assert len(took) == 1
    assert took[0] < 5
