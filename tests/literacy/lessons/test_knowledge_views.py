"""Taking the test on a phone, on paper and aloud; what changed, for whom it may be seen."""

from typing import Any

import pytest

from coop_app.auth import rules as roles
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons.items import POST, PRE, UNKNOWN, items
from tests.literacy.lessons.conftest import Room
from tests.make import make_cooperative
from tests.make_lessons import RIGHT, close_test, knowing, open_test, write_test
from tests.people import signed_in


def opened(room: Room, *phases: str) -> None:
    with room.app.app_context():
        for phase in phases or (PRE,):
            open_test(room.desk, room.over, phase)


def answers(room: Room, phase: str = PRE) -> dict[int, dict[str, int]]:
    with room.app.app_context():
        rows = queries.sittings_of(room.house, [room.over.id], phase)
        return {row.participant_id: row.answers for row in rows}


def test_a_trainer_opens_and_closes_a_test(room: Room) -> None:
    assert "belum dibuka" in room.text(f"{room.path}/uji")
    assert room.post(f"{room.path}/uji/pre/buka").status_code == 303
    assert "sedang dibuka" in room.text(f"{room.path}/uji")
    assert room.post(f"{room.path}/uji/pre/tutup").status_code == 303
    assert "sudah ditutup" in room.text(f"{room.path}/uji")
    assert room.post(f"{room.path}/uji/pre/buka").status_code == 422
    assert room.post(f"{room.path}/uji/lain/buka").status_code == 404


def test_a_phone_answers_ten_questions_one_at_a_time(room: Room) -> None:
    phone, base = room.phone("Sri Lestari"), f"/ikut/{room.over.join_code}/uji/pre"
    assert "tidak dibuka" in phone.text(base)
    opened(room)
    asked = phone.text(f"/ikut/{room.over.join_code}/kelas")
    assert "Masih ada 10 pertanyaan" in asked
    assert "Hanya pelatih dan ketua koperasi yang melihat jawaban Anda" in asked
    for number, item in enumerate(items(), 1):
        text = phone.text(base)
        assert f"Pertanyaan {number} dari 10" in text
        assert item.question in text
        assert text.count('name="choice"') == 5
        sent = phone.post(base, item=item.key, choice=str(item.right))
        assert sent.status_code == 303, sent.get_data(as_text=True)
    assert "semua pertanyaan sudah dijawab" in phone.text(base)
    assert phone.post(base, item="bagi-rata", choice=str(UNKNOWN)).status_code == 303
    assert list(answers(room).values()) == [RIGHT | {"bagi-rata": UNKNOWN}]
    assert phone.post(base, item="bagi-rata", choice="9").status_code == 422
    with room.app.app_context():
        close_test(room.desk, room.over)
    late = phone.post(base, item="bagi-rata", choice="1")
    assert late.status_code == 422
    assert "sudah ditutup" in late.get_data(as_text=True)


def test_a_paper_is_typed_in_one_row_each_or_not_at_all(room: Room) -> None:
    opened(room)
    path, (first, second, *_rest) = f"{room.path}/uji/pre/kertas", room.people
    wrong = room.post(path, **{f"row-{first}": "BABCCCCADB", f"row-{second}": "ABX"})
    assert wrong.status_code == 422
    text = wrong.get_data(as_text=True)
    assert "Tulis 10 huruf" in text
    assert 'value="ABX"' in text
    assert 'value="BABCCCCADB"' in text
    assert answers(room) == {}
    assert room.post(path, **{f"row-{first}": "babccccadb"}).status_code == 303
    assert answers(room) == {first: RIGHT}
    assert 'value="BABCCCCADB"' in room.text(path)
    assert room.post(path, **{f"row-{first}": "-abccccadb"}).status_code == 303
    assert 'value="-ABCCCCADB"' in room.text(path)
    assert answers(room) == {first: {key: n for key, n in RIGHT.items() if key != "bagi-rata"}}


