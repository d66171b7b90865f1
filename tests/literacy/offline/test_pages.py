"""What the program lets a phone keep, and what it answers to a note that waited."""

import json
import re

from coop_app.literacy.views.offline import kept
from tests.literacy.offline.conftest import COPY, Places

KEEP = "X-Phone-Keep"
NOTE = "/keluarga/catat"


def facts(places: Places, **cookies: str) -> dict:
    client = places.app.test_client()
    for name, value in cookies.items():
        client.set_cookie(name, value)
    text = client.get("/sw.js").text
    return json.loads(text.partition("self.KEPT = ")[2].partition(";\n")[0])


def status(places: Places, address: str) -> int:
    """A file is closed again."""
    with places.app.test_client().get(address) as answer:
        return answer.status_code


def note(client, words="beras", request_id="tulis-di-hp-0000000001", **more):
    page = client.get(NOTE).text
    envelope = re.search(r'name="envelope_id"[^>]*value="(\d+)"', page)
    assert envelope, page
    data = {
        "envelope_id": envelope[1],
        "amount": "12.000",
        "words": words,
        "request_id": request_id,
    }
    return client.post(NOTE, data=data, headers={"X-Outbox": request_id, **more})


def writer(client, place=NOTE) -> list[str]:
    return client.get("/belajar/tanda", query_string={"untuk": place}).get_json()["writers"]


def envelopes(places: Places) -> None:
    from coop_app.literacy.service.family.opening import Opened
    from tests.make_family import keeper_of, make_envelope

    with places.app.app_context():
        import sqlalchemy as sa

        from coop_app import db

        person = db.session.execute(sa.text("SELECT id FROM family_person")).scalar_one()
        make_envelope(keeper_of(places.cooperative_id, Opened(places.household_id, person, None)))


def notes(places: Places) -> int:
    import sqlalchemy as sa

    from coop_app import db

    with places.app.app_context():
        found = db.session.execute(sa.text("SELECT count(*) FROM family_note")).scalar_one()
        db.session.rollback()
    return int(found)


def test_the_worker_is_asked_for_each_time_and_serves_the_whole_site(places: Places) -> None:
    answer = places.app.test_client().get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy


def test_the_worker_keeps_every_tool_and_the_page_for_notes(places: Places) -> None:
    found = facts(places)
    assert found["pages"] == ["/belajar", "/belajar/kiriman", "/belajar/tujuan", "/belajar/dana-darurat",
                              "/belajar/utang", "/belajar/harga", "/belajar/simpanan", "/belajar/anggaran"]  # fmt: skip
    assert found["family"] == [NOTE]
    for address in [*found["assets"], found["offline"], found["waiting"]]:
        assert status(places, address) == 200, address


def test_each_language_has_a_worker_of_its_own(places: Places) -> None:
    here, there = facts(places), facts(places, bahasa="en")
    assert (here["language"], there["language"]) == ("id", "en")
    assert here["edition"] == there["edition"]
    assert set(here["assets"]) != set(there["assets"])


def test_a_copy_speaks_the_phones_language_without_a_cookie(places: Places) -> None:
    client = places.app.test_client()
    assert (
        "This page needs a signal"
        in client.get("/belajar/tanpa-sinyal", headers={"X-Phone-Copy": "en"}).text
    )
    assert "Halaman ini perlu sinyal" in client.get("/belajar/tanpa-sinyal", headers=COPY).text


def test_public_pages_are_kept_as_anybody_sees_them(places: Places) -> None:
    for address in facts(places)["pages"]:
        answer = places.app.test_client().get(address, headers=COPY)
        assert answer.headers[KEEP] == "public", address
        assert 'name="csrf_token"' not in answer.text, "a token of nobody would be stale"
        assert "X-Phone-Keep" not in places.app.test_client().get(address).headers


def test_whoever_is_signed_in_gets_nothing_to_keep_but_the_own_familys_page(places: Places) -> None:
    for role in ("bendahara", "ketua", "anggota"):
        client = places.signed_in(role, places.phone())
        for address in ("/belajar", "/belajar/kiriman", "/", "/keluarga"):
            assert KEEP not in client.get(address, headers=COPY).headers, (role, address)
        kept_here = client.get(NOTE, headers=COPY).headers.get(KEEP)
        assert kept_here == ("family" if role == "anggota" else None), role


def test_a_copy_of_the_familys_page_shows_no_menu_and_no_name(places: Places) -> None:
    envelopes(places)
    client = places.signed_in("anggota", places.phone())
    text = client.get(NOTE, headers=COPY).text
    assert "data-outbox" in text
    assert places.people["anggota"] not in text
    assert '/keluar"' not in text


def test_a_phone_without_a_family_gets_no_page_for_notes(places: Places) -> None:
    answer = places.phone(key="bukan-kunci").get(NOTE, headers=COPY)
    assert KEEP not in answer.headers
    assert answer.status_code == 303


def test_a_note_that_is_taken_says_so_and_twice_the_same(places: Places) -> None:
    envelopes(places)
    client = places.phone()
    for _ in range(2):
        answer = note(client)
        assert answer.status_code == 200
        assert answer.get_json()["taken"] == "tulis-di-hp-0000000001"
        assert answer.get_json()["next"].startswith("/keluarga")
    assert notes(places) == 1


def test_a_refused_note_keeps_its_page(places: Places) -> None:
    envelopes(places)
    client = places.phone()
    page = client.get(NOTE).text
    envelope = re.search(r'name="envelope_id"[^>]*value="(\d+)"', page)[1]
    answer = client.post(
        NOTE,
        data={"envelope_id": envelope, "amount": "1,5", "request_id": "x" * 22},
        headers={"X-Outbox": "x" * 22},
    )
    assert answer.status_code == 422
    assert "Rp15" in answer.text
    assert notes(places) == 0


