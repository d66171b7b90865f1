"""A session from plan to closed list: the trainer at a laptop, two phones that join, a paper list that is typed."""

import pytest
from playwright.sync_api import Browser, Request

from coop_app.literacy.queries import sessions as queries
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import LAPTOP, PHONE, Walk, walking

pytestmark = pytest.mark.browser
KILO = 1024


def _planned(walk: Walk) -> str:
    """Through the form; returns the session's address."""
    walk.open("/pelatihan/baru")
    walk.fill(title="Amplop keluarga", minutes="90", place="Balai desa", starts_at="09.00")
    walk.submit()
    return walk.page.url.removeprefix(walk.address)


def _code(walk: Walk) -> str:
    return walk.page.locator(".code").inner_text().replace(" ", "")


def _join(phone: Walk, name: str, sex: str, status: str) -> None:
    """Consent, then the questions, with a thumb."""
    page = phone.page
    page.check("[name=agree]")
    page.fill("[name=name]", name)
    page.check(f"[name=sex][value={sex}]")
    page.check("[name=age_band][value='35-44']")
    page.select_option("[name=village]", "Kuripan")
    page.check(f"[name=migrant_status][value={status}]")
    phone.submit()
    assert phone.has(f"Anda sudah masuk, {name}.")


def _row(walk: Walk, place: int, name: str, sex: str, age: str, *, signed: bool = True) -> None:
    page = walk.page
    page.fill(f"[name=nama-n{place}]", name)
    page.select_option(f"[name=jk-n{place}]", sex)
    page.fill(f"[name=umur-n{place}]", age)
    page.fill(f"[name=desa-n{place}]", "Kuripan")
    if signed:
        page.check(f"[name=setuju-n{place}]")


def _with_script(phone: Walk, code: str) -> None:
    """The wife types the code from the wall."""
    phone.open("/ikut")
    phone.fill(code=f"{code[:3]} {code[3:]}".lower())
    phone.submit()
    _join(phone, "Sri Lestari", "F", "returned")
    phone.open("/ikut/data-saya")
    assert phone.has("Sri Lestari")


def _without_script(plain: Walk, code: str) -> None:
    """The husband has an old phone."""
    page = plain.page
    page.goto(f"{plain.address}/ikut/{code}")
    page.check("[name=agree]")
    page.fill("[name=name]", "Budi Lestari")
    page.check("[name=sex][value=M]")
    page.select_option("[name=village]", "Kuripan")
    page.locator("main button[data-once]").first.click()
    page.get_by_text("Anda sudah masuk, Budi Lestari.").wait_for()


def _type_the_paper(trainer: Walk) -> None:
    """Two rows; what is wrong is said at its cell and nothing typed is lost."""
    _row(trainer, 0, "Umi Rahayu", "F", "1979")
    _row(trainer, 1, "Eko Santoso", "M", "lima", signed=False)
    trainer.submit()
    assert trainer.page.input_value("[name=nama-n0]") == "Umi Rahayu"
    trainer.page.fill("[name=umur-n1]", "51")
    trainer.submit()
    assert trainer.has("Centang “tanda tangan” bila Eko Santoso tanda tangan.")
    trainer.page.fill("[name=nama-n1]", "")
    trainer.submit()


def test_a_session_from_plan_to_closed_list(
    chromium: Browser, site: Served, office: Office
) -> None:
    with walking(chromium, site.address, width=LAPTOP) as trainer:
        trainer.sign_in(office.people["pelatih"])
        own = _planned(trainer)
        trainer.press("Buka pintu")
        code = _code(trainer)
        with walking(chromium, site.address, width=PHONE) as phone:
            _with_script(phone, code)
        with walking(chromium, site.address, width=PHONE, java_script_enabled=False) as plain:
            _without_script(plain, code)
        trainer.open(f"{own}/hadir")
        assert trainer.has("Sri Lestari")
        _type_the_paper(trainer)
        trainer.open(f"{own}/tutup")
        assert trainer.has("4 hadir: 2 perempuan, 2 laki-laki")
        trainer.submit()
        trainer.press("Siapa yang hadir tadi")
        assert trainer.has("tanpa nama")
        assert trainer.file("CSV").decode("utf-8-sig").count("\n") >= 5
    with site.app.app_context():
        (held,) = queries.list_sessions(office.desk.cooperative_id)
        rows = queries.attendances(held.id)
    assert [(row.name, row.present) for row in rows] == [
        ("Budi Lestari", True), ("Sri Lestari", True), ("Umi Rahayu", True), ("", True),
    ]  # fmt: skip


def test_the_pages_of_sessions_are_sound(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with walking(chromium, site.address, width=width) as trainer:
        trainer.sign_in(office.people["pelatih"])
        own = _planned(trainer)
        for path in (
            "/pelatihan", own, f"{own}/ubah", f"{own}/hadir", f"{own}/undang?kelompok={office.group_id}",
            f"{own}/batal", f"{own}/tutup", "/pelatihan/peserta", "/pelatihan/program",
            "/pelatihan/program/baru", "/ikut", "/ikut/data-saya",
        ):  # fmt: skip
            trainer.open(path)


def test_joining_is_light_on_a_weak_signal(chromium: Browser, site: Served, office: Office) -> None:
    with walking(chromium, site.address, width=LAPTOP) as trainer:
        trainer.sign_in(office.people["pelatih"])
        _planned(trainer)
        trainer.press("Buka pintu")
        code = _code(trainer)
    with walking(chromium, site.address, width=PHONE) as phone:
        asked: list[Request] = []
        phone.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
        phone.page.goto(f"{site.address}/ikut/{code}", wait_until="networkidle")
        sizes = {one.url: one.sizes()["responseBodySize"] for one in asked}
        kinds = {
            kind: sum(size for url, size in sizes.items() if kind in url.partition("?")[0])
            for kind in (".css", ".js", f"/ikut/{code}")
        }
        assert len(asked) <= 6, sorted(sizes)
        assert kinds[".css"] <= 18 * KILO
        assert kinds[".js"] <= 12 * KILO
        assert kinds[f"/ikut/{code}"] <= 15 * KILO
