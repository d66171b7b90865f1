"""A class loses its signal: whoever is in it goes on, and every answer arrives exactly once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from coop_app import db
from coop_app.app import create_app
from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from tests.browser import accessibility_findings
from tests.browser import village as v
from tests.browser.office import opened_office
from tests.browser.village import Village
from tests.browser.walking import PHONE, Walk
from tests.conftest import settings_for
from tests.make import TODAY
from tests.make_lessons import make_class, open_test
from tests.people import add_person

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a phone and a busy machine are slow


class Room:
    """A class of a program that may fall silent, and what the program holds of it."""

    def __init__(self, village: Village) -> None:
        self.village = village
        with village.app.app_context():
            desk = village.office.desk
            user_id, _name = add_person(desk.cooperative_id, roles.PELATIH)
            self.over: SessionRow = make_class(
                Desk(desk.cooperative_id, desk.book_id, user_id, TODAY), people=0
            )[0]
            open_test(Desk(desk.cooperative_id, desk.book_id, user_id, TODAY), self.over)
        self.door = f"/ikut/{self.over.join_code}"
        self.test = f"{self.door}/uji/pre"
        self.promise = f"{self.door}/janji"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the program holds."""
        with self.village.app.app_context():
            found = [tuple(row) for row in db.session.execute(sa.text(query))]
            db.session.rollback()
        return found

    def answers(self) -> list[tuple[object, ...]]:
        """The answer to each question."""
        return self.rows("SELECT item, choice FROM knowledge_answer ORDER BY item")

    def wait_for(self, query: str, count: int, page: Page) -> None:
        """Until the program holds so many rows."""
        for _ in range(400):
            if len(self.rows(query)) == count:
                return v.delivered(page)
            page.wait_for_timeout(100)
        raise AssertionError(f"{self.rows(query)}, wanted {count}")


@pytest.fixture
def room(migrated_sqlite: Path, tmp_path: Path, august: None) -> Iterator[Room]:
    app = create_app(settings_for(v.copy_of(migrated_sqlite, tmp_path), tmp_path))
    with app.app_context():
        office = opened_office(app)
    village = Village(app, office)
    village.start()
    yield Room(village)
    village.stop()


@pytest.fixture
def sri(chromium: Browser, room: Room) -> Iterator[Walk]:
    """A phone whose worker is in, at the door of the class."""
    with v.phone(chromium, room.village, PHONE) as walk:
        walk.open("/belajar")
        v.ready(walk.page)
        walk.open(room.door)
        yield walk


def fill_in(walk: Walk, name: str = "Sri Lestari") -> None:
    """Agree and say who one is."""
    walk.page.check("[name=agree]")
    walk.fill(name=name, village="other", other_village="Kuripan")
    for field, value in (("sex", "F"), ("age_band", "35-44"), ("migrant_status", "returned")):
        walk.page.check(f"[name={field}][value='{value}']", force=True)


def enter(walk: Walk, room: Room) -> None:
    """Be in the class, and have opened the test and the page for a promise once."""
    fill_in(walk)
    walk.follow(walk.page.get_by_role("button", name="Saya hadir"))
    for path in (room.test, room.promise):
        walk.open(path)
        kept_by_now(walk, path)


def tap(page: Page, question: int, choice: int) -> None:
    """One of the large buttons of a question on the kept page."""
    page.locator("form[data-outbox]").nth(question).locator(".answers button").nth(choice).click()


def test_a_test_is_answered_without_a_signal_and_arrives_once(room: Room, sri: Walk) -> None:
    enter(sri, room)
    page, village = sri.page, room.village
    v.silent(page.context, village)
    page.goto(village.address + room.test)
    expect(page.locator("main")).to_contain_text("Tanpa sinyal.")
    expect(page.locator("form[data-outbox]")).to_have_count(len(items.items()))
    assert accessibility_findings(page) == []
    for question in range(3):
        tap(page, question, question)
        expect(page.locator("[data-phone-queue]")).to_contain_text(f"{question + 1} catatan")
    assert page.locator(".answers [aria-pressed=true]").count() == 3
    page.reload()
    tap(page, 3, 0)
    expect(page.locator("[data-phone-queue]")).to_contain_text("4 catatan")
    assert room.answers() == []
    v.heard_again(page.context, village)
    page.goto(village.address + "/belajar")
    room.wait_for("SELECT item FROM knowledge_answer", 4, page)
    expect(page.locator("[data-phone-queue]")).to_be_hidden()
    known = [one.key for one in items.items()][:4]
    assert room.answers() == sorted(zip(known, (0, 1, 2, 0), strict=True))
    page.goto(village.address + room.test)
    expect(page.locator("main")).to_contain_text("Pertanyaan 5 dari")


