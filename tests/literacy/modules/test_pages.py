"""The pages of the course: for trainers, for participants, and the links into the tools."""

import html
import re

import pytest

from coop_app.auth import rules
from coop_app.literacy.rules.modules import MODULES
from coop_app.literacy.rules.modules.words import answer_of
from coop_app.literacy.views.modules.links import tool_link
from coop_app.web.installed.languages import COOKIE
from tests.make import make_cooperative
from tests.people import signed_in

KILO = 1024
EXERCISES = [exercise for module in MODULES for exercise in module.exercises]
WITH_TOOL = ("goal", "budget", "remittance", "loan-schedule", "product-cost")


@pytest.fixture
def house(bare_app):
    with bare_app.app_context():
        return make_cooperative()


@pytest.fixture
def trainer(bare_app, house):
    return signed_in(bare_app, house, rules.PELATIH)


def said(answer):
    """The page's source."""
    return html.unescape(answer.get_data(as_text=True))


def read(answer):
    """The page's words alone: accounting words in it may be links to their meaning."""
    return " ".join(re.sub(r"<[^>]+>", "", said(answer)).split())


def test_the_list_leads_to_every_module(trainer):
    page = trainer.get("/pelatihan/modul")
    assert page.status_code == 200
    for module in MODULES:
        assert f'href="/pelatihan/modul/{module.key}"' in said(page)
        assert module.title in read(page)
    assert "08.30–09.30" in said(page)
    assert "/pelatihan/modul/buku.pdf" in said(page)


def test_a_module_shows_plan_and_exercises(trainer):
    for module in MODULES:
        words = read(trainer.get(f"/pelatihan/modul/{module.key}"))
        for step in module.steps:
            assert step.title in words
            assert all(line in words for line in step.lines)
        for exercise in module.exercises:
            assert exercise.question in words
            assert f"Jawaban: {answer_of(exercise)}" in words


@pytest.mark.parametrize("calculation", WITH_TOOL)
def test_the_tool_says_the_same_as_the_exercise(bare_app, house, client, calculation):
    for exercise in EXERCISES:
        if exercise.calculation != calculation:
            continue
        with bare_app.test_request_context("/"):
            link = tool_link(exercise)
        page = client.get(link)
        assert page.status_code == 200, exercise.key
        answer = answer_of(exercise).removeprefix("kurang ").removesuffix(" bungkus")
        if exercise.answer_key.startswith("envelopes."):  # figures of a table stand without Rp
            assert f">{exercise.answer:,}</td>".replace(",", ".") in said(page), exercise.key
            continue
        assert answer.casefold() in read(page).casefold(), exercise.key


def test_what_no_public_tool_can_do_has_no_link(bare_app):
    others = [each for each in EXERCISES if each.calculation not in WITH_TOOL]
    assert {each.calculation for each in others} >= {"order-round", "share-cost", "dues"}
    with bare_app.test_request_context("/"):
        assert [tool_link(each) for each in others] == [None] * len(others)


def test_papers_come_as_pdf(trainer, client):
    for path in ("/pelatihan/modul/kiriman/panduan.pdf", "/pelatihan/modul/buku.pdf"):
        answer = trainer.get(path)
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")
    assert client.get("/belajar/modul/kiriman.pdf").data.startswith(b"%PDF")


def test_papers_are_indonesian_for_english_readers_too(trainer):
    here = trainer.get("/pelatihan/modul/kiriman/panduan.pdf").data
    trainer.client.set_cookie(COOKIE, "en")
    assert "Modules of the course" in said(trainer.get("/pelatihan/modul"))
    assert trainer.get("/pelatihan/modul/kiriman/panduan.pdf").data == here


def test_participants_open_the_sheet_without_signing_in(client, house):
    for module in MODULES:
        page = client.get(f"/belajar/modul/{module.key}", headers={"Accept-Encoding": "gzip"})
        assert page.status_code == 200
        assert page.headers["Content-Encoding"] == "gzip"
        assert len(page.data) <= 15 * KILO
        words = read(client.get(f"/belajar/modul/{module.key}"))
        for line in (*module.handout, *module.sheet.sum, *module.sheet.warnings):
            assert line in words


@pytest.mark.parametrize("path", [
    "/pelatihan/modul", "/pelatihan/modul/kiriman", "/pelatihan/modul/kiriman/panduan.pdf",
    "/pelatihan/modul/buku.pdf",
])  # fmt: skip
def test_guides_are_for_those_who_may_read_them(bare_app, house, client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/masuk" in answer.headers["Location"]
    assert signed_in(bare_app, house, rules.ADMIN).get(path).status_code == 403


@pytest.mark.parametrize("path", [
    "/pelatihan/modul/tidak-ada", "/pelatihan/modul/tidak-ada/panduan.pdf",
    "/belajar/modul/tidak-ada", "/belajar/modul/tidak-ada.pdf",
])  # fmt: skip
def test_what_is_not_there(trainer, path):
    assert trainer.get(path).status_code == 404
