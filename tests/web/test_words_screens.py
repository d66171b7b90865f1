"""On the daily screens of every role, each accounting word in a label, header or heading is explained."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import time_machine
from flask import Flask
from flask_babel import force_locale, gettext

from coop_app.app.views.menu import TILES
from coop_app.auth import rules
from coop_app.web.words.terms import other_phrases, words
from tests.browser.office import Office, opened_office
from tests.make import NOW
from tests.people import Browser, signed_in

_HEADS = ("h1", "h2", "h3", "th", "dt", "label", "legend", "caption")


class Heads(HTMLParser):
    """What stands in the labels, headers and headings of a page's content, and which lines it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.lines: list[str] = []
        self.ids: list[str] = []
        self._inside, self._open = False, 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        self.ids += [name] if name else []
        if name.startswith("kata-"):
            self.lines.append(name.removeprefix("kata-"))
        self._inside = self._inside or tag == "main"
        if self._inside and tag in _HEADS:
            self._open += 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"
        if self._open and tag in _HEADS:
            self._open -= 1

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data


def spellings() -> list[tuple[str, str]]:
    """Every Indonesian spelling with its word, longest first; an own reading of the data, not the program's."""
    found = [(text, "") for text in other_phrases("id")]
    with force_locale("id"):
        for one in words():
            name = gettext(one.label)
            short = re.sub(r"\s*\(.*\)", "", name)
            inside = re.findall(r"\((.*)\)", name)
            found += [(text.lower(), one.key) for text in (short, *inside, *one.also["id"])]
    return sorted(found, key=lambda pair: -len(pair[0]))


def said(text: str, known: list[tuple[str, str]]) -> set[str]:
    """The words that a text says, found in the slowest and plainest way."""
    low, keys = " ".join(text.lower().split()), set()
    for spelling, key in known:
        low, count = re.subn(rf"(?<!\w){re.escape(spelling)}(?!\w)", "|", low)
        keys |= {key} if count else set()
    return keys - {""}


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    with time_machine.travel(NOW, tick=True):
        yield opened_office(app)


def browser_of(role: str, office: Office) -> Browser:
    own = {"member_id": office.members[0].id} if role in (rules.ANGGOTA, rules.KOORDINATOR) else {}
    if role == rules.KOORDINATOR:
        own["group_id"] = office.group_id
    return signed_in(office.app, office.desk.cooperative_id, role, **own)


def daily(role: str, office: Office) -> list[str]:
    """What the menu offers this role, and for the desk the forms behind it."""
    with office.app.test_request_context("/"):
        paths = [
            office.app.url_for(tile.endpoint) for tile in TILES if rules.may(role, tile.permission)
        ]
    member, cash = office.members[0].id, office.account("cash_on_hand").id
    if role == rules.BENDAHARA:
        paths += [
            "/kas/masuk", "/kas/keluar", "/kas/pindah", f"/kas/{cash}", f"/simpanan/setor/{member}",
            f"/simpanan/anggota/{member}", f"/simpanan/rapat?kelompok={office.group_id}",
            "/laporan/neraca", "/laporan/hasil-usaha", "/laporan/neraca-saldo", "/buku/memorial",
        ]  # fmt: skip
    return paths


@pytest.mark.parametrize("role", rules.ROLES)
def test_every_word_of_the_daily_screens_is_explained(office: Office, role: str) -> None:
    browser, known, seen = browser_of(role, office), spellings(), set()
    for path in daily(role, office):
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        page = Heads(answer.get_data(as_text=True))
        needed = set().union(*(said(text, known) for text in page.texts))
        assert needed <= set(page.lines), path
        assert len(page.ids) == len(set(page.ids)), path
        seen |= needed
    assert len(seen) >= {rules.BENDAHARA: 25, rules.ADMIN: 1, rules.PELATIH: 1}.get(role, 4), seen
