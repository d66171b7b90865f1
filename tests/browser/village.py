"""A program that can fall silent: stopped and started again, or its answer lost on the way."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from waitress import create_server

from coop_app import db
from tests.browser.office import Office
from tests.browser.serving import _run
from tests.browser.walking import Walk, walking
from tests.make import NOW

NOTE, TOOLS = "/keluarga/catat", "/belajar"
#: where the phone keeps who writes on it
WRITER = "/penulis"
_READY = """async () => {
  await navigator.serviceWorker.ready;
  for (let n = 0; n < 300 && !navigator.serviceWorker.controller; n += 1) await new Promise((go) => setTimeout(go, 50));
  return Boolean(navigator.serviceWorker.controller);
}"""
_ANSWERS = """async (language) => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  const kept = (await caches.keys()).some((name) => name.endsWith(`-${language}`));
  return kept && !installing && !waiting && active.state === "activated";
}"""
_KEPT = """async () => {
  const piles = {};
  for (const name of await caches.keys()) piles[name] = (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname).sort();
  return piles;
}"""

_WAITING = """() => new Promise((give, fail) => {
  const asked = indexedDB.open("belajar");
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const count = asked.result.transaction("waiting").objectStore("waiting").count();
    count.onsuccess = () => { asked.result.close(); give(count.result); };
  };
})"""


@dataclass
class Village:
    """The program behind a weak signal."""

    app: Flask
    office: Office
    port: int = 0
    #: how many answers to come get lost after the program has done what was asked
    losing: int = 0
    _server: Any = None
    _thread: threading.Thread | None = None
    #: addresses of every POST that arrived
    posts: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer, at the same address as before."""
        self._server = create_server(self._answer, host="127.0.0.1", port=self.port, threads=4)
        self.port = self._server.effective_port
        self._thread = threading.Thread(target=_run, args=[self._server], daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Fall silent; open connections are cut."""
        assert self._thread is not None
        channels = list(self._server.active_channels.values())
        self._server.close()
        for channel in channels:  # the server's loop ends when nobody is connected any more
            with suppress(OSError, AttributeError):
                channel.socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()

    def _answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            self.posts.append(environ["PATH_INFO"])
        if self.losing and "HTTP_X_OUTBOX" in environ:
            self.losing -= 1
            list(self.app.wsgi_app(environ, lambda *_: lambda _: None))
            start_response(
                "200 OK", [("Content-Length", "5000"), ("Content-Type", "application/json")]
            )
            return [b""]
        found: Iterable[bytes] = self.app.wsgi_app(environ, start_response)
        return found

    def notes(self) -> list[tuple[str, int]]:
        """What the program holds: words and rupiah of every note."""
        with self.app.app_context():
            rows = db.session.execute(
                sa.text("SELECT words, amount FROM family_note ORDER BY words")
            ).all()
            db.session.rollback()
        return [(str(words), int(amount)) for words, amount in rows]

    def wait_for(self, words: list[str], page: Page) -> None:
        """Until the program holds these notes, each once."""
        for _ in range(400):
            if [note[0] for note in self.notes()] == sorted(words):
                return
            page.wait_for_timeout(100)
        raise AssertionError(f"{self.notes()}, wanted {words}")


def copy_of(migrated: Path, folder: Path) -> str:
    """A database of its own."""
    path = folder / "desa.db"
    shutil.copy(migrated, path)
    return f"sqlite:///{path}"


@contextmanager
def phone(chromium: Browser, village: Village, width: int) -> Iterator[Walk]:
    """A phone that was never here, its clock the program's."""
    with walking(chromium, village.address, width=width) as walk:
        walk.page.context.on("page", lambda page: page.clock.set_fixed_time(NOW))
        walk.page.clock.set_fixed_time(NOW)
        yield walk


def ready(page: Page) -> None:
    """The worker is in and has what it keeps; a page that was under way when it came in is asked for again."""
    if not page.evaluate(_READY):
        page.reload()
    assert page.evaluate(_READY)


def kept(page: Page) -> dict[str, list[str]]:
    """Pile → addresses that the phone keeps."""
    found: dict[str, list[str]] = page.evaluate(_KEPT)
    return found


def begin_family(walk: Walk, name: str = "Keluarga Siti dan Budi") -> None:
    """Through the form, as a family does."""
    walk.page.goto(walk.address + "/keluarga/mulai")
    walk.page.fill("[name=name]", name)
    walk.page.fill("[name=person]", "Siti")
    with walk.page.expect_navigation():
        walk.page.locator("main button[data-once]").first.click()


def keep_note_page(walk: Walk) -> None:
    """Open the page for notes until the phone keeps it, and who writes there."""
    walk.page.goto(walk.address + NOTE)
    ready(walk.page)
    walk.page.goto(walk.address + NOTE)
    for _ in range(400):
        if kept(walk.page).get("keluarga") == [NOTE, WRITER]:
            return
        walk.page.wait_for_timeout(50)
    raise AssertionError(kept(walk.page))


def write(page: Page, words: str, amount: str) -> None:
    """Fill in a note and press the button; the answer may be a page or a sentence."""
    page.locator("main form[data-outbox] [name=envelope_id]").first.check(force=True)
    page.fill("main [name=amount]", amount)
    page.fill("main [name=words]", words)
    page.locator("main form[data-outbox] button[data-once]").click()


def queue(page: Page) -> str:
    """What the page says about waiting notes; empty when none waits."""
    place = page.locator("[data-phone-queue]")
    return place.inner_text() if place.count() and place.is_visible() else ""


def delivered(page: Page) -> None:
    """Until the phone knows that nothing waits: the program may hold a note before its answer arrives."""
    for _ in range(400):
        if page.evaluate(_WAITING) == 0:
            return
        page.wait_for_timeout(50)
    raise AssertionError(queue(page))


def silent(context: BrowserContext, village: Village) -> None:
    """No signal, and nobody who would answer."""
    context.set_offline(True)
    village.stop()


def heard_again(context: BrowserContext, village: Village) -> None:
    """Both are back."""
    village.start()
    context.set_offline(False)


def look(walk: Walk) -> None:
    """As `Walk.look`; that the signal was lost is no complaint of ours."""
    walk.said[:] = [text for text in walk.said if "net::ERR_" not in text]
    walk.look()


def settled(page: Page, language: str) -> None:
    """The worker of this language is the one that answers."""
    for _ in range(400):
        page.wait_for_timeout(100)
        if page.evaluate(_ANSWERS, language):
            return
    raise AssertionError(kept(page))
