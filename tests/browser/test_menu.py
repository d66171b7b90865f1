"""Every page that the menu and the home page offer, for every role, on a phone and on a laptop."""

import pytest
from playwright.sync_api import Browser

from coop_app.auth import rules
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import WIDTHS, walking


@pytest.mark.browser
@pytest.mark.parametrize("role", rules.ROLES)
def test_every_page_of_the_menu(chromium: Browser, site: Served, office: Office, role: str) -> None:
    with walking(chromium, site.address, width=WIDTHS[0]) as walk:
        walk.sign_in(office.people[role])
        places = walk.page.evaluate(
            "[...document.querySelectorAll('header nav a, main a.tile')].map(a => a.getAttribute('href'))"
        )
        assert places
        for place in dict.fromkeys(places):
            walk.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
            walk.open(place)
            walk.page.set_viewport_size({"width": WIDTHS[1], "height": 800})
            walk.look()
