"""The wall, the remote control and the phones in the room, through the pages."""

import re

import pytest

from coop_app.auth import rules as roles
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons.slides import Kind
from tests.literacy.lessons.conftest import Room
from tests.make import make_cooperative
from tests.make_lessons import MODULE, answer, ask, show, slide_of
from tests.people import signed_in


def slide(room: Room, kind: Kind) -> str:
    with room.app.app_context():
        return slide_of(room.over, kind)


def asked(room: Room) -> queries.RoundRow:
    with room.app.app_context():
        return ask(room.desk, room.over)


def test_every_slide_is_shown_on_the_wall_and_on_the_remote(room: Room) -> None:
    with room.app.app_context():
        keys = [one.key for one in queries.scene(room.over.id).slides]
    assert len(keys) > 8
    for key in keys:
        moved = room.post(f"{room.path}/layar", to=key)
        assert moved.headers["Location"].endswith(f"{room.path}/layar")
        wall, remote = room.text(f"{room.path}/layar"), room.text(f"{room.path}/kendali")
        assert room.text(f"{room.path}/layar") == wall
        for text in (wall, remote):
            assert "Peserta 0" not in text
            assert 'data-step="' in text
        assert len(re.findall(r"<li", wall)) <= 12


def test_the_wall_says_how_to_join_and_how_many_have(room: Room) -> None:
    text = room.text(f"{room.path}/layar")
    assert room.over.code in text
    assert "localhost/ikut" in text
    assert "<svg" in text
    assert re.search(r'data-live="joined">[^<]*<span class="figure">4<', text)


def test_the_wall_works_without_a_script(room: Room) -> None:
    text = room.text(f"{room.path}/layar")
    assert 'http-equiv="refresh"' not in text
    assert '<meta http-equiv="refresh" content="10">' in room.text(f"{room.path}/layar?segar=10")
    assert '<meta http-equiv="refresh" content="60">' in room.text(f"{room.path}/layar?segar=999")
    target = re.findall(r'name="to" value="([^"]*)"', text)
    assert target == ["", "judul"]


def test_the_remote_moves_the_wall_and_stays_on_the_phone(room: Room) -> None:
    moved = room.post(f"{room.path}/layar", to="judul", remote="1")
    assert moved.headers["Location"].endswith(f"{room.path}/kendali")
    with room.app.app_context():
        assert queries.scene(room.over.id).slide.kind is Kind.TITLE
    assert "Lanjut: 1. Air yang sampai" in room.text(f"{room.path}/kendali")


def test_an_old_button_shows_what_is(room: Room) -> None:
    assert room.post(f"{room.path}/layar", to="tanya-99").status_code == 303
    with room.app.app_context():
        assert queries.scene(room.over.id).slide.kind is Kind.JOIN


def test_the_state_changes_with_slide_and_with_answers(room: Room) -> None:
    first = room.trainer.get(f"{room.path}/layar/keadaan").get_json()
    round_ = asked(room)
    second = room.trainer.get(f"{room.path}/layar/keadaan").get_json()
    with room.app.app_context():
        answer(room.over, round_, room.people[0], 0)
    third = room.trainer.get(f"{room.path}/layar/keadaan").get_json()
    assert first["at"] != second["at"] == third["at"]
    assert second["live"] != third["live"]


def test_results_are_hidden_below_three_and_never_show_names(room: Room) -> None:
    round_ = asked(room)
    with room.app.app_context():
        show(room.desk, room.over, slide_of(room.over, Kind.RESULT))
    for count, person in enumerate(room.people[:3], 1):
        with room.app.app_context():
            answer(room.over, round_, person, 0)
        text = room.text(f"{room.path}/layar")
        assert ('class="bars"' in text) is (count == 3)
        assert "Peserta 0" not in text


def test_hands_are_counted_on_the_remote(room: Room) -> None:
    round_ = asked(room)
    sent = room.post(f"{room.path}/tangan/{round_.id}", **{"hands-0": "7", "hands-1": ""})
    assert sent.status_code == 303
    with room.app.app_context():
        assert queries.counts(round_.id) == ({}, {0: 7})
    wrong = room.post(f"{room.path}/tangan/{round_.id}", **{"hands-0": "banyak"})
    assert wrong.status_code == 422
    assert "berapa" in wrong.get_data(as_text=True)
    assert room.post(f"{room.path}/tangan/999", **{"hands-0": "1"}).status_code == 422


@pytest.mark.parametrize("path", ["layar", "kendali", "layar/keadaan"])
def test_only_a_trainer_of_the_same_house_sees_the_wall(room: Room, path: str) -> None:
    assert room.as_role(roles.BENDAHARA).get(f"{room.path}/{path}").status_code == 403
    with room.app.app_context():
        other = make_cooperative("Koperasi Lain")
    stranger = signed_in(room.app, other, roles.PELATIH)
    assert stranger.get(f"{room.path}/{path}").status_code == 404
    assert (
        stranger.post(f"{room.path}/layar", {"to": "judul", "request_id": "x"}).status_code == 404
    )
    assert room.app.test_client().get(f"{room.path}/{path}").status_code == 302


def test_a_phone_that_has_not_joined_is_sent_to_join(room: Room) -> None:
    phone = room.phone()
    for path in ("kelas", "uji/pre", "janji"):
        answer_ = phone.get(f"/ikut/{room.over.join_code}/{path}")
        assert answer_.status_code == 303
        assert answer_.headers["Location"].endswith(f"/ikut/{room.over.join_code}")
    assert phone.get("/ikut/XXX999/kelas").status_code == 404


def test_a_phone_answers_and_changes_its_answer(room: Room) -> None:
    phone, base = room.phone("Sri Lestari"), f"/ikut/{room.over.join_code}"
    assert "muncul di sini" in phone.text(f"{base}/kelas")
    round_ = asked(room)
    text = phone.text(f"{base}/kelas")
    assert "data-outbox" in text
    for choice in ("0", "1"):
        assert phone.post(f"{base}/jawab/{round_.id}", choice=choice).status_code == 303
    assert 'aria-pressed="true"' in phone.text(f"{base}/kelas")
    with room.app.app_context():
        assert queries.counts(round_.id)[0] == {1: 1}
    assert phone.post(f"{base}/jawab/{round_.id}", choice="99").status_code == 422
    with room.app.app_context():
        show(room.desk, room.over, "judul")
    late = phone.post(f"{base}/jawab/{round_.id}", choice="0")
    assert late.status_code == 422
    assert "sudah ditutup" in late.get_data(as_text=True)


def test_a_phone_knows_when_its_page_is_old(room: Room) -> None:
    phone, state = room.phone("Sri Lestari"), f"/ikut/{room.over.join_code}/kelas/keadaan"
    before = phone.get(state).get_json()["at"]
    asked(room)
    assert phone.get(state).get_json()["at"] != before


def test_a_phone_of_another_session_has_no_say(room: Room) -> None:
    phone = room.phone("Sri Lestari")
    with room.app.app_context():
        from tests.make_lessons import make_class

        other, _people = make_class(room.desk)
        round_ = ask(room.desk, other)
    answered = phone.post(f"/ikut/{room.over.join_code}/jawab/{round_.id}", choice="0")
    assert answered.status_code == 422
    with room.app.app_context():
        assert queries.counts(round_.id) == ({}, {})


def test_the_module_of_the_tests_has_choices() -> None:
    module = queries.module_of(MODULE)
    assert module is not None
    assert any(exercise.choices for exercise in module.exercises)