def test_a_note_of_another_family_is_not_taken(places: Places) -> None:
    from tests.make_family import make_household

    envelopes(places)
    mine = writer(places.phone())
    assert len(mine) == 1
    with places.app.app_context():
        other = make_household(places.cooperative_id, "Keluarga Lain")
    theirs = places.phone(key=other.key)
    assert writer(theirs) != mine
    answer = theirs.post(
        NOTE,
        data={"request_id": "y" * 22},
        headers={"X-Outbox": "y" * 22, "X-Outbox-Writer": mine[0]},
    )
    assert answer.status_code == 409
    assert note(places.phone(), **{"X-Outbox-Writer": mine[0]}).status_code == 200
    assert notes(places) == 1


def test_who_writes_is_told_by_no_number_and_no_name(places: Places) -> None:
    word = writer(places.phone())[0]
    assert re.fullmatch(r"[0-9a-f]{24}", word)
    assert writer(places.app.test_client()) == []


def test_a_token_is_for_the_learning_pages_only(places: Places) -> None:
    client = places.app.test_client()
    for place in ("", "/kas/masuk", "https://elsewhere.example/keluarga"):
        assert client.get("/belajar/tanda", query_string={"untuk": place}).status_code == 404


def test_the_token_opens_a_form(places: Places) -> None:
    envelopes(places)
    places.app.config["WTF_CSRF_ENABLED"] = True
    client = places.phone()
    refused = note(client)
    assert refused.status_code == 400
    token = client.get("/belajar/tanda", query_string={"untuk": NOTE}).get_json()["token"]
    assert note(client, **{"X-CSRFToken": token}).status_code == 200


def test_silent_sending_leaves_no_sentence_for_the_next_page(places: Places) -> None:
    envelopes(places)
    client = places.phone()
    note(client, **{"X-Outbox-Silent": "1"})
    with client.session_transaction() as session:
        assert "_flashes" not in session


def test_the_manifest_opens_the_learning_pages(places: Places) -> None:
    answer = places.app.test_client().get("/belajar/aplikasi.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    found = answer.get_json(force=True)
    assert found["start_url"] == "/belajar"
    for icon in found["icons"]:
        assert status(places, icon["src"]) == 200


def test_only_learning_pages_bring_the_worker(places: Places) -> None:
    client = places.signed_in("bendahara")
    assert "webmanifest" in client.get("/belajar").text
    for address in ("/", "/anggota", "/kas/masuk"):
        assert "webmanifest" not in client.get(address).text, address


def test_a_script_under_its_fingerprint_is_kept_for_good(places: Places) -> None:
    client = places.app.test_client()
    address = next(one for one in facts(places)["assets"] if "/naskah-telepon-" in one)
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get(address.partition("?")[0]).headers["Cache-Control"] == "no-cache"
    assert client.get("/belajar/naskah-lain-id.js").status_code == 404
    assert client.get("/belajar/naskah-telepon-xx.js").status_code == 404


def test_the_edition_is_a_fingerprint(places: Places) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", kept.edition())


def joined(places: Places, *names: str):
    """A phone with which these people joined a session, and the session's address."""
    from coop_app.db import transaction
    from coop_app.literacy.rules.sessions.marks import marked
    from coop_app.literacy.service import sessions as service
    from tests.make import TODAY
    from tests.make_sessions import facts as person
    from tests.make_sessions import make_session, make_trainer

    with places.app.app_context():
        over = make_session(make_trainer(places.cooperative_id), module="kiriman", title="")
        for name in names:
            mark = marked(f"kunci-{name}")
            with transaction():
                service.join(
                    cooperative_id=places.cooperative_id, session_id=over.id, agreed=True,
                    facts=person(name), request_id=f"ikut-{name}",
                    phone=service.Phone(device_mark=mark, today=TODAY),
                )  # fmt: skip
    client = places.app.test_client()
    with client.session_transaction() as session:
        session["participant_key"] = f"kunci-{names[0]}"
        session["participant_keys"] = [f"kunci-{name}" for name in names]
    return client, f"/ikut/{over.join_code}"


def test_pages_of_a_session_are_kept_by_the_phone_that_joined(places: Places) -> None:
    client, door = joined(places, "Sri")
    for page in ("", "/kelas", "/uji/pre", "/janji"):
        assert client.get(door + page, headers=COPY).headers[KEEP] == "room", page
        assert KEEP not in client.get(door + page).headers
    assert KEEP not in client.get("/ikut/data-saya", headers=COPY).headers
    # nobody else has a page to keep but the door
    stranger = places.app.test_client()
    assert stranger.get(door, headers=COPY).headers[KEEP] == "room"
    assert KEEP not in stranger.get(door + "/uji/pre", headers=COPY).headers


def test_no_officer_keeps_pages_of_a_session(places: Places) -> None:
    client, door = joined(places, "Sri")
    places.signed_in("bendahara", client)
    for page in ("", "/kelas", "/uji/pre", "/janji"):
        assert KEEP not in client.get(door + page, headers=COPY).headers, page


def test_an_answer_waits_for_the_one_who_has_the_phone(places: Places) -> None:
    """A couple shares a phone: what he answered is never written down as hers."""
    client, door = joined(places, "Sri", "Budi")
    hers = writer(client, f"{door}/uji/pre")
    with client.session_transaction() as session:
        session["participant_key"] = "kunci-Budi"
    his = writer(client, f"{door}/uji/pre")
    assert len(hers) == len(his) == 1
    assert hers != his
    answer = client.post(
        f"{door}/uji/pre", data={"request_id": "z" * 22},
        headers={"X-Outbox": "z" * 22, "X-Outbox-Writer": hers[0]},
    )  # fmt: skip
    assert answer.status_code == 409
