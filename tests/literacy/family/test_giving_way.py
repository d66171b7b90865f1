"""A household is held before anybody looks whether it is used: it gives way only while nobody writes in it."""

import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.db import transaction
from coop_app.literacy.models import Household
from coop_app.literacy.service import sessions as service
from tests.make import TODAY, make_cooperative
from tests.make_family import make_household
from tests.make_sessions import make_participant, make_session, make_trainer


def test_a_household_is_held_before_it_is_looked_at(either: Flask) -> None:
    said: list[str] = []
    with either.app_context():
        desk = make_trainer(make_cooperative())
        coop, over = desk.cooperative_id, make_session(desk)
        person = make_participant(desk, over.id, "Budi", sex="M")
        shell, other = make_household(coop), make_household(coop, "Lain")
        with transaction():
            service.link_household(
                desk=desk, participant_ids=[person], household_id=shell.household_id
            )
        engine = db.engine()
        sa.event.listen(engine, "before_cursor_execute", lambda *told: said.append(told[2]))
        with transaction():
            service.moved_in(
                cooperative_id=coop, participant_id=person, today=TODAY,
                household_id=other.household_id,
            )  # fmt: skip
    table = Household.__tablename__
    held = next(n for n, one in enumerate(said) if f"ORDER BY {table}.id" in one)
    looked = next(n for n, one in enumerate(said) if "EXISTS" in one)
    assert held < looked
    assert ("FOR UPDATE" in said[held]) == (engine.dialect.name == "postgresql")
