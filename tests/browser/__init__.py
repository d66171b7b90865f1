"""Headless Chromium for the browser tests: the system's own, driven by Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import run

# Without the background flags a start looks up hosts outside of this machine.
FLAGS = [
    "--no-sandbox",  # root has no sandbox; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = next((Path(__file__).parents[1] / "vendor").glob("axe-core-*/axe.min.js"))
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def browser() -> Iterator[Browser]:
    """One Chromium; a test makes its own context in it, so that no cookie is shared."""
    program = run.chromium()
    if program is None:
        raise RuntimeError(run.MISSING["chromium"])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield chromium
        finally:
            chromium.close()


def accessibility_findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now: rule, first element, advice."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text("utf-8"))  # not by a script tag: the page's policy forbids it
    options = {
        "runOnly": {"type": "tag", "values": AXE_RULES},
        "resultTypes": ["violations"],
        "elementRef": False,
    }
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{finding['id']}: {finding['nodes'][0]['html']} ({finding['help']})"
        for finding in result["violations"]
    ]
