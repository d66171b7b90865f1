"""What the learning pages cost on a weak signal: the first visit, and what the worker fetches behind it."""

import gzip

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.village import NOTE, begin_family, ready
from tests.browser.walking import PHONE, Walk, walking

pytestmark = pytest.mark.browser
KILO = 1024
PAGES = ("/belajar", "/belajar/kiriman", "/belajar/tujuan", "/belajar/dana-darurat", "/belajar/utang",
         "/belajar/harga", "/belajar/simpanan", "/belajar/anggaran", "/keluarga/mulai", "/ikut")  # fmt: skip


def _weighed(walk: Walk, path: str) -> dict[str, int]:
    """What the page itself asked for, and the bytes of each."""
    asked: list[Request] = []
    walk.page.on(
        "requestfinished", lambda one: asked.append(one) if one.service_worker is None else None
    )
    walk.page.goto(walk.address + path, wait_until="networkidle")
    return {
        one.url: sum((one.sizes()["responseBodySize"], one.sizes()["responseHeadersSize"]))
        for one in asked
    }


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_is_light(chromium: Browser, site: Served, office: Office, path: str) -> None:
    with walking(chromium, site.address, width=PHONE) as walk:
        # the worker comes after the page is there; what it fetches is weighed below
        walk.page.add_init_script(
            "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })"
        )
        sizes = _weighed(walk, path)
    assert all(url.startswith(site.address) for url in sizes)
    assert sum(sizes.values()) <= 50 * KILO, sizes
    assert len(sizes) <= 6, sorted(sizes)
    scripts = sum(size for url, size in sizes.items() if url.partition("?")[0].endswith(".js"))
    assert scripts <= 12 * KILO, sizes
    styles = sum(size for url, size in sizes.items() if url.partition("?")[0].endswith(".css"))
    assert styles <= 18 * KILO, sizes
    assert sizes[site.address + path] <= 15 * KILO, sizes


def test_the_page_for_notes_is_light(chromium: Browser, site: Served, office: Office) -> None:
    with walking(chromium, site.address, width=PHONE) as walk:
        walk.sign_in(office.people["anggota"])
        begin_family(walk)
        cookies = walk.page.context.storage_state()
    with walking(chromium, site.address, width=PHONE, storage_state=cookies) as walk:
        sizes = _weighed(walk, NOTE)
        assert sum(sizes.values()) <= 50 * KILO, sizes
        assert len(sizes) <= 6, sorted(sizes)


def test_what_the_worker_keeps_is_bounded(chromium: Browser, site: Served, office: Office) -> None:
    with walking(chromium, site.address, width=PHONE) as walk:
        walk.page.goto(site.address + "/belajar")
        ready(walk.page)
        texts = walk.page.evaluate(
            """async () => { const found = {};
            for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys())
              found[new URL(one.url).pathname] = await (await (await caches.open(name)).match(one)).text();
            return found; }"""
        )
    packed = {
        path: len(gzip.compress(text.encode(), compresslevel=5)) for path, text in texts.items()
    }
    assert sum(packed.values()) <= 100 * KILO, packed
