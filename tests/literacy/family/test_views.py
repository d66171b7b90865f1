"""The family's pages: three taps, two phones, nobody else."""

import csv
import io
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from coop_app import clock
from coop_app.auth import rules
from coop_app.literacy.queries.family import months
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import persons_of
from coop_app.literacy.queries.family.notes import notes_of
from tests.literacy.family.conftest import Hearth
from tests.make import make_cooperative
from tests.make_family import (
    Phone,
    earn,
    let_in,
    make_envelope,
    make_household,
    move,
    once,
    plan,
    spend,
)
from tests.people import add_person, signed_in

PAGES = ("", "/catat", "/uang-masuk", "/pindah", "/amplop", "/orang", "/koperasi", "/catatan", "/hapus")  # fmt: skip


@pytest.fixture
def village(bare_app: Flask) -> Phone:
    """A phone without a key; one cooperative."""
    with bare_app.app_context():
        make_cooperative()
    return Phone(bare_app)


def test_a_guest_begins_and_divides(village: Phone) -> None:
    assert "Mulai" in village.text("/keluarga")
    answer = village.post(
        "/keluarga/mulai", "/keluarga/mulai", name="Keluarga Siti", person="Siti",
        envelopes=["food", "emergency"], website="",
    )  # fmt: skip
    assert answer.status_code == 303
    page = village.text(answer.location)
    fields = re.findall(r'name="(plan-\d+)"', page)
    assert len(fields) == 2
    answer = village.post(answer.location, answer.location, basis="typed", base="1.000.000", **{fields[0]: "800.000"})  # fmt: skip
    assert answer.status_code == 303
    assert "Masih Rp200.000 belum punya tujuan" in village.text(answer.location)


def test_a_program_that_fills_in_everything_begins_nothing(village: Phone) -> None:
    answer = village.post("/keluarga/mulai", "/keluarga/mulai", name="A", person="B", website="x")
    assert answer.status_code == 400
    assert "Mulai" in village.text("/keluarga")


def test_beginning_without_a_name_keeps_what_was_typed(village: Phone) -> None:
    answer = village.post("/keluarga/mulai", "/keluarga/mulai", name="", person="Siti")
    assert answer.status_code == 422
    assert 'value="Siti"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_the_key_and_not_without(hearth: Hearth, page: str) -> None:
    assert "Keluarga Siti" in hearth.phone.text("/keluarga")
    assert hearth.phone.get(f"/keluarga{page}").status_code == 200
    stranger = Phone(hearth.app).get(f"/keluarga{page}")
    assert stranger.status_code in {303, 404}
    assert "Keluarga Siti" not in stranger.get_data(as_text=True)


def test_a_note_takes_three_fields_and_says_who_wrote_it(hearth: Hearth) -> None:
    answer = hearth.phone.post(
        "/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.food), quick="20000"
    )
    assert answer.status_code == 303
    page = hearth.phone.text("/keluarga")
    assert "Rp20.000" in page
    assert "ditulis Siti" in page


def test_a_typed_amount_counts_more_than_a_tapped_one(hearth: Hearth) -> None:
    hearth.phone.post(
        "/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.food), quick="20000",
        amount="35.500",
    )  # fmt: skip
    assert [one.note.amount for one in hearth.notes] == [35_500]


def test_a_note_sent_twice_is_kept_once(hearth: Hearth) -> None:
    for _again in range(2):
        answer = hearth.phone.post(
            "/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.food), amount="9.000",
            on=clock.today().isoformat(), request_id="sekali",
        )  # fmt: skip
        assert answer.status_code == 303
    assert len(hearth.notes) == 1


