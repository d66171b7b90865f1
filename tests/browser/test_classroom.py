"""The wall at 1280, the trainer's phone and a participant's phone at 360: a live answer appears on the wall."""

import pytest
from playwright.sync_api import Browser

from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons.items import PRE
from coop_app.literacy.rules.lessons.slides import Kind
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import LAPTOP, PHONE, Walk, walking
from tests.make import TODAY
from tests.make_lessons import (
    answer,
    ask,
    knowing,
    make_class,
    make_promise,
    open_test,
    show,
    slide_of,
    write_test,
)
from tests.people import add_person

pytestmark = pytest.mark.browser


class Room:
    """A session of the office's cooperative with four people and a trainer."""

    def __init__(self, site: Served, office: Office) -> None:
        self.site = site
        with site.app.app_context():
            user_id, self.trainer = add_person(office.desk.cooperative_id, roles.PELATIH)
            self.desk = Desk(office.desk.cooperative_id, office.desk.book_id, user_id, TODAY)
            self.over, self.people = make_class(self.desk)

    @property
    def path(self) -> str:
        return f"/pelatihan/{self.over.id}"

    def slide(self, kind: Kind) -> str:
        with self.site.app.app_context():
            return slide_of(self.over, kind)

    def show(self, key: str) -> None:
        with self.site.app.app_context():
            show(self.desk, self.over, key)


@pytest.fixture
def room(site: Served, office: Office) -> Room:
    return Room(site, office)


def join(walk: Walk, over: SessionRow, name: str) -> None:
    """Scan the code, agree, say who one is."""
    walk.open(f"/ikut/{over.join_code}/kelas")
    walk.page.check("[name=agree]")
    walk.fill(name=name, village="other", other_village="Kuripan")
    for field, value in (("sex", "F"), ("age_band", "35-44"), ("migrant_status", "returned")):
        walk.page.check(f"[name={field}][value='{value}']", force=True)
    walk.follow(walk.page.get_by_role("button", name="Saya hadir"))


def test_an_answer_on_a_phone_appears_on_the_wall(
    chromium: Browser, site: Served, room: Room
) -> None:
    with (
        walking(chromium, site.address, width=LAPTOP) as wall,
        walking(chromium, site.address, width=PHONE) as remote,
        walking(chromium, site.address, width=PHONE) as phone,
    ):
        for screen in (wall, remote):
            screen.sign_in(room.trainer)
        wall.open(f"{room.path}/layar")
        assert wall.page.locator(".figure").inner_text() == "4"
        join(phone, room.over, "Sri Lestari")
        wall.page.get_by_text("5", exact=True).wait_for()
        remote.open(f"{room.path}/kendali")
        room.show(room.slide(Kind.ASK))
        wall.page.locator(".options").wait_for()
        wall.look()
        phone.open(f"/ikut/{room.over.join_code}/kelas")
        with phone.page.expect_navigation():
            phone.page.locator(".answers button").first.click()
        phone.look()
        assert phone.page.locator(".answers [aria-pressed=true]").count() == 1
        wall.page.locator("[data-live=answered] .figure", has_text="1").wait_for()
        with site.app.app_context():
            asked = queries.scene(room.over.id).round
            assert asked is not None
            for person in room.people[:2]:
                answer(room.over, asked, person, 0)
        remote.open(f"{room.path}/kendali")
        remote.follow(remote.page.locator("main .actions [data-step=next]").first)
        wall.page.locator(".bars").wait_for()
        wall.look()
        assert wall.page.locator(".bars .n").first.inner_text() == "3"


def test_arrow_keys_move_the_wall(chromium: Browser, site: Served, room: Room) -> None:
    with walking(chromium, site.address, width=LAPTOP) as wall:
        wall.sign_in(room.trainer)
        wall.open(f"{room.path}/layar")
        for key, expected in (("ArrowRight", Kind.TITLE), ("ArrowLeft", Kind.JOIN)):
            with wall.page.expect_navigation():
                wall.page.keyboard.press(key)
            wall.look()
            with site.app.app_context():
                assert queries.scene(room.over.id).slide.kind is expected


def test_every_slide_fits_the_wall_in_large_letters(
    chromium: Browser, site: Served, room: Room
) -> None:
    with site.app.app_context():
        keys = [one.key for one in queries.scene(room.over.id).slides]
    with walking(chromium, site.address, width=LAPTOP) as wall:
        wall.sign_in(room.trainer)
        for key in keys:
            wall.page.goto("about:blank")  # or the wall itself would follow the move
            room.show(key)
            wall.open(f"{room.path}/layar")
            size = wall.page.evaluate(
                "parseFloat(getComputedStyle(document.documentElement).fontSize)"
            )
            assert size >= 20, key
            assert wall.page.locator("main li").count() <= 12, key


def test_a_test_without_a_script(chromium: Browser, site: Served, room: Room) -> None:
    with site.app.app_context():
        open_test(room.desk, room.over)
    with walking(chromium, site.address, width=PHONE, java_script_enabled=False) as phone:
        page = phone.page
        page.goto(f"{site.address}/ikut/{room.over.join_code}")
        page.check("[name=agree]")
        page.fill("[name=name]", "Wati")
        page.select_option("[name=village]", "other")
        page.fill("[name=other_village]", "Kuripan")
        for field, value in (("sex", "F"), ("age_band", "35-44"), ("migrant_status", "returned")):
            page.check(f"[name={field}][value='{value}']", force=True)
        page.get_by_role("button", name="Saya hadir").click()
        page.goto(f"{site.address}/ikut/{room.over.join_code}/uji/pre")
        page.locator(".answers button").nth(1).click()
        page.get_by_text("Pertanyaan 2 dari 10").wait_for()
    with site.app.app_context():
        (row,) = queries.sittings_of(room.over.cooperative_id, [room.over.id], PRE)
    assert row.answers == {"bagi-rata": 1}


def test_the_other_pages_are_sound(chromium: Browser, site: Served, room: Room, width: int) -> None:
    with site.app.app_context():
        open_test(room.desk, room.over)
        for person in room.people[:3]:
            write_test(room.over, person, knowing(4))
        promise = make_promise(room.over, room.people[0])
        ask(room.desk, room.over)
    with walking(chromium, site.address, width=width) as walk:
        walk.sign_in(room.trainer)
        for path in (
            "kendali", "uji", "uji/pre/kertas", "uji/pre/lisan", "uji/hasil", "uji/hasil/peserta",
            f"uji/pre/lisan/{room.people[3]}", "janji", f"janji/{room.people[1]}", "sertifikat",
        ):  # fmt: skip
            walk.open(f"{room.path}/{path}")
        for path in ("", f"/{promise}/1"):
            walk.open(f"/pelatihan/tindak-lanjut{path}")
