"""The pages of effect: who sees what, what leaves the house, and that no file bears a name."""

import io
import re
import subprocess
from dataclasses import dataclass
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from coop_app import db
from coop_app.auth import rules
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import effect as queries
from tests.make import NOW, TODAY, make_cooperative, make_group, make_member, make_savings
from tests.make_effect import make_grant, make_pillar, make_visit, request_id
from tests.make_sessions import (
    attend,
    close,
    make_participant,
    make_programme,
    make_session,
    make_trainer,
)
from tests.people import Browser, read, signed_in


@dataclass
class House:
    """A cooperative after a training of twelve women and three men, with a grant and a visit."""

    app: Flask
    coop: int
    desk: Desk
    member: int
    grant: int
    visit: int

    def browser(self, role: str) -> Browser:
        """A person of a role, signed in."""
        return signed_in(self.app, self.coop, role)


@pytest.fixture
def house(bare_app: Flask) -> House:
    with bare_app.app_context():
        return built(bare_app)


def built(app: Flask) -> House:
    """Everything through the services."""
    coop = make_cooperative()
    opened = make_savings(coop)
    desk = Desk(coop, opened.book_id, 1, TODAY)
    member = make_member(coop, make_group(coop), "Wulandari Prameswari", phone="0812-9876-5432").id
    programme = make_programme(coop)
    trainer = make_trainer(coop)
    first = make_session(trainer, held_on=date(2026, 7, 1), programme_id=programme)
    second = make_session(trainer, held_on=date(2026, 7, 8), programme_id=programme)
    for n in range(15):
        sex = "M" if n > 11 else "F"
        village = "Kuripan" if n < 9 else "Lipursari"
        key = make_participant(
            trainer, first.id, f"Zulaikha Unik {chr(65 + n)}", sex=sex, village=village,
            minutes=60, phone=f"0857 1111 22{n:02d}",
        )  # fmt: skip
        attend(trainer, second.id, key, minutes=30)
    for over in (first, second):
        close(trainer, over.id)
    pillar = make_pillar(desk, programme)
    grant = make_grant(desk, member, pillar_id=pillar, serial="PX-900")
    visit = make_visit(
        desk, member, pillar_id=pillar, next_step="Urus izin", next_on=date(2026, 8, 1)
    )
    return House(app, coop, desk, member, grant, visit)


def text(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return read(answer.get_data(as_text=True))


@pytest.fixture(autouse=True)
def august() -> object:
    with time_machine.travel(NOW, tick=True):
        yield


def test_the_figures_of_the_year(house: House) -> None:
    page = text(house.browser(rules.PELATIH), "/dampak?tahun=2026")
    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>(?:<span class=\"big\">)?([^<]*)", page))
    assert facts["Orang yang dijangkau"] == "15"  # each once, though they came twice
    assert facts["Jam-orang"] == "23"  # 15 × 90 minutes = 22,5 hours


