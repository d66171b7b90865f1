"""A grant is put into a pillar: once for each choice, and not when it is struck out."""

from datetime import date

import pytest
from flask import Flask

from coop_app.auth import rules
from coop_app.auth.queries import EventFilter, events
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.rules.effect.refusals import StruckOut
from coop_app.literacy.service import effect as service
from tests.make import TODAY, make_cooperative, make_group, make_member, make_savings
from tests.make_effect import make_grant, make_pillar
from tests.make_sessions import make_programme
from tests.people import signed_in


@pytest.fixture
def desk(bare_app: Flask) -> Desk:
    with bare_app.app_context():
        coop = make_cooperative()
        return Desk(coop, make_savings(coop).book_id, 1, TODAY)


def move(desk: Desk, grant: int, pillar: int) -> None:
    with transaction():
        service.move_to_pillar(desk=desk, thing="grant", key=grant, pillar_id=pillar)


def grant_of(desk: Desk) -> int:
    member = make_member(desk.cooperative_id, make_group(desk.cooperative_id), "Sri Lestari")
    return make_grant(desk, member.id)


def moves(desk: Desk) -> int:
    wanted = EventFilter(action="literacy.moved_to_pillar", start=date(2020, 1, 1))
    return len(events(desk.cooperative_id, wanted, limit=9))


def test_the_same_choice_again_is_no_second_line(bare_app: Flask, desk: Desk) -> None:
    with bare_app.app_context():
        programme, grant = make_programme(desk.cooperative_id), grant_of(desk)
        first, other = (make_pillar(desk, programme, name) for name in ("Usaha", "Layanan"))
        for pillar, lines in ((first, 1), (first, 1), (other, 2), (first, 3)):
            move(desk, grant, pillar)
            assert moves(desk) == lines
            assert queries.get_grant(desk.cooperative_id, grant).pillar_id == pillar


def test_what_is_struck_out_stays_where_it_is(bare_app: Flask, desk: Desk) -> None:
    with bare_app.app_context():
        grant = grant_of(desk)
        pillar = make_pillar(desk, make_programme(desk.cooperative_id))
        with transaction():
            service.strike_out_grant(desk=desk, grant_id=grant, reason="Salah orang")
        with pytest.raises(StruckOut):
            move(desk, grant, pillar)
    browser = signed_in(bare_app, desk.cooperative_id, rules.KETUA)
    answer = browser.post(f"/dampak/pilar/isi/grant/{grant}", {"pillar_id": str(pillar)})
    assert answer.status_code == 303
    assert "Sudah dicoret." in browser.get(answer.headers["Location"]).get_data(as_text=True)
