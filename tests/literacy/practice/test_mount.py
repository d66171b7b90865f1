"""The practice room is beside the books: nothing gets across, nobody gets in without a pass."""

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from flask import Flask

from coop_app import db, ledger
from coop_app.app import create_app
from coop_app.app.practice import doors
from coop_app.app.practice.mounting import PREFIX, settings_of
from coop_app.auth import rules
from tests.conftest import settings_for
from tests.people import signed_in

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.literacy.practice.conftest import Bench

#: what may grow in the real database while somebody practises: tries, and the trail of who was here
_OWN = ("practice_", "audit_event", "user_session", "sign_in_attempt")


def _counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        names = sa.inspect(db.engine()).get_table_names()
        return {
            name: db.session.scalar(sa.text(f'SELECT count(*) FROM "{name}"')) or 0
            for name in names
            if not name.startswith(_OWN)
        }


def _head(app: Flask, book_id: int) -> list[str]:
    with app.app_context():
        return [entry.hash for entry in ledger.entries(book_id=book_id)]


def _enter(bench: "Bench", key: str = "token-listrik") -> str:
    """Begin an exercise and go through the door; returns the address one lands on."""
    bench.begin(key)
    way = bench.learner.post(f"/latihan/{key}/buka", {"request_id": f"o{time.time_ns()}"}).location
    return bench.learner.get(way).location


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def test_practising_leaves_the_real_books_as_they_were(own_bench: "Bench") -> None:
    before = _counts(own_bench.app), _head(own_bench.app, own_bench.book_id)
    landed = _enter(own_bench)
    page = own_bench.learner.get(landed, follow_redirects=True).text
    with own_bench.inside() as desk:
        cash = ledger.account(book_id=desk.book_id, role="cash_on_hand").id
        today = desk.today.isoformat()
    typed = {
        "csrf_token": _token(page), "request_id": "p1", "direction": "out", "place_id": str(cash),
        "category": "electricity_expense", "amount": "187500", "on": today,
        "description": "Token listrik", "step": "save",
    }  # fmt: skip
    answer = own_bench.learner.client.post(f"{PREFIX}/kas/catat", data=typed)
    assert answer.status_code == 303, answer.text
    assert answer.location.startswith(PREFIX)
    assert own_bench.check("token-listrik")[0]
    own_bench.learner.post("/latihan/mulai", {"request_id": "again"})
    assert (_counts(own_bench.app), _head(own_bench.app, own_bench.book_id)) == before


def test_every_page_inside_says_that_it_is_practice(own_bench: "Bench") -> None:
    landed = _enter(own_bench)
    for path in (landed, f"{PREFIX}/", f"{PREFIX}/anggota/", f"{PREFIX}/nirgendwo"):
        assert 'class="practice-band"' in own_bench.learner.get(path, follow_redirects=True).text, (
            path
        )
    assert 'class="practice-band"' not in own_bench.learner.get("/").text


def test_links_and_forms_stay_inside(own_bench: "Bench") -> None:
    page = own_bench.learner.get(_enter(own_bench), follow_redirects=True).text
    for address in re.findall(r'(?:href|action|src)="(/[^"]*)"', page):
        is_band = address.startswith("/latihan/token-listrik")
        assert is_band or address.startswith(f"{PREFIX}/"), address
    own = re.search(r'name="next" value="([^"]*)"', page)
    assert own
    assert own[1].startswith(PREFIX)


def test_the_service_worker_is_not_for_practice(own_bench: "Bench") -> None:
    page = own_bench.learner.get(_enter(own_bench), follow_redirects=True).text
    assert "manifest" not in page
    assert "serviceworker" not in page.lower().replace("-", "")


def test_nobody_gets_in_without_a_pass(own_bench: "Bench") -> None:
    stranger = own_bench.app.test_client()
    for path in ("/", "/kas/catat", "/masuk", "/latihan", "/anggota/1", "/mulai", "/belajar"):
        answer = stranger.get(PREFIX + path)
        assert answer.status_code in {303, 302}, path
        while answer.location.startswith(PREFIX):
            answer = stranger.get(answer.location)
        assert answer.location == "/latihan", path
    forged = stranger.get(f"{PREFIX}/pintu?k=eyJhIjoxfQ.aaaa.bbbb")
    assert forged.location == "/latihan"


def test_a_real_session_is_worth_nothing_inside(own_bench: "Bench") -> None:
    """Signed in as treasurer, but not through the door."""
    answer = own_bench.learner.get(f"{PREFIX}/kas/catat")
    assert answer.status_code == 302
    assert own_bench.learner.client.post(f"{PREFIX}/kas/catat", data={}).status_code in {400, 401}


def test_a_practice_session_is_worth_nothing_outside(own_bench: "Bench") -> None:
    """The practice cookie under the real cookie's name opens nothing: the keys differ."""
    _enter(own_bench)
    inside = own_bench.learner.client.get_cookie("latihan", path=PREFIX)
    assert inside is not None
    thief = own_bench.app.test_client()
    thief.set_cookie("koperasi", inside.value)
    assert thief.get("/kas/catat").status_code == 302


def test_a_pass_opens_once(own_bench: "Bench") -> None:
    own_bench.begin("token-listrik")
    way = own_bench.learner.post("/latihan/token-listrik/buka", {"request_id": "o1"}).location
    assert own_bench.learner.get(way).location == f"{PREFIX}/kas/keluar"
    thief = own_bench.app.test_client()
    assert thief.get(way).location == "/latihan"
    assert thief.get(f"{PREFIX}/kas/catat").status_code == 302


