"""Promises, asking after them, certificates and their public check, through the pages."""

import time_machine

from coop_app.auth import rules as roles
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service import sessions as training
from tests.literacy.lessons.conftest import Room
from tests.make import NOW, make_cooperative
from tests.make_lessons import issue, make_promise
from tests.make_sessions import close
from tests.people import signed_in

FOLLOWED = {
    "way": "visit", "reached": "yes", "kept_budget": "yes", "saved": "low", "compared": "no",
    "promise_kept": "partly",
}  # fmt: skip


def test_a_phone_promises_and_may_change_its_mind(room: Room) -> None:
    phone, path = room.phone("Sri Lestari"), f"/ikut/{room.over.join_code}/janji"
    assert "data-outbox" in phone.text(path)
    assert phone.post(path, suggested="tabung").status_code == 303
    assert phone.post(path, suggested="sendiri", own="Saya <b>hemat</b>").status_code == 303
    assert "Saya &lt;b&gt;hemat&lt;/b&gt;" in phone.text(path)
    assert phone.post(path, suggested="sendiri", own="").status_code == 422


def test_the_trainer_writes_a_promise_down_and_prints_cards(room: Room) -> None:
    path = f"{room.path}/janji"
    assert room.post(f"{path}/{room.people[0]}", suggested="catat").status_code == 303
    text = room.text(path)
    assert "Saya mencatat uang masuk dan uang keluar setiap hari." in text
    assert room.trainer.get(f"{room.path}/janji.pdf").mimetype == "application/pdf"
    assert room.trainer.get(f"{path}/999").status_code == 404
    assert room.as_role(roles.BENDAHARA).get(path).status_code == 403


def test_a_follow_up_from_the_reminder_to_the_answer(room: Room) -> None:
    with room.app.app_context():
        key = make_promise(room.over, room.people[0])
    assert "perlu ditanya" not in room.text("/")
    with time_machine.travel(NOW.replace(month=9, day=20), tick=False):
        trainer = signed_in(room.app, room.house, roles.KETUA)
        listed = room.text("/pelatihan/tindak-lanjut", trainer)
        assert "Peserta 00" in listed
        path = f"/pelatihan/tindak-lanjut/{key}/1"
        assert path in listed
        assert "Saya menabung dulu" in room.text(path, trainer)
        half = trainer.post(path, FOLLOWED | {"saved": "", "request_id": "a"})
        assert half.status_code == 422
        assert "keempat pertanyaan" in half.get_data(as_text=True)
        assert trainer.post(path, FOLLOWED | {"request_id": "b"}).status_code == 303
        assert trainer.post(path, FOLLOWED | {"request_id": "c"}).status_code == 422
        assert "Sebagian" in room.text(path, trainer)
        assert "Peserta 00" not in room.text("/pelatihan/tindak-lanjut", trainer)
        assert trainer.get(f"/pelatihan/tindak-lanjut/{key}/2").status_code == 404
        with room.app.app_context():
            other = make_cooperative("Koperasi Lain")
        stranger = signed_in(room.app, other, roles.PELATIH)
        assert stranger.get(path).status_code == 404
        assert "Peserta 0" not in room.text("/pelatihan/tindak-lanjut", stranger)


def test_home_reminds_the_trainer_of_the_own_sessions(room: Room) -> None:
    with room.app.app_context():
        make_promise(room.over, room.people[0])
    with time_machine.travel(NOW.replace(month=9, day=14), tick=False):
        with room.app.app_context():
            found = queries.count_due(room.house, NOW.date().replace(month=9), room.desk.user_id)
        assert found == (1, 0)
        other = signed_in(room.app, room.house, roles.PELATIH)
        assert "perlu ditanya" not in room.text("/", other)


def closed(room: Room) -> list[queries.CertificateRow]:
    with room.app.app_context():
        close(room.desk, room.over.id)
        issue(room.desk, room.over)
        return queries.certificates_of(room.now())


def test_certificates_are_made_after_closing_and_printed(room: Room) -> None:
    path = f"{room.path}/sertifikat"
    assert "Tutup sesi dulu" in room.text(path)
    assert room.post(path).status_code == 422
    with room.app.app_context():
        close(room.desk, room.over.id)
    assert "4 orang berhak" in room.text(path)
    assert room.post(path).status_code == 303
    text = room.text(path)
    assert "SERT/2026/0004" in text
    for kind in ("xlsx", "csv", "pdf"):
        assert room.trainer.get(f"{path}?format={kind}").status_code == 200
    whole = room.trainer.get(f"{path}.pdf")
    assert whole.data.count(b"/Type /Page\n") == 4
    assert room.as_role(roles.PENGAWAS).get(path).status_code == 403


def test_anybody_checks_a_paper_and_learns_nothing_else(room: Room) -> None:
    paper = closed(room)[0]
    visitor = room.app.test_client()
    text = visitor.get(f"/sertifikat/{paper.code}").get_data(as_text=True)
    for shown in ("Sertifikat ini berlaku", paper.name, "1 jam", paper.number_text):
        assert shown in text
    for private in ("Kuripan", "Hong Kong", "35-44", "Peserta 01"):
        assert private not in text
    assert visitor.get("/sertifikat/tidak-ada").status_code == 404


def test_a_corrected_attendance_shows_on_the_public_page(room: Room) -> None:
    paper = closed(room)[0]
    with room.app.app_context(), transaction():
        training.correct(
            desk=room.desk, session_id=room.over.id, participant_id=paper.participant_id,
            now=Presence(present=False), reason="tidak hadir", request_id="k1",
        )  # fmt: skip
    text = room.app.test_client().get(f"/sertifikat/{paper.code}").get_data(as_text=True)
    assert "tidak berlaku lagi" in text
    assert paper.name not in text
    assert room.trainer.get(f"{room.path}/sertifikat/{paper.id}.pdf").status_code == 404


def test_a_paper_is_taken_back_on_its_page(room: Room) -> None:
    paper = closed(room)[0]
    path = f"{room.path}/sertifikat/{paper.id}"
    assert room.trainer.get(f"{path}.pdf").mimetype == "application/pdf"
    assert room.post(path, reason="").status_code == 422
    assert room.post(path, reason="nama keliru").status_code == 303
    text = room.app.test_client().get(f"/sertifikat/{paper.code}").get_data(as_text=True)
    assert "tidak berlaku lagi" in text
    with room.app.app_context():
        other = make_cooperative("Koperasi Lain")
    stranger = signed_in(room.app, other, roles.PELATIH)
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, {"reason": "x", "request_id": "y"}).status_code == 404