def test_a_promise_whose_answer_was_lost_is_made_once(room: Room, sri: Walk) -> None:
    enter(sri, room)
    page = sri.page
    room.village.losing = 1
    page.locator(".answers button").first.click()
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    assert len(room.rows("SELECT id FROM learning_promise")) == 1
    page.goto(room.village.address + "/belajar")
    for _ in range(200):
        if room.village.posts.count(room.promise) == 2:
            break
        page.wait_for_timeout(100)
    expect(page.locator("[data-phone-queue]")).to_be_hidden()
    assert room.village.posts.count(room.promise) == 2
    assert len(room.rows("SELECT id FROM learning_promise")) == 1


def test_whoever_joins_without_a_signal_is_on_the_list_once(room: Room, sri: Walk) -> None:
    page, village = sri.page, room.village
    fill_in(sri)
    v.silent(page.context, village)
    page.get_by_role("button", name="Saya hadir").click()
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    v.heard_again(page.context, village)
    page.goto(village.address + "/belajar")
    room.wait_for("SELECT id FROM participant", 1, page)
    expect(page.locator("[data-phone-queue]")).to_be_hidden()
    page.goto(village.address + room.door)
    expect(page.locator("main")).to_contain_text("Anda sudah masuk, Sri Lestari")


def test_whoever_takes_the_name_back_takes_it_from_the_phone_too(room: Room, sri: Walk) -> None:
    enter(sri, room)
    page = sri.page
    page.goto(room.village.address + "/ikut/data-saya")
    page.locator("summary").first.click()
    with page.expect_navigation():
        page.locator("main details button").first.click()
    page.wait_for_timeout(300)
    assert "kelas" not in v.kept(page)


def test_the_next_one_on_the_phone_sees_no_answer_of_the_first(room: Room, sri: Walk) -> None:
    enter(sri, room)
    page, village = sri.page, room.village
    sri.open(room.test)
    with page.expect_navigation():
        page.locator(".answers button").first.click()
    page.goto(village.address + room.door)
    page.locator("main details summary").first.click()
    fill_in(sri, "Budi Santoso")
    with page.expect_navigation():
        page.get_by_role("button", name="Saya hadir").click()
    expect(page.locator("main")).to_contain_text("Anda sudah masuk, Budi Santoso")
    without_a_page_of_the_test(room, sri)
    # the second one opens the test too, then gives the phone back
    sri.open(room.test)
    kept_by_now(sri, room.test)
    page.goto(village.address + room.door)
    with page.expect_navigation():
        page.get_by_role("button", name="Sri Lestari").click()
    expect(page.locator("main")).to_contain_text("Anda sudah masuk, Sri Lestari")
    without_a_page_of_the_test(room, sri)


def test_who_joins_without_a_signal_finds_no_page_of_the_first(room: Room, sri: Walk) -> None:
    enter(sri, room)
    page, village = sri.page, room.village
    page.goto(village.address + room.door)
    page.locator("main details summary").first.click()
    fill_in(sri, "Budi Santoso")
    v.silent(page.context, village)
    page.get_by_role("button", name="Saya hadir").click()
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    page.goto(village.address + room.test)
    expect(page.locator("h1")).to_have_text("Halaman ini perlu sinyal")
    v.heard_again(page.context, village)


def kept_by_now(walk: Walk, path: str) -> None:
    """Wait until the phone keeps this page."""
    for _ in range(400):
        if path in v.kept(walk.page).get("kelas", []):
            return
        walk.page.wait_for_timeout(50)
    raise AssertionError(v.kept(walk.page))


def without_a_page_of_the_test(room: Room, walk: Walk) -> None:
    """Whoever has the phone now has no signal, and finds nothing of the one before."""
    page = walk.page
    v.silent(page.context, room.village)
    page.goto(room.village.address + room.test)
    expect(page.locator("h1")).to_have_text("Halaman ini perlu sinyal")
    v.heard_again(page.context, room.village)
    page.goto(room.village.address + room.door)