def test_an_old_pass_opens_nothing(own_bench: "Bench", monkeypatch: "pytest.MonkeyPatch") -> None:
    own_bench.begin("token-listrik")
    way = own_bench.learner.post("/latihan/token-listrik/buka", {"request_id": "o1"}).location
    monkeypatch.setattr(doors, "PASS_LASTS", -1)
    assert own_bench.learner.get(way).location == "/latihan"


def test_a_pass_signed_with_the_real_key_opens_nothing(own_bench: "Bench") -> None:
    own_bench.begin("token-listrik")
    with own_bench.inside() as desk:
        card = doors.Pass("n1", desk.cooperative_id, desk.user_id, "token-listrik", "x", "home", {})
    real = own_bench.app.extensions["settings"]
    forged = doors.issued(real, card)
    assert own_bench.learner.get(f"{PREFIX}/pintu?k={forged}").location == "/latihan"
    good = doors.issued(settings_of(real), card)
    assert own_bench.learner.get(f"{PREFIX}/pintu?k={good}").location == f"{PREFIX}/"


def test_who_may_not_practise_does_not_reach_the_door(own_bench: "Bench") -> None:
    member = signed_in(own_bench.app, own_bench.cooperative_id, rules.ANGGOTA)
    assert member.get("/latihan").status_code == 403
    for path in ("/latihan/mulai", "/latihan/token-listrik/mulai", "/latihan/token-listrik/buka"):
        assert member.post(path).status_code == 403


def test_another_learner_has_another_room(own_bench: "Bench") -> None:
    """What one learner began is nothing to another, not even the room."""
    own_bench.begin("token-listrik")
    other = signed_in(own_bench.app, own_bench.cooperative_id, rules.PELATIH)
    answer = other.post("/latihan/token-listrik/buka", {"request_id": "o9"})
    assert answer.location == "/latihan/token-listrik"
    assert other.post("/latihan/token-listrik/mulai", {"request_id": "b9"}).status_code == 303
    way = other.post("/latihan/token-listrik/buka", {"request_id": "o10"}).location
    other.get(way)
    with own_bench.inside() as desk:
        first = ledger.journal(book_id=desk.book_id, limit=1).rows[0]
    assert desk.cooperative_id == 1
    # the other's entry of the same number is of the other's own book
    assert other.get(f"{PREFIX}/anggota/1").status_code == 404
    assert first.book_id == desk.book_id


def test_accounts_of_people_are_not_practised(own_bench: "Bench") -> None:
    _enter(own_bench)
    for path in ("/pengguna", "/akun", "/latihan", "/serah-terima", "/masuk/sandi"):
        answer = own_bench.learner.get(PREFIX + path)
        assert answer.status_code in {302, 303, 404}, path


def test_the_room_has_no_room(own_bench: "Bench") -> None:
    inner = own_bench.mount.app()
    assert "coop_practice" not in inner.extensions
    assert own_bench.learner.get(f"{PREFIX}{PREFIX}/").status_code == 404


def test_a_stranger_makes_no_file(fresh: Callable[[], "Bench"]) -> None:
    bench = fresh()
    answer = bench.app.test_client().get(f"{PREFIX}/kas/catat")
    assert (answer.status_code, answer.location) == (303, "/latihan")
    assert not bench.mount.file.exists()


def test_the_first_use_makes_the_room(fresh: Callable[[], "Bench"]) -> None:
    bench = fresh()
    bench.begin("setoran-sukarela")
    assert bench.mount.file.exists()
    with bench.inside() as desk:
        assert ledger.audit(book_id=desk.book_id) == []
    assert not bench.check("setoran-sukarela")[0]


def test_the_practice_keys_are_others(tmp_path: "Path") -> None:
    real = settings_for(f"sqlite:///{tmp_path / 'a.db'}", tmp_path)
    practice = settings_of(real)
    assert practice.practice
    for name in ("database_url", "secret_key", "identity_key", "files"):
        assert getattr(practice, name) != getattr(real, name)
    app = create_app(practice)
    assert app.config["SESSION_COOKIE_PATH"] == PREFIX
    assert app.config["SESSION_COOKIE_NAME"] == "latihan"


def test_playing_the_chairperson(own_bench: "Bench") -> None:
    page = own_bench.learner.get(_enter(own_bench), follow_redirects=True).text
    client = own_bench.learner.client
    token = {"csrf_token": _token(page)}
    answer = client.post(f"{PREFIX}/peran", data=token | {"role": "ketua", "request_id": "r1"})
    assert answer.location == f"{PREFIX}/persetujuan"
    page = client.get(answer.location).text
    assert client.get(f"{PREFIX}/kas/catat").status_code == 403
    token = {"csrf_token": _token(page)}
    odd = client.post(f"{PREFIX}/peran", data=token | {"role": "admin", "request_id": "r2"})
    assert odd.location == f"{PREFIX}/"
    back = client.post(f"{PREFIX}/peran", data=token | {"role": "bendahara", "request_id": "r3"})
    assert back.location == f"{PREFIX}/"
    assert client.get(f"{PREFIX}/kas/catat").status_code == 200


def test_what_is_copied_is_the_set_up_alone(own_bench: "Bench") -> None:
    with own_bench.inside() as desk:
        mine = {one.code: one.name for one in ledger.accounts(book_id=desk.book_id)}
        names = db.session.scalars(sa.text("SELECT display_name FROM app_user")).all()
        heads = db.session.scalars(sa.text("SELECT name FROM cooperative")).all()
    with own_bench.app.app_context():
        real = {one.code: one.name for one in ledger.accounts(book_id=own_bench.book_id)}
    assert mine == real
    assert set(names) == {"Bendahara latihan", "Ketua latihan"}
    assert set(heads) == {"Koperasi Latihan"}