def test_a_note_without_an_amount_comes_back_with_a_sentence(hearth: Hearth) -> None:
    answer = hearth.phone.post("/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.food), words="beras")  # fmt: skip
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Tulis jumlah yang lebih dari nol" in text
    assert 'value="beras"' in text


def test_another_familys_envelope_cannot_be_chosen(hearth: Hearth) -> None:
    answer = hearth.phone.post(
        "/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.their_food), amount="9.000"
    )
    assert answer.status_code == 422
    assert not hearth.do(notes_of, hearth.other.household_id)


def test_what_arrives_counts_not_what_was_sent(hearth: Hearth) -> None:
    answer = hearth.phone.post(
        "/keluarga/uang-masuk", "/keluarga/uang-masuk", source="remittance", currency="HKD",
        sent="2.500", rate="2.100", rate_on=clock.today().isoformat(), fee="30", fee_mode="deducted",
    )  # fmt: skip
    assert answer.status_code == 303
    (note,) = [one.note for one in hearth.notes]
    assert note.amount == 2_470 * 2_100
    assert (note.currency, note.sent, note.rate) == ("HKD", "2.500", "2.100")


def test_a_rate_needs_its_day(hearth: Hearth) -> None:
    answer = hearth.phone.post(
        "/keluarga/uang-masuk", "/keluarga/uang-masuk", source="remittance", currency="HKD",
        sent="100", rate="2.100",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Tulis tanggal kursnya" in answer.get_data(as_text=True)


def test_the_second_phone_comes_in_by_the_link_and_both_see_the_same(hearth: Hearth) -> None:
    answer = hearth.phone.post("/keluarga/orang/undang", "/keluarga/orang")
    page = hearth.phone.text(answer.location)
    link = re.search(r"/keluarga/gabung/[\w-]+", page)
    assert link
    assert "<svg" in page
    second = Phone(hearth.app)
    assert "Keluarga Siti" in second.text(link[0])
    assert second.post(link[0], link[0], name="Budi", website="").status_code == 303
    second.post("/keluarga/catat", "/keluarga/catat", envelope_id=str(hearth.food), amount="7.000")
    seen = hearth.phone.text("/keluarga")
    assert "ditulis Budi" in seen
    assert "Rp7.000" in seen
    assert Phone(hearth.app).get(link[0]).status_code == 404


def test_a_link_taken_back_lets_nobody_in(hearth: Hearth) -> None:
    answer = hearth.phone.post("/keluarga/orang/undang", "/keluarga/orang")
    page = hearth.phone.text(answer.location)
    link, back = re.search(r"/keluarga/gabung/[\w-]+", page), re.search(r"/keluarga/orang/undang/\d+/batal", page)  # fmt: skip
    assert link
    assert back
    assert hearth.phone.post(back[0], "/keluarga/orang").status_code == 303
    assert Phone(hearth.app).get(link[0]).status_code == 404


def test_a_key_that_was_taken_out_opens_nothing(hearth: Hearth) -> None:
    second = hearth.do(let_in, hearth.keeper)
    phone = Phone(hearth.app, second.key)
    assert "Keluarga Siti" in phone.text("/keluarga")
    out = f"/keluarga/orang/{second.person_id}/keluar"
    assert hearth.phone.post(out, "/keluarga/orang").status_code == 303
    assert phone.get("/keluarga").status_code == 303
    assert phone.get("/keluarga/catatan").status_code == 404


def test_the_last_person_cannot_leave(hearth: Hearth) -> None:
    out = f"/keluarga/orang/{hearth.opened.person_id}/keluar"
    assert hearth.phone.post(out, "/keluarga/orang").status_code == 422


def test_things_of_another_household_do_not_exist(hearth: Hearth) -> None:
    period, note = (
        hearth.do(plan, hearth.others),
        hearth.do(spend, hearth.others, hearth.their_food, 5_000),
    )
    for path in (f"/bulan/{period}", f"/bulan/{period}/rencana", f"/bulan/{period}/cetak", f"/amplop/{hearth.their_food}"):  # fmt: skip
        assert hearth.phone.get(f"/keluarga{path}").status_code == 404, path
    for path in (
        f"/bulan/{period}/rencana", f"/catatan/{note}/coret", f"/amplop/{hearth.their_food}",
        f"/amplop/{hearth.their_food}/simpan-dulu", f"/orang/{hearth.other.person_id}/keluar",
        "/orang/undang/99/batal", "/koperasi/izin/99/cabut", "/koperasi/amplop/dues",
    ):  # fmt: skip
        answer = hearth.phone.post(f"/keluarga{path}", "/keluarga/orang")
        assert answer.status_code == 404, path
    assert hearth.do(notes_of, hearth.other.household_id)[0].undone_on is None


@pytest.mark.parametrize("role", rules.ROLES)
def test_no_officer_has_a_page_to_read_it(hearth: Hearth, role: str) -> None:
    period = hearth.do(plan, hearth.keeper)
    officer = signed_in(hearth.app, hearth.cooperative_id, role)
    for path in (
        f"/bulan/{period}",
        f"/bulan/{period}/cetak",
        "/catatan",
        f"/amplop/{hearth.food}",
    ):
        assert officer.get(f"/keluarga{path}").status_code == 404, path
    assert officer.get("/keluarga").status_code == 303


def test_a_key_of_another_cooperative_opens_nothing_for_who_is_signed_in(hearth: Hearth) -> None:
    officer = signed_in(hearth.app, hearth.cooperative_id)
    with officer.client.session_transaction() as cookie:
        cookie["household_key"] = hearth.other.key
    assert officer.get("/keluarga").status_code == 303


def test_the_account_takes_the_phones_budget(hearth: Hearth) -> None:
    member = signed_in(hearth.app, hearth.cooperative_id, rules.ANGGOTA)
    with member.client.session_transaction() as cookie:
        cookie["household_key"] = hearth.opened.key
    assert member.post("/keluarga/orang/akun").status_code == 303
    assert b"Keluarga Siti" in member.get("/keluarga").data
    assert hearth.phone.get("/keluarga").status_code == 303


def test_struck_through_counts_no_longer_and_stays(hearth: Hearth) -> None:
    note = hearth.do(spend, hearth.keeper, hearth.food, 45_000, clock.today())
    assert (
        hearth.phone.post(f"/keluarga/catatan/{note}/coret", "/keluarga/orang").status_code == 303
    )
    page = hearth.phone.text("/keluarga/catatan")
    assert "<s>" in page
    assert "dicoret Siti" in page
    assert "Rp45.000" not in hearth.phone.text("/keluarga").split('id="catatan"')[0]


def test_the_export_holds_every_note(hearth: Hearth) -> None:
    hearth.do(spend, hearth.keeper, hearth.food, 45_000)
    hearth.do(earn, hearth.keeper, 900_000)
    text = hearth.phone.get("/keluarga/catatan?format=csv").get_data(as_text=True)
    assert "45000" in text
    assert "900000" in text
    assert hearth.phone.get("/keluarga/catatan?format=xlsx").status_code == 200
    assert "45.000" not in hearth.phone.text("/keluarga/catatan?jenis=income")


def test_columns_of_the_export_can_be_added_up(hearth: Hearth) -> None:
    """Money that only moved between envelopes, and what was struck through, stand in no sum of money out."""
    hearth.do(spend, hearth.keeper, hearth.food, 45_000)
    wrong = hearth.do(spend, hearth.keeper, hearth.food, 7_000)
    hearth.do(move, hearth.keeper, hearth.food, hearth.school, 20_000)
    hearth.phone.post(f"/keluarga/catatan/{wrong}/coret", "/keluarga/orang")
    text = hearth.phone.get("/keluarga/catatan?format=csv").get_data(as_text=True)
    rows = list(
        csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";" if ";" in text else ",")
    )
    for column, total in (("Masuk", 0), ("Keluar", 45_000), ("Pindah amplop", 20_000)):
        assert sum(int(row[column] or 0) for row in rows) == total, column
    assert sum("dicoret Siti (Rp7.000)" in row.values() for row in rows) == 1


def test_one_a4_for_the_wall(hearth: Hearth) -> None:
    period = hearth.do(plan, hearth.keeper)
    for path in (f"/keluarga/bulan/{period}/cetak", "/belajar/anggaran/lembar"):
        pdf = hearth.phone.get(path).data
        assert pdf.startswith(b"%PDF")
        assert re.findall(rb"/Type\s*/Page\b", pdf) == [re.search(rb"/Type\s*/Page\b", pdf)[0]]
        assert b"595.2" in pdf


def test_long_names_and_large_plans_keep_to_their_boxes(hearth: Hearth, tmp_path: Path) -> None:
    """A name is cut before it reaches the plan; the plan is printed whole."""
    name = "Kebutuhan sekolah anak-anak dan keponakan yang tinggal di rumah"
    key = hearth.do(make_envelope, hearth.keeper, name)
    period = hearth.do(plan, hearth.keeper, **{f"_{key}": 999_999_999_999_999})
    file = tmp_path / "lembar.pdf"
    file.write_bytes(hearth.phone.get(f"/keluarga/bulan/{period}/cetak").data)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    (line,) = [line for line in text.splitlines() if "Kebutuhan sekolah" in line]
    assert re.search(r"… +999\.999\.999\.999\.999", line)


def test_deleting_takes_everything_for_everybody(hearth: Hearth) -> None:
    second = Phone(hearth.app, hearth.do(let_in, hearth.keeper).key)
    hearth.do(spend, hearth.keeper, hearth.food, 45_000)
    assert hearth.phone.post("/keluarga/hapus", "/keluarga/hapus").status_code == 422
    assert hearth.phone.post("/keluarga/hapus", "/keluarga/hapus", agree="y").status_code == 303
    for phone in (hearth.phone, second):
        assert phone.get("/keluarga").status_code == 303
    assert not hearth.notes
    assert not hearth.do(persons_of, hearth.opened.household_id)
    assert not hearth.do(envelopes_of, hearth.opened.household_id, ended=True)


def test_trial_says_aloud_what_has_no_purpose(village: Phone) -> None:
    """Case L-7."""
    page = village.text(
        "/belajar/anggaran?income=7.000.000&name-1=Darurat&planned-1=500.000&name-2=Utang"
        "&planned-2=1.400.000&name-3=Keluarga&planned-3=1.700.000&name-4=Tabungan&planned-4=3.200.000"
    )
    assert "Masih Rp200.000 belum punya tujuan" in page
    more = village.text("/belajar/anggaran?income=100&name-1=Dapur&planned-1=150")
    assert "Rencana lebih besar Rp50 dari uang masuk" in more


def test_trial_keeps_nothing_until_it_is_wanted(village: Phone) -> None:
    asked = "/belajar/anggaran?income=1.000.000&name-1=Dapur&planned-1=600.000"
    village.text(asked)
    assert village.get("/keluarga").status_code == 303
    answer = village.post(
        "/belajar/anggaran", asked, income="1.000.000", name="Keluarga Siti", person="Siti",
        website="", **{"name-1": "Dapur", "planned-1": "600.000"},
    )  # fmt: skip
    assert answer.status_code == 303
    assert "Rp400.000 belum punya tujuan" in village.text("/keluarga")


def test_trial_names_what_it_cannot_read(village: Phone) -> None:
    answer = village.get("/belajar/anggaran?income=abc&name-1=Dapur&planned-1=1")
    assert answer.status_code == 422
    assert 'value="abc"' in answer.get_data(as_text=True)


def test_a_month_before_is_read_and_planned(hearth: Hearth) -> None:
    early = hearth.keeper.today - timedelta(days=40)
    hearth.do(spend, hearth.keeper, hearth.food, 45_000, early)
    (period,) = hearth.do(months.periods_of, hearth.home)
    assert "Rp45.000" in hearth.phone.text(f"/keluarga/bulan/{period.id}")


def test_several_cooperatives_and_nobody_known_offer_no_keeping(hearth: Hearth) -> None:
    stranger = Phone(hearth.app)
    assert 'name="person"' not in stranger.text("/keluarga/mulai")
    answer = stranger.post("/keluarga/mulai", name="A", person="B", website="", envelopes=["food"])
    assert answer.status_code == 404


def test_the_second_household_of_a_user_is_the_first(hearth: Hearth) -> None:
    user = signed_in(hearth.app, hearth.cooperative_id, rules.ANGGOTA).user_id
    first = hearth.do(
        make_household, hearth.cooperative_id, "Satu", user_id=user, request_id=once()
    )
    again = hearth.do(make_household, hearth.cooperative_id, "Dua", user_id=user, request_id=once())
    assert (again.household_id, again.key) == (first.household_id, "")


def test_an_account_joins_families_of_its_own_cooperative_only(hearth: Hearth) -> None:
    answer = hearth.phone.post("/keluarga/orang/undang", "/keluarga/orang")
    link = re.search(r"/keluarga/gabung/[\w-]+", hearth.phone.text(answer.location))
    assert link
    stranger = signed_in(hearth.app, hearth.others.cooperative_id, rules.ANGGOTA)
    assert stranger.get(link[0]).status_code == 404
    assert stranger.post(link[0], {"name": "Budi", "website": ""}).status_code == 404
    assert len(hearth.do(persons_of, hearth.opened.household_id)) == 1
    own = signed_in(hearth.app, hearth.cooperative_id, rules.ANGGOTA)
    assert own.post(link[0], {"name": "Budi", "website": ""}).status_code == 303
    assert b"Keluarga Siti" in own.get("/keluarga").data


def test_a_phone_keeps_its_family_when_somebody_signs_in_and_out(hearth: Hearth) -> None:
    with hearth.app.app_context():
        _key, name = add_person(hearth.cooperative_id, rules.ANGGOTA)
    sent = {"name": name, "password": "sepeda biru lari pagi"}
    assert hearth.phone.post("/masuk", "/masuk", **sent).status_code == 303
    assert "Keluarga Siti" in hearth.phone.text("/keluarga")
    assert "Pindahkan ke akun saya" in hearth.phone.text("/keluarga/orang")
    assert hearth.phone.post("/keluar", "/keluarga/orang").status_code in {302, 303}
    assert "Keluarga Siti" in hearth.phone.text("/keluarga")
