import re
from datetime import date

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.rules.standing import Step
from tests.make import TODAY, make_cooperative, make_group, make_member
from tests.people import signed_in


@pytest.fixture
def group(app: Flask) -> tuple[int, int]:
    coop = make_cooperative()
    return coop, make_group(coop, "Kuripan")


def facts(group_id: int, **more: str) -> dict[str, str]:
    known = {
        "name": "Siti Aminah",
        "group_id": str(group_id),
        "sex": "F",
        "birth_year": "1985",
        "phone": "0812-3456-7890",
        "joined_on": "2024-12-14",
        "request_id": "abc",
    }
    return known | more


def test_admit_enters_a_candidate_once(app, group) -> None:
    coop, group_id = group
    bendahara = signed_in(app, coop)
    answers = [bendahara.post("/anggota/baru", data=facts(group_id)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    page = bendahara.get(answers[0].location).get_data(as_text=True)
    for text in ("Siti Aminah", "0001", "Calon", "0812-3456-7890", "Kuripan"):
        assert text in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "=1+1", "tidak boleh ada dalam nama"),
        ("name", "Siti 🌷", "tidak boleh ada dalam nama"),
        ("phone", "12345", "bukan nomor telepon"),
        ("nik", "tidak tahu", "hanya dengan angka"),
        ("birth_year", "85", "Periksa tahun lahir"),
        ("birth_year", "abc", "angka bulat"),
        ("sex", "", "Pilih perempuan atau laki-laki"),
        ("group_id", "0", "Pilih kelompok desa"),
        ("joined_on", "31/02/2024", "hari/bulan/tahun"),
    ],
)  # fmt: skip
def test_a_wrong_field_gets_its_sentence_and_loses_nothing(
    app, group, field, typed, sentence
) -> None:
    coop, group_id = group
    answer = signed_in(app, coop).post("/anggota/baru", data=facts(group_id) | {field: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert "Siti" in page or field == "name"
    assert queries.all_cards(coop) == []


def test_a_possible_double_is_asked_about(app, group) -> None:
    coop, group_id = group
    make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    asked = bendahara.post("/anggota/baru", data=facts(group_id))
    assert asked.status_code == 422
    assert "0001 Siti Aminah" in asked.get_data(as_text=True)
    sure = bendahara.post("/anggota/baru", data=facts(group_id, despite_double="y"))
    assert sure.status_code == 303


def test_correct_keeps_the_number_and_the_nik(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id, nik="3307094505850001")
    bendahara = signed_in(app, coop)
    form = bendahara.get(f"/anggota/{card.id}/ubah").get_data(as_text=True)
    assert "330709••••••••01" in form
    assert "3307094505850001" not in form
    answer = bendahara.post(f"/anggota/{card.id}/ubah", data=facts(group_id, name="Siti Rahayu"))
    assert answer.status_code == 303
    page = bendahara.get(answer.location).get_data(as_text=True)
    assert "Siti Rahayu" in page
    assert "330709••••••••01" in page


def test_change_status_needs_a_reason(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    data = {"status": "inactive", "on": "2026-08-01", "reason": "", "request_id": "x"}
    refused = bendahara.post(f"/anggota/{card.id}/status", data=data)
    assert refused.status_code == 422
    assert "Tulis alasannya" in refused.get_data(as_text=True)
    done = bendahara.post(f"/anggota/{card.id}/status", data=data | {"reason": "merantau"})
    assert done.status_code == 303
    assert "merantau" in bendahara.get(done.location).get_data(as_text=True)


def test_nobody_leaves_by_the_register_alone(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    shown = bendahara.get(f"/anggota/{card.id}/status").get_data(as_text=True)
    assert f"/penutupan/keluar/{card.id}" in shown
    data = {"status": "left", "on": "2026-08-01", "reason": "pindah", "request_id": "x"}
    assert bendahara.post(f"/anggota/{card.id}/status", data=data).status_code == 422


def test_who_left_is_admitted_again_with_the_same_number(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    step = Step(status="left", on=date(2026, 8, 1), reason="pindah")
    with transaction():
        service.change_status(step, member_id=card.id, cooperative_id=coop, by=1, today=TODAY)
    bendahara = signed_in(app, coop)
    book = bendahara.get("/anggota?status=left&format=csv").get_data(as_text=True)
    assert "2026-08-01;pindah" in book
    assert "masuk-lagi" in bendahara.get(f"/anggota/{card.id}/status").get_data(as_text=True)
    path = f"/anggota/{card.id}/masuk-lagi"
    early = bendahara.post(path, data={"on": "2026-07-31", "reason": "pulang"})
    assert early.status_code == 422
    assert bendahara.post(path, data={"on": "2026-08-10", "reason": "pulang"}).status_code == 303
    again = queries.get_member(coop, card.id)
    assert (again.number, again.status, again.joined_on) == (
        card.number,
        "candidate",
        date(2026, 8, 10),
    )
    refused = bendahara.post(path, data={"on": "2026-08-11", "reason": "pulang"})
    assert refused.status_code == 422


def test_reveal_nik_needs_a_reason_and_is_written_down(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id, nik="3307094505850001")
    ketua = signed_in(app, coop, "ketua")
    assert ketua.post(f"/anggota/{card.id}/nik", data={"reason": ""}).status_code == 422
    shown = ketua.post(f"/anggota/{card.id}/nik", data={"reason": "formulir bank"})
    assert "3307094505850001" in shown.get_data(as_text=True)
    assert shown.headers["Cache-Control"] == "no-store"
    trail = ketua.get("/jejak").get_data(as_text=True) or ""
    assert "3307094505850001" not in trail


def test_set_background_keeps_heirs_stays_programmes_household(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    one = queries.list_programmes(coop)[0]
    data = {
        "heir0-name": "Budi Santoso", "heir0-relation": "suami", "heir0-phone": "0857 1234 5678",
        "heir1-name": "", "heir1-relation": "", "heir1-phone": "",
        "stay0-country": "Hong Kong", "stay0-work": "rumah tangga", "stay0-from_year": "2012",
        "stay0-to_year": "2019", "stay0-returned_on": "", "programmes": str(one.id),
        "household_id": "", "new_household": "Keluarga Budi",
    }  # fmt: skip
    answer = bendahara.post(f"/anggota/{card.id}/riwayat", data=data)
    assert answer.status_code == 303
    page = bendahara.get(answer.location).get_data(as_text=True)
    for text in ("Budi Santoso", "suami", "Hong Kong", "2012–2019", one.name, "Keluarga Budi"):
        assert text in page
    wrong = bendahara.post(f"/anggota/{card.id}/riwayat", data=data | {"stay0-to_year": "2001"})
    assert wrong.status_code == 422
    assert "Budi Santoso" in wrong.get_data(as_text=True)
    form = bendahara.get(f"/anggota/{card.id}/riwayat").get_data(as_text=True)
    assert "heir1-name" in form


def test_members_are_found_filtered_paged_and_downloaded(app, group) -> None:
    coop, group_id = group
    other = make_group(coop, "Gondang")
    for i in range(52):
        make_member(coop, group_id, f"Soemini {chr(65 + i % 26)}{chr(65 + i // 26)}")
    make_member(coop, other, "Joko", sex="M")
    ketua = signed_in(app, coop, "ketua")
    first, second = (ketua.get(f"/anggota?page={n}").get_data(as_text=True) for n in (1, 2))
    assert first.count("/anggota/") > second.count("/anggota/")
    assert "Joko" in second
    assert "Joko" not in ketua.get("/anggota?q=sumini").get_data(as_text=True)
    assert "Joko" in ketua.get(f"/anggota?group={other}&sex=M").get_data(as_text=True)
    sheet = ketua.get("/anggota?format=csv&q=joko")
    assert sheet.get_data(as_text=True).count("\r\n") == 2
    assert ketua.get("/anggota?format=xlsx").data.startswith(b"PK")
    assert ketua.get("/anggota?format=pdf").data.startswith(b"%PDF")


def test_add_and_change_a_group(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    data = {"name": "Bojasari", "code": "", "village": "Bojasari", "district": "Kertek"}
    assert bendahara.post("/anggota/kelompok/baru", data=data).status_code == 303
    again = bendahara.post("/anggota/kelompok/baru", data=data)
    assert again.status_code == 422
    assert "Sudah ada kelompok" in again.get_data(as_text=True)
    new = data | {"name": "Kuripan Lor", "code": "KPL", "coordinator": card.number_text}
    assert bendahara.post(f"/anggota/kelompok/{group_id}", data=new).status_code == 303
    page = bendahara.get("/anggota/kelompok").get_data(as_text=True)
    assert "Kuripan Lor" in page
    assert "Siti Aminah" in page
    unknown = bendahara.post(f"/anggota/kelompok/{group_id}", data=new | {"coordinator": "99"})
    assert unknown.status_code == 422


def test_add_programme(app, group) -> None:
    bendahara = signed_in(app, group[0])
    data = {"name": "Desa Wisata", "valid_from": "2026-01-01"}
    assert bendahara.post("/anggota/program", data=data).status_code == 303
    assert bendahara.post("/anggota/program", data=data).status_code == 422
    assert "Desa Wisata" in bendahara.get("/anggota/program").get_data(as_text=True)


def test_a_coordinator_sees_the_own_group_only(app, group) -> None:
    coop, group_id = group
    other = make_group(coop, "Gondang")
    mine, theirs = make_member(coop, group_id), make_member(coop, other, "Orang Gondang")
    one = signed_in(app, coop, "koordinator", group_id=group_id)
    page = one.get(f"/anggota?group={other}").get_data(as_text=True)
    assert "Siti Aminah" in page
    assert "Orang Gondang" not in page
    assert one.get(f"/anggota/{mine.id}").status_code == 200
    assert "Gondang" not in one.get("/anggota/kelompok").get_data(as_text=True)
    for path in (f"/anggota/{theirs.id}", f"/anggota/{theirs.id}/kartu.pdf",
                 f"/anggota/kelompok/{other}/daftar.pdf"):  # fmt: skip
        assert one.get(path).status_code == 404, path


def test_another_cooperative_finds_nothing(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    stranger = signed_in(app, make_cooperative("Koperasi Tetangga"))
    assert "Siti" not in stranger.get("/anggota?status=all").get_data(as_text=True)
    own = f"/anggota/{card.id}"
    paths = [own, f"{own}/ubah", f"{own}/status", f"{own}/nik", f"{own}/riwayat", f"{own}/kartu.pdf",
             f"/anggota/kelompok/{group_id}", f"/anggota/kelompok/{group_id}/daftar.pdf",
             f"/anggota/kartu.pdf?group={group_id}", "/anggota/impor/1"]  # fmt: skip
    assert {path: stranger.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    posts = [f"{own}/ubah", f"{own}/status", f"{own}/nik", f"{own}/riwayat",
             f"/anggota/kelompok/{group_id}", "/anggota/impor/1"]  # fmt: skip
    data = facts(group_id) | {"status": "left", "on": "2026-08-01", "reason": "pindah"}
    found = {path: stranger.post(path, data=data).status_code for path in posts}
    assert found == dict.fromkeys(posts, 404)


def test_own_leads_to_the_own_home(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    me = signed_in(app, coop, "anggota", member_id=card.id)
    assert me.get("/anggota/saya").headers["Location"] == "/laporan/saya"
    assert me.get(f"/anggota/{card.id}").status_code == 403


@pytest.mark.parametrize("path", ["/anggota/{id}/kartu.pdf", "/anggota/kelompok/{group}/daftar.pdf",
                                  "/anggota/kartu.pdf?group={group}"])  # fmt: skip
def test_papers_are_the_same_twice(app, group, path) -> None:
    coop, group_id = group
    card = make_member(coop, group_id)
    bendahara = signed_in(app, coop)
    one, two = (bendahara.get(path.format(id=card.id, group=group_id)).data for _ in range(2))
    assert one.startswith(b"%PDF")
    assert one == two


def test_every_page_opens_for_those_who_may(app, group) -> None:
    coop, group_id = group
    card = make_member(coop, group_id, active=False)
    bendahara = signed_in(app, coop)
    paths = ["/anggota", "/anggota/baru", "/anggota/kelompok", "/anggota/kelompok/baru",
             f"/anggota/kelompok/{group_id}", "/anggota/program", "/anggota/impor", "/anggota/ekspor",
             f"/anggota/{card.id}", f"/anggota/{card.id}/ubah", f"/anggota/{card.id}/status",
             f"/anggota/{card.id}/nik", f"/anggota/{card.id}/riwayat"]  # fmt: skip
    for path in paths:
        answer = bendahara.get(path)
        assert answer.status_code == 200, path
        assert not re.search(r"\bstyle=|<script>", answer.get_data(as_text=True)), path


def test_all_wrong_fields_are_told_at_once(app, group) -> None:
    data = facts(group[1]) | {"name": "=1+1", "sex": "", "phone": "12", "birth_year": "85"}
    page = signed_in(app, group[0]).post("/anggota/baru", data=data).get_data(as_text=True)
    for sentence in ("dalam nama", "Pilih perempuan", "bukan nomor telepon", "Periksa tahun lahir"):
        assert sentence in page
