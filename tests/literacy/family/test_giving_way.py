"""A household gives way only while nobody writes in it, on both databases, with real threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from coop_app.db import transaction
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.family.households import all_homes
from coop_app.literacy.rules.family.envelopes import NEED, Wanted
from coop_app.literacy.service import sessions as service
from coop_app.literacy.service.family import envelopes
from tests.make import TODAY, make_cooperative
from tests.make_family import keeper_of, make_household, once
from tests.make_sessions import make_participant, make_session, make_trainer

#: seconds between what the family writes and its end
WRITING = 0.5


def test_a_household_in_which_somebody_is_writing_does_not_give_way(either: Flask) -> None:
    with either.app_context():
        desk = make_trainer(make_cooperative())
        coop, over = desk.cooperative_id, make_session(desk)
        people = [make_participant(desk, over.id, name) for name in ("Budi", "Umi")]
        shell, other = make_household(coop), make_household(coop, "Lain")
        with transaction():
            service.link_household(
                desk=desk, participant_ids=people, household_id=shell.household_id
            )
    begun = threading.Event()

    def write() -> None:
        with either.app_context(), transaction():
            envelopes.add_envelope(
                keeper=keeper_of(coop, shell), wanted=Wanted(name="Dapur", kind=NEED),
                request_id=once(),
            )  # fmt: skip
            begun.set()
            time.sleep(WRITING)

    def leave() -> None:
        begun.wait()
        with either.app_context(), transaction():
            service.moved_in(
                cooperative_id=coop, participant_id=people[0], today=TODAY,
                household_id=other.household_id,
            )  # fmt: skip

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write), pool.submit(leave)]:
            done.result()
    with either.app_context():
        homes = {one.id for one in all_homes(coop)}
        assert homes == {shell.household_id, other.household_id}
        found = {one.name: one.household_id for one in queries.attendances(over.id)}
    assert found == {"Budi": other.household_id, "Umi": shell.household_id}