def test_three_men_are_not_told_apart(house: House) -> None:
    page = text(house.browser(rules.PENGAWAS), "/dampak?tahun=2026")
    table = page[page.index("Menurut jenis kelamin") :]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table[: table.index("</table>")])
    by = {cells[n]: cells[n + 1] for n in range(0, len(cells), len(cells) // 2)}
    assert by == {"Laki-laki": "&lt;5", "Perempuan": "•"}  # 15 less 12 would be the three


def test_a_slice_tells_no_more_than_the_year(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    page = text(browser, "/dampak?tahun=2026&hanya=desa:Kuripan")
    assert '<span class="big">9<' in page
    assert "Menurut jenis kelamin" not in page
    men = text(browser, "/dampak?tahun=2026&hanya=jenis-kelamin:M")
    assert '<span class="big">&lt;5<' in men
    assert "<table" not in men[: men.index("Cara menghitung")]


def test_names_are_behind_a_permission_of_their_own(house: House) -> None:
    teacher, reader = house.browser(rules.PELATIH), house.browser(rules.BENDAHARA)
    page = text(teacher, "/dampak/orang?tahun=2026&menurut=desa&bagian=Kuripan")
    assert page.count("Zulaikha Unik") == 9
    link = "/dampak/orang?tahun=2026"
    assert link in teacher.get("/dampak?tahun=2026").get_data(as_text=True)
    assert reader.get("/dampak/orang?tahun=2026").status_code == 403
    assert link not in reader.get("/dampak?tahun=2026").get_data(as_text=True)
    assert teacher.get("/dampak/orang?menurut=nama").status_code == 404


@pytest.mark.parametrize("role", [rules.ANGGOTA, rules.KOORDINATOR, rules.ADMIN])
def test_who_may_not_look(house: House, role: str) -> None:
    own = {"member_id": house.member} if role != rules.ADMIN else {}
    browser = signed_in(house.app, house.coop, role, **own)
    for path in ("/dampak", "/dampak/berkas?format=csv", "/dampak/pilar", "/dampak/hibah"):
        assert browser.get(path).status_code == 403, path


def identifying() -> set[str]:
    """Every name, phone and household of the database, and what somebody is known by."""
    found = set()
    for table, columns in {
        "participant": ("name", "phone"), "member": ("name", "phone"), "app_user": ("display_name",),
        "equipment_grant": ("serial",), "mentoring_visit": ("findings", "next_step"),
    }.items():  # fmt: skip
        for row in db.session.execute(sa.text(f"SELECT {', '.join(columns)} FROM {table}")):
            found |= {value for value in row if value}
    return found | {name.split()[-1] for name in found if name.startswith("Wulandari")}


def spoken(content: bytes, kind: str) -> str:
    """All the text of a file."""
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell.value for sheet in book for row in sheet for cell in row]
        return "\n".join([*book.sheetnames, *(str(value) for value in cells if value is not None)])
    if kind == "pdf":
        done = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return " ".join(done.stdout.decode().split())
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
@pytest.mark.parametrize("more", ["", "&hanya=desa:Kuripan"])
def test_no_file_bears_a_name(house: House, kind: str, more: str) -> None:
    browser = house.browser(rules.BENDAHARA)
    answer = browser.get(f"/dampak/berkas?tahun=2026&format={kind}{more}")
    assert answer.status_code == 200
    said = spoken(answer.get_data(), kind)
    assert "Orang yang dijangkau" in said
    with house.app.app_context():
        known = identifying()
    assert len(known) > 20
    assert [one for one in known if one in said] == []
    assert not re.search(r"\b08\d{8,}|\b62\d{9,}|\b\d{16}\b", said)


def test_the_workbook_explains_every_figure(house: House) -> None:
    answer = house.browser(rules.KETUA).get("/dampak/berkas?tahun=2026&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    assert "Cara menghitung" in book.sheetnames
    assert "Yang dilakukan di setiap pilar" in book.sheetnames
    explained = {row[0].value for row in book["Cara menghitung"].iter_rows()}
    heads = {cell.value for cell in book["Menurut desa"][3]}
    assert heads - explained <= {"Desa", "Kenaikan", None}
    small = {cell.value for row in book["Menurut jenis kelamin"].iter_rows() for cell in row}
    assert "<5" in small


def test_an_unknown_format_is_not_found(house: House) -> None:
    assert house.browser(rules.KETUA).get("/dampak/berkas?format=doc").status_code == 404


# grants and visits
def test_a_grant_from_the_form_to_its_minutes(house: House) -> None:
    browser = house.browser(rules.KETUA)
    data = {
        "who": f"member:{house.member}", "item": "Oven listrik", "quantity": "1",
        "source": "Dinas Tenaga Kerja", "handed_on": "2026-08-01", "value": "1.250.000",
        "request_id": request_id(), "programme_id": "", "pillar_id": "",
    }  # fmt: skip
    answer = browser.post("/dampak/hibah/baru", data)
    assert answer.status_code == 303
    assert "Rp1.250.000" in text(browser, answer.headers["Location"])
    paper = spoken(browser.get(answer.headers["Location"] + "/berita-acara").get_data(), "pdf")
    assert "Oven listrik" in paper
    assert "satu juta dua ratus lima puluh ribu rupiah" in paper
    refused = browser.post(
        "/dampak/hibah/baru", data | {"voucher": "BM/2026/08/0001", "request_id": request_id()}
    )
    assert refused.status_code == 422
    assert "Jangan keduanya" in refused.get_data(as_text=True)
    assert "Oven listrik" in refused.get_data(as_text=True)


def test_equipment_is_looked_at_and_struck_out(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    path = f"/dampak/hibah/{house.grant}"
    seen = {"state": "repair", "seen_on": "2026-08-01", "note": "Kabel putus"}
    assert browser.post(f"{path}/kondisi", seen | {"request_id": request_id()}).status_code == 303
    assert "Kabel putus" in text(browser, path)
    browser.post(f"{path}/coret", {"reason": "Salah orang", "request_id": request_id()})
    assert "Salah orang" in text(browser, path)


def test_what_is_struck_out_without_a_reason_is_asked_for_it(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    for path in (
        f"/dampak/hibah/{house.grant}/coret", f"/dampak/kunjungan/{house.visit}/coret",
        f"/dampak/kunjungan/{house.visit}/selesai",
    ):  # fmt: skip
        answer = browser.post(path, {"reason": " ", "request_id": request_id()})
        assert answer.status_code == 422, path
        page = read(answer.get_data(as_text=True))
        assert re.search(r'<details open>.*aria-invalid="true".*class="error"', page, re.DOTALL)
    path = f"/dampak/hibah/{house.grant}/coret"
    for reason, status in (("Salah orang", 303), ("Salah orang", 303), ("Lain lagi", 422)):
        answer = browser.post(path, {"reason": reason, "request_id": request_id()})
        assert answer.status_code == status
    assert "Salah orang" in answer.get_data(as_text=True)


def test_an_activity_from_the_form_to_being_struck_out(house: House) -> None:
    browser = house.browser(rules.KETUA)
    with house.app.app_context():
        [pillar] = queries.list_pillars(house.coop)
    data = {
        "pillar_id": str(pillar.id), "held_on": "2026-08-01", "title": "Pameran produk",
        "people": "40", "note": "Di alun-alun", "village_group_id": "", "request_id": request_id(),
    }  # fmt: skip
    place = browser.post("/dampak/kegiatan/baru", data).headers["Location"]
    assert re.fullmatch(r"/dampak/kegiatan/\d+", place)
    page = text(browser, place)
    assert [
        word for word in ("Pameran produk", "Di alun-alun", "40", pillar.name) if word not in page
    ] == []
    overview = f"/dampak/pilar/{pillar.id}?tahun=2026"
    assert f'href="{place}"' in browser.get(overview).get_data(as_text=True)
    refused = browser.post(f"{place}/coret", {"reason": "", "request_id": request_id()})
    assert refused.status_code == 422
    sent = {"reason": "Ditulis dua kali", "request_id": request_id()}
    assert browser.post(f"{place}/coret", sent).status_code == 303
    assert "Ditulis dua kali" in text(browser, place)
    assert "Pameran produk" not in text(browser, overview)
    with house.app.app_context():
        other = signed_in(house.app, make_cooperative("Koperasi Lain"), rules.KETUA)
    assert other.get(place).status_code == 404
    assert other.post(f"{place}/coret", sent).status_code == 404
    assert house.browser(rules.BENDAHARA).get(place).status_code == 403


def test_a_forgotten_pillar_is_put_in_later(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    with house.app.app_context():
        grant = make_grant(house.desk, house.member)
        other = make_pillar(house.desk, make_programme(house.coop), "Pusat layanan")
        first = next(one.id for one in queries.list_pillars(house.coop) if one.id != other)
    for pillar in (first, other, other):
        sent = {"pillar_id": str(pillar), "request_id": request_id()}
        assert browser.post(f"/dampak/pilar/isi/grant/{grant}", sent).status_code == 303
        with house.app.app_context():
            done = {
                one.pillar.id: [g.id for g in one.grants]
                for one in queries.done_in(house.coop, 2026)
            }
        assert [key for key, grants in done.items() if grant in grants] == [pillar]
    assert browser.post(f"/dampak/pilar/isi/grant/{grant}", {"pillar_id": "999"}).status_code == 404
    assert browser.post(f"/dampak/pilar/isi/member/{grant}", sent).status_code == 404
    with house.app.app_context():
        stranger = signed_in(house.app, make_cooperative("Koperasi Lain"), rules.KETUA)
        assert queries.get_grant(house.coop, grant).pillar_id == other
    assert stranger.post(f"/dampak/pilar/isi/grant/{grant}", sent).status_code == 404
    assert stranger.post(f"/dampak/pilar/isi/visit/{house.visit}", sent).status_code == 404


@pytest.mark.parametrize("year", ["0", "99999", "-5", "2026x", "1"])
def test_a_year_of_nothing_is_the_newest(house: House, year: str) -> None:
    browser = house.browser(rules.PELATIH)
    for path in ("/dampak", "/dampak/pilar", "/dampak/pilar/1", "/dampak/orang"):
        assert "2026" in text(browser, f"{path}?tahun={year}"), path


def test_names_are_no_file(house: House) -> None:
    answer = house.browser(rules.PELATIH).get("/dampak/orang?tahun=2026&format=csv")
    assert answer.mimetype == "text/html"


def test_a_due_step_is_told_on_the_home_page_and_taken_by_the_next_visit(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    assert "Langkah kunjungan yang sudah waktunya: 1" in text(browser, "/")
    form = text(browser, f"/dampak/kunjungan/baru?setelah={house.visit}")
    assert "Urus izin" in form
    data = {
        "who": f"member:{house.member}", "visited_on": "2026-08-10", "purpose": "Urus izin",
        "findings": "NIB sudah terbit", "follows_id": str(house.visit), "request_id": request_id(),
        "programme_id": "", "pillar_id": "",
    }  # fmt: skip
    answer = browser.post("/dampak/kunjungan/baru", data)
    assert answer.status_code == 303
    assert "NIB sudah terbit" in text(browser, answer.headers["Location"])
    assert "Langkah kunjungan" not in text(browser, "/")


def test_a_step_done_by_telephone(house: House) -> None:
    browser = house.browser(rules.PELATIH)
    done = {"reason": "Lewat telepon", "request_id": request_id()}
    assert browser.post(f"/dampak/kunjungan/{house.visit}/selesai", done).status_code == 303
    assert "Lewat telepon" in text(browser, f"/dampak/kunjungan/{house.visit}")
    with house.app.app_context():
        assert queries.due_steps(house.coop, TODAY) == []


def test_pillars_with_their_money_and_a_session(house: House) -> None:
    browser = house.browser(rules.KETUA)
    page = text(browser, "/dampak/pilar?tahun=2026")
    assert "1. Usaha produktif" in page
    assert "450.000" in page
    with house.app.app_context():
        [pillar] = queries.list_pillars(house.coop)
        over = queries.learners_of(house.coop, 2026, TODAY).sessions[0]
    sent = {"pillar_id": str(pillar.id)}
    assert browser.post(f"/pelatihan/{over.id}/pilar", sent).status_code == 303
    with house.app.app_context():
        assert queries.pillars_of_session(house.coop, over.id) == [pillar.id]
    assert "Uang keluarga" in text(browser, f"/dampak/pilar/{pillar.id}?tahun=2026")


def test_other_cooperatives_find_nothing(house: House) -> None:
    with house.app.app_context():
        coop = make_cooperative("Koperasi Lain")
    other = signed_in(house.app, coop, rules.KETUA)
    for path in (
        f"/dampak/hibah/{house.grant}", f"/dampak/hibah/{house.grant}/berita-acara",
        f"/dampak/kunjungan/{house.visit}", f"/dampak/kunjungan/{house.visit}/foto",
        f"/dampak/kunjungan/baru?setelah={house.visit}", "/dampak/pilar/1", "/pelatihan/1/pilar",
    ):  # fmt: skip
        assert other.get(path).status_code == 404, path
    assert "Zulaikha" not in text(other, "/dampak/orang?tahun=2026")


def test_a_key_larger_than_any_is_not_found(house: House) -> None:
    browser, key = house.browser(rules.KETUA), "9" * 25
    assert browser.get(f"/dampak/hibah/{'9' * 5000}").status_code == 404
    for path in (
        f"/dampak/hibah/{key}", f"/dampak/kunjungan/{key}", f"/dampak/kegiatan/{key}",
        f"/dampak/pilar/{key}", f"/pelatihan/{key}/pilar", f"/serah-terima/{key}.pdf",
    ):  # fmt: skip
        assert browser.get(path).status_code == 404, path
    assert browser.get(f"/dampak/kunjungan/baru?setelah={key}").status_code == 200
    for path in (f"/dampak/pilar/isi/grant/{house.grant}", "/pelatihan/1/pilar"):
        for sent in (key, f"-{key}"):
            assert browser.post(path, {"pillar_id": sent}).status_code == 404, path
