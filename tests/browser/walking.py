"""A person at the screen: opens pages, fills them in, and looks that every page is sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response

from tests.browser import accessibility_findings
from tests.browser.office import PASSWORD

PHONE, LAPTOP = 360, 1280
WIDTHS = (PHONE, LAPTOP)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: the browser's own words for a refused form (422) or a page that is not there; not ours
_EXPECTED = "Failed to load resource: the server responded with a status of"


@dataclass
class Walk:
    """One context of the browser, at one width."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response:
        """Go to a page and look at it."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look()
        return answer

    def look(self) -> None:
        """No accessibility finding, nothing wider than the screen, no complaint in the console."""
        self.page.wait_for_load_state()
        where = self.page.url.removeprefix(self.address)
        assert accessibility_findings(self.page) == [], where
        assert self.page.evaluate(_OVERFLOW) <= 0, f"{where} is wider than the screen"
        assert self.said == [], where

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press a button or follow a link by its words, and look at the page behind it."""
        button = self.page.locator("main").get_by_role("button", name=name, exact=exact)
        link = self.page.locator("main a:not(.kata)").and_(
            self.page.get_by_role("link", name=name, exact=exact)
        )
        self.follow(button.or_(link).first)

    def step(self, value: str) -> None:
        """Press "look first" (`preview`) or "save" (`save`) of a money form."""
        self.follow(self.page.locator(f'main button[name="step"][value="{value}"]').first)

    def submit(self) -> None:
        """Press the one button of the page's form that keeps what was typed."""
        self.follow(self.page.locator("main button[data-once]").first)

    def follow(self, target: Locator) -> None:
        """Tap what leads to another page, wait for that page and look at it."""
        with self.page.expect_navigation():
            target.click()
        self.look()

    def fill(self, **fields: str) -> None:
        """Type into the fields of these names; a choice by its value."""
        for name, text in fields.items():
            place = self.page.locator(f'main [name="{name}"]').first
            if place.evaluate("field => field.tagName") == "SELECT":
                place.select_option(text)
            else:
                place.fill(text)
                place.blur()

    def choose(self, name: str, value: str) -> None:
        """Tap a card or a box."""
        box = self.page.locator(f'main [name="{name}"][value="{value}"]')
        box.locator("xpath=ancestor::label").click()

    def has(self, text: str) -> bool:
        """Whether the page says this."""
        return text in self.page.locator("main").inner_text()

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Through the form, as everybody does."""
        self.page.goto(self.address + "/masuk")
        self.fill(name=name, password=password)
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url(lambda url: not url.endswith("/masuk"))

    def file(self, link: str) -> bytes:
        """The bytes behind a link that downloads."""
        with self.page.expect_download() as arriving:
            self.page.locator("main a").filter(has_text=link).first.click()
        return arriving.value.path().read_bytes()

    def fetched(self, link: str) -> bytes:
        """The bytes behind a link that opens a paper in a window of its own."""
        target = self.page.locator("main a").filter(has_text=link).first
        address = str(target.evaluate("link => link.href"))
        return self.page.request.get(address).body()


@contextmanager
def walking(chromium: Browser, address: str, *, width: int, **options: Any) -> Iterator[Walk]:
    """A fresh browser context, as of a person who has never been here."""
    context: BrowserContext = chromium.new_context(
        viewport={"width": width, "height": 800},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        **options,
    )
    context.set_default_timeout(15_000)
    made = Walk(context.new_page(), address)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_EXPECTED):
            made.said.append(message.text)

    made.page.on("console", hear)
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    try:
        yield made
    finally:
        context.close()