def test_a_test_is_read_aloud_and_tapped_by_the_trainer(room: Room) -> None:
    opened(room)
    path = f"{room.path}/uji/pre/lisan/{room.people[0]}"
    assert "Peserta 00" in room.text(f"{room.path}/uji/pre/lisan")
    assert "Lima bersaudara" in room.text(path)
    assert room.post(path, item="bagi-rata", choice="1").status_code == 303
    with room.app.app_context():
        (row,) = queries.sittings_of(room.house, [room.over.id])
    assert (row.manner, row.answers) == ("oral", {"bagi-rata": 1})
    assert room.trainer.get(f"{room.path}/uji/pre/lisan/999").status_code == 404
    assert room.post(f"{room.path}/uji/pre/lisan/999", item="x", choice="1").status_code == 404


def taught(room: Room, *points: tuple[int, int]) -> None:
    opened(room, PRE, POST)
    with room.app.app_context():
        for person, (before, after) in zip(room.people, points, strict=False):
            write_test(room.over, person, knowing(before))
            write_test(room.over, person, knowing(after), POST)


def test_results_of_the_class_have_a_sentence_and_no_names(room: Room) -> None:
    taught(room, (2, 6), (4, 7), (6, 8))
    text = room.text(f"{room.path}/uji/hasil", room.as_role(roles.PENGAWAS))
    # means 4 before and 7 after, of 10: half of what was missing
    assert "sekarang 50 bagian sudah diketahui" in text
    assert "3 dari 3" in text
    assert "Peserta 0" not in text
    for kind in ("xlsx", "csv", "pdf"):
        answer = room.trainer.get(f"{room.path}/uji/hasil?format={kind}")
        assert answer.status_code == 200
        assert b"Peserta 0" not in answer.data


def test_results_of_two_people_say_nothing(room: Room) -> None:
    taught(room, (2, 6), (4, 7))
    text = room.text(f"{room.path}/uji/hasil")
    assert "Kurang dari tiga orang" in text
    assert "2 dari 2" not in text


def test_names_and_gains_only_with_the_permission(room: Room) -> None:
    taught(room, (2, 6), (10, 10))
    path = f"{room.path}/uji/hasil/peserta"
    text = room.text(path)
    assert "Peserta 00" in text
    assert "50%" in text
    assert "–" in text
    assert "%%" not in text
    csv = room.trainer.get(f"{path}?format=csv").get_data(as_text=True)
    assert "Peserta 01" in csv
    assert room.as_role(roles.BENDAHARA).get(path).status_code == 403


def test_a_slip_is_mended_on_the_page(room: Room) -> None:
    opened(room)
    with room.app.app_context():
        write_test(room.over, room.people[0], knowing(0))
        (row,) = queries.sittings_of(room.house, [room.over.id])
    path = f"{room.path}/uji/lembar/{row.id}"
    assert "Betulkan salah ketik" not in room.text(path)
    with room.app.app_context():
        close_test(room.desk, room.over)
    assert "Betulkan salah ketik" in room.text(path)
    assert room.post(path, item="bagi-rata", choice="1", reason="").status_code == 422
    assert room.post(path, item="bagi-rata", choice="1", reason="salah baca").status_code == 303
    assert "salah baca" in room.text(path)
    assert answers(room)[room.people[0]]["bagi-rata"] == 1


def test_the_sheet_is_two_pages_and_only_the_key_has_answers(room: Room) -> None:
    for what in ("lembar", "kunci"):
        answer = room.trainer.get(f"{room.path}/uji/{what}.pdf")
        assert answer.mimetype == "application/pdf"
        assert answer.data.count(b"/Type /Page\n") == 2


PAGES: list[tuple[str, str]] = [
    ("uji", "literacy.read"), ("uji/pre/kertas", "literacy.people"),
    ("uji/pre/lisan", "literacy.people"), ("uji/hasil", "literacy.read"),
    ("uji/hasil/peserta", "literacy.people"), ("uji/lembar.pdf", "literacy.teach"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "permission"), PAGES)
def test_another_house_sees_nothing(room: Room, path: str, permission: str) -> None:
    with room.app.app_context():
        other = make_cooperative("Koperasi Lain")
    stranger: Any = signed_in(room.app, other, roles.PELATIH)
    assert stranger.get(f"{room.path}/{path}").status_code == 404
    member = room.as_role(roles.ANGGOTA)
    assert member.get(f"{room.path}/{path}").status_code == 403
