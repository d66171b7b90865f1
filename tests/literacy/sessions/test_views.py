"""The pages of sessions: planning, the list in one table, people, and who may see what."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from coop_app.auth import rules as roles
from coop_app.auth.queries import EventFilter, events
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionRow
from tests.make import TODAY, make_cooperative, make_group, make_member
from tests.make_sessions import close, listed, make_participant, make_session, text_of
from tests.people import Browser, signed_in

pytestmark = pytest.mark.usefixtures("august")

PLAN = {
    "title": "Amplop keluarga", "held_on": "2026-08-15", "starts_at": "13.30", "minutes": "90",
    "place": "Balai desa", "kind": "pelatihan", "manner": "face", "module": "",
    "village_group_id": "", "programme_id": "", "note": "", "request_id": "rencana-1",
}  # fmt: skip


def test_a_session_is_planned_opened_and_given_up(
    bare_app: Flask, trainer: Browser, house: int
) -> None:
    plan = PLAN | {"trainer_id": str(trainer.user_id)}
    answer = trainer.post("/pelatihan/baru", plan)
    assert answer.status_code == 303
    assert trainer.post("/pelatihan/baru", plan).location == answer.location
    page = text_of(trainer, answer.location)
    assert "Amplop keluarga" in page
    assert "13.30" in page
    assert trainer.post(f"{answer.location}/buka", {"request_id": "b"}).status_code == 303
    with bare_app.app_context():
        (kept,) = queries.list_sessions(house)
    assert kept.state == "open"
    assert (
        trainer.post(f"{answer.location}/batal", {"reason": "", "request_id": "c"}).status_code
        == 422
    )
    assert (
        trainer.post(f"{answer.location}/batal", {"reason": "hujan", "request_id": "c"}).status_code
        == 303
    )
    assert "hujan" in text_of(trainer, answer.location)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Pilih modul"),
        ({"starts_at": "pagi"}, "09.00"),
        ({"place": ""}, "Pilih desa"),
        ({"minutes": "2"}, ""),
    ],
)
def test_a_refused_plan_keeps_what_was_typed(
    trainer: Browser, wrong: dict[str, str], said: str
) -> None:
    sent = PLAN | {"trainer_id": str(trainer.user_id), "note": "bawa amplop"} | wrong
    answer = trainer.post("/pelatihan/baru", sent)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert said in page
    assert "bawa amplop" in page


def test_a_plan_is_changed_until_the_session_is_over(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    path = f"/pelatihan/{held.id}/ubah"
    assert "Uang keluarga" in text_of(trainer, path)
    sent = PLAN | {
        "trainer_id": str(trainer.user_id),
        "title": "Judul baru",
        "held_on": "2026-08-14",
    }
    assert trainer.post(path, sent).status_code == 303
    assert "Judul baru" in text_of(trainer, f"/pelatihan/{held.id}")
    with bare_app.app_context():
        make_participant(desk, held.id)
        close(desk, held.id)
    assert trainer.get(path).status_code == 404


def row_of(place: int, **cells: str) -> dict[str, str]:
    known = {
        "nama": "Umi Rahayu",
        "jk": "F",
        "desa": "Kuripan",
        "umur": "41",
        "hadir": "1",
        "setuju": "1",
    }
    return {f"{word}-n{place}": text for word, text in (known | cells).items()}


def test_the_paper_list_is_typed_in_one_table(
    bare_app: Flask, trainer: Browser, held: SessionRow
) -> None:
    path = f"/pelatihan/{held.id}/hadir"
    good = row_of(0) | row_of(1, nama="Eko", jk="M", umur="1961", menit="45")
    sent = good | row_of(2, nama="Rina", jk="", umur="x") | {"request_id": "l1"}
    refused = trainer.post(path, sent)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert 'value="Umi Rahayu"' in page
    assert 'id="umur-n2-error"' in page
    assert listed(bare_app, held.id) == []
    unsexed = trainer.post(path, good | row_of(2, nama="Rina", jk="") | {"request_id": "l1"})
    assert 'id="jk-n2-error"' in unsexed.get_data(as_text=True)
    unsigned = good | row_of(2, nama="Tanpa Izin", setuju="")
    refused = trainer.post(path, unsigned | {"request_id": "l1"})
    assert 'id="setuju-n2-error"' in refused.get_data(as_text=True)
    unsigned["nama-n2"] = ""
    assert trainer.post(path, unsigned | {"request_id": "l1"}).status_code == 303
    rows = listed(bare_app, held.id)
    assert [(row.name, row.age_band, row.minutes) for row in rows] == [
        ("Eko", "60+", 45), ("Umi Rahayu", "35-44", None), ("", "35-44", None),
    ]  # fmt: skip


def test_somebody_known_is_chosen_in_the_table(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        before = make_session(desk)
        known = make_participant(desk, before.id, "Umi Rahayu")
    path, sent = f"/pelatihan/{held.id}/hadir", row_of(0) | {"request_id": "l1"}
    asked = trainer.post(path, sent)
    assert asked.status_code == 422
    assert f'value="p{known}"' in asked.get_data(as_text=True)
    assert trainer.post(path, sent | {"sama-n0": f"p{known}"}).status_code == 303
    assert [row.participant_id for row in listed(bare_app, held.id)] == [known]


def test_names_are_for_those_who_teach(
    bare_app: Flask, house: int, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        person = make_participant(desk, held.id, "Wati Rahasia")
        close(desk, held.id)
    with_names = [
        f"/pelatihan/{held.id}/peserta", f"/pelatihan/{held.id}/daftar-hadir.pdf",
        f"/pelatihan/{held.id}/undang", f"/pelatihan/{held.id}/hadir", "/pelatihan/peserta",
        f"/pelatihan/peserta/{person}", f"/pelatihan/{held.id}/koreksi/{person}",
    ]  # fmt: skip
    for role in (roles.BENDAHARA, roles.PENGAWAS):
        officer = signed_in(bare_app, house, role)
        for path in (f"/pelatihan/{held.id}", "/pelatihan", "/pelatihan?format=csv"):
            page = text_of(officer, path)
            assert "Uang keluarga" in page
            assert "Wati" not in page
        for path in with_names:
            assert officer.get(path).status_code == 403, path
        for path in ("/pelatihan/baru", "/pelatihan/program/baru"):
            assert officer.get(path).status_code == 403
    chair = signed_in(bare_app, house, roles.KETUA)
    assert "Wati Rahasia" in text_of(chair, f"/pelatihan/{held.id}/peserta")
    with bare_app.app_context():
        seen = events(house, EventFilter(), limit=50)
    assert ("auth.looked", f"session:{held.id}") in {(one.action, one.object) for one in seen}


def test_another_house_finds_nothing(bare_app: Flask, desk: Desk, held: SessionRow) -> None:
    with bare_app.app_context():
        person = make_participant(desk, held.id)
        other = make_cooperative("Koperasi Lain")
    stranger = signed_in(bare_app, other, roles.PELATIH)
    for path in (
        f"/pelatihan/{held.id}", f"/pelatihan/{held.id}/ubah", f"/pelatihan/{held.id}/hadir",
        f"/pelatihan/{held.id}/undang", f"/pelatihan/{held.id}/tutup", f"/pelatihan/{held.id}/batal",
        f"/pelatihan/{held.id}/peserta", f"/pelatihan/{held.id}/daftar-hadir.pdf",
        f"/pelatihan/{held.id}/kode.pdf", f"/pelatihan/{held.id}/kode.svg",
        f"/pelatihan/{held.id}/koreksi/{person}", f"/pelatihan/peserta/{person}",
        f"/pelatihan/peserta/{person}/ubah", f"/pelatihan/peserta/{person}/hapus",
    ):  # fmt: skip
        assert stranger.get(path).status_code == 404, path
    sent = {"request_id": "x", "other_id": str(person), "reason": "x"}
    for path in (
        f"/pelatihan/{held.id}/buka", f"/pelatihan/{held.id}/batal", f"/pelatihan/{held.id}/tutup",
        f"/pelatihan/{held.id}/hadir", f"/pelatihan/{held.id}/undang",
        f"/pelatihan/{held.id}/koreksi/{person}", f"/pelatihan/peserta/{person}/ubah",
        f"/pelatihan/peserta/{person}/gabung", f"/pelatihan/peserta/{person}/pisah",
        f"/pelatihan/peserta/{person}/serumah", f"/pelatihan/peserta/{person}/lepas",
        f"/pelatihan/peserta/{person}/hapus",
    ):  # fmt: skip
        assert stranger.post(path, sent).status_code == 404, path


def test_inviting_and_the_papers(
    bare_app: Flask, trainer: Browser, house: int, held: SessionRow
) -> None:
    with bare_app.app_context():
        group = make_group(house)
        card = make_member(house, group, "Tumini Rahayu")
    page = text_of(trainer, f"/pelatihan/{held.id}/undang?kelompok={group}")
    assert "Tumini Rahayu" in page
    assert "https://wa.me/?text=" in page
    sent = {"anggota": [str(card.id)], "request_id": "u"}
    assert trainer.post(f"/pelatihan/{held.id}/undang", sent).status_code == 303
    assert trainer.post(f"/pelatihan/{held.id}/undang", {"request_id": "v"}).status_code == 422
    (row,) = listed(bare_app, held.id)
    assert (row.invited, row.present) == (True, False)
    for paper in ("daftar-hadir.pdf", "kode.pdf"):
        answer = trainer.get(f"/pelatihan/{held.id}/{paper}")
        assert answer.data.startswith(b"%PDF")
    sheet = trainer.get(f"/pelatihan/{held.id}/daftar-hadir.pdf").data
    assert len(re.findall(rb"/Type /Page\b(?!s)", sheet)) == 2
    assert b"<svg" in trainer.get(f"/pelatihan/{held.id}/kode.svg").data


def test_closing_and_correcting(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    path = f"/pelatihan/{held.id}/tutup"
    assert trainer.post(path, {"request_id": "t"}).status_code == 422
    with bare_app.app_context():
        person = make_participant(desk, held.id)
    assert trainer.post(path, {"request_id": "t"}).status_code == 303
    fix = f"/pelatihan/{held.id}/koreksi/{person}"
    assert "90" in text_of(trainer, fix)
    assert (
        trainer.post(fix, {"present": "y", "minutes": "30", "request_id": "k"}).status_code == 422
    )
    sent = {"present": "y", "minutes": "30", "reason": "pulang awal", "request_id": "k"}
    assert trainer.post(fix, sent).status_code == 303
    page = text_of(trainer, f"/pelatihan/{held.id}/peserta")
    assert "pulang awal" in page
    assert trainer.get(f"/pelatihan/{held.id}/hadir").status_code == 303


def test_people_are_found_linked_merged_and_forgotten(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        later = make_session(desk)
        wife = make_participant(desk, held.id, "Sri Lestari")
        again = make_participant(desk, later.id, "Sri Lestari")
        husband = make_participant(desk, later.id, "Budi Santoso", sex="M")
    assert "Sri Lestari" in text_of(trainer, "/pelatihan/peserta?cari=sri")
    assert "Budi" not in text_of(trainer, "/pelatihan/peserta?cari=sri")
    own = f"/pelatihan/peserta/{wife}"
    trainer.post(f"{own}/gabung", {"other_id": str(again), "request_id": "g"})
    trainer.post(f"{own}/serumah", {"other_id": str(husband), "request_id": "s"})
    with bare_app.app_context():
        both = queries.households_trained(desk.cooperative_id, [held.id, later.id])
        assert list(both.values()) == [(wife, husband)]
    page = text_of(trainer, own)
    assert "Budi Santoso" in page
    exported = trainer.get(f"{own}?format=csv").get_data(as_text=True)
    assert "Uang keluarga" in exported
    sent = {
        "name": "Sri L.",
        "sex": "F",
        "village": "Gondang",
        "age_band": "",
        "migrant_status": "",
    }
    assert trainer.post(f"{own}/ubah", sent).status_code == 303
    assert trainer.post(f"{own}/ubah", sent | {"member_number": "99"}).status_code == 422
    assert trainer.post(f"{own}/lepas", {"request_id": "p"}).status_code == 303
    assert (
        trainer.post(f"{own}/pisah", {"other_id": str(again), "request_id": "p"}).status_code == 303
    )
    assert "1 pelatihan" in text_of(trainer, f"{own}/hapus")
    for _time in range(2):
        assert trainer.post(f"{own}/hapus", {"request_id": "h"}).status_code == 303
    assert trainer.get(own).status_code == 404


def test_programmes_have_partner_and_funder(trainer: Browser) -> None:
    sent = {
        "name": "Desa Migran Emas Uji",
        "valid_from": "2026-01-01",
        "partner": "Yayasan",
        "funder": "Dana",
    }
    for _time in range(2):
        assert trainer.post("/pelatihan/program/baru", sent).status_code == 303
    page = text_of(trainer, "/pelatihan/program")
    assert page.count("Desa Migran Emas Uji") == 1
    (path,) = set(re.findall(r'href="(/pelatihan/program/\d+)">Desa Migran Emas Uji', page))
    assert 'value="Yayasan"' in text_of(trainer, path)
    assert trainer.post(path, sent | {"valid_to": "2025-01-01"}).status_code == 422
    assert trainer.post(path, sent | {"funder": "Dana lain"}).status_code == 303
    assert "Dana lain" in text_of(trainer, "/pelatihan/program")


def test_the_list_is_filtered_in_the_address_and_kept_as_files(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        make_session(desk, title="Pinjaman aman", opened=False, held_on=TODAY + timedelta(days=3))
    assert "Pinjaman aman" in text_of(trainer, "/pelatihan?cari=pinjaman")
    rows = text_of(trainer, "/pelatihan?status=open&format=csv")
    assert "Uang keluarga" in rows
    assert "Pinjaman aman" not in rows
    for kind in ("xlsx", "pdf"):
        assert trainer.get(f"/pelatihan?format={kind}").status_code == 200
    home = text_of(trainer, "/")
    assert "Pinjaman aman" in home


def test_the_audit_trail_tells_of_sessions_in_words_and_of_people_by_number(
    bare_app: Flask, trainer: Browser, house: int, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        person = make_participant(desk, held.id, "Wati Rahasia")
    assert (
        trainer.post(f"/pelatihan/peserta/{person}/hapus", {"request_id": "h"}).status_code == 303
    )
    page = text_of(signed_in(bare_app, house, roles.PENGAWAS), "/jejak?action=literacy.")
    for said in (
        "pelatihan dibuka",
        "Uang keluarga, 14 Agu 2026",
        "persetujuan ditarik",
        f"Peserta no. {person}",
    ):
        assert said in page
    assert "literacy." not in page.split("<tbody>")[1].split("</tbody>")[0]
    assert "Wati" not in page


def test_whoever_was_forgotten_on_a_closed_list_is_added_with_a_reason(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        person = make_participant(desk, make_session(desk).id, "Umi Rahayu")
        make_participant(desk, held.id, "Sri Lestari")
        close(desk, held.id)
    fix = f"/pelatihan/{held.id}/koreksi/{person}"
    assert f'href="{fix}"' in text_of(trainer, f"/pelatihan/{held.id}/peserta?cari=umi")
    assert "tidak ada di daftar" in text_of(trainer, fix)
    sent = {"present": "y", "reason": "lembar kedua terselip", "request_id": "k"}
    assert trainer.post(fix, sent).status_code == 303
    rows = {row.name: (row.present, row.minutes) for row in listed(bare_app, held.id)}
    assert rows == {"Sri Lestari": (True, 90), "Umi Rahayu": (True, 90)}
    assert trainer.get(f"/pelatihan/{held.id}/koreksi/999").status_code == 404


def test_nobody_was_at_a_session_that_was_not_held(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        make_participant(desk, held.id)
    assert "Uang keluarga" in text_of(trainer, "/pelatihan?format=csv")
    sent = {"reason": "hujan", "request_id": "c"}
    assert trainer.post(f"/pelatihan/{held.id}/batal", sent).status_code == 303
    (row,) = [
        line
        for line in text_of(trainer, "/pelatihan?format=csv").splitlines()
        if "Tidak jadi" in line
    ]
    assert row.split(";" if ";" in row else ",")[-5:] == ["0"] * 5
