"""Our drawings: small, of one kind, and the same on paper as on the screen."""

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from reportlab.pdfgen.canvas import Canvas

from coop_app.web.papers.picture import draw_picture, shapes
from tests.architecture.source import ROOT

FOLDER = ROOT / "coop_app" / "static" / "pictures"
FILES = sorted(FOLDER.glob("*.svg"))
LIMIT = 3 * 1024
ELEMENT = re.compile(r"<(\w+)[ >]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_takes_the_colour_of_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.encode()) <= LIMIT
    assert 'viewBox="0 0 64 64"' in text
    assert '<g id="gambar" fill="none" stroke="currentColor"' in text
    assert re.search(r"<title>[^<]{5,}</title>", text)
    assert len(set(re.findall(r"#[0-9a-f]{6}", text))) <= 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_paper_draws_every_element(path: Path) -> None:
    drawn = [name for name in ELEMENT.findall(path.read_text("utf-8")) if name not in FRAME]
    assert [kind for kind, _given in shapes(path.stem)] == drawn
    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=0)
    draw_picture(canvas, path.stem, 128, 10, 20)
    code = "\n".join(canvas._code)
    assert "2 0 0 -2 10 148 cm" in code


FRAME = {"svg", "title", "g"}


@pytest.mark.parametrize(
    ("alt", "said"),
    [("Uang dikirim", 'role="img" aria-label="Uang dikirim"'), ("", 'aria-hidden="true"')],
)
def test_the_page_says_what_a_drawing_shows_or_hides_it(
    bare_app: Flask, alt: str, said: str
) -> None:
    with bare_app.test_request_context("/"):
        macros = bare_app.jinja_env.get_template("_picture.html").make_module()
        drawn = macros.picture("kiriman", alt, 40)
    assert said in drawn
    assert 'width="40"' in drawn
    assert re.search(r'href="/static/pictures/kiriman\.svg\?v=\w+#gambar"', drawn)


def test_a_strange_command_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "coop_app.web.papers.picture.shapes", lambda _key: (("path", {"d": "M0 0A1 1 0 0 0 2 2"}),)
    )
    with pytest.raises(ValueError, match="command A"):
        draw_picture(Canvas(io.BytesIO()), "any", 64)


def test_a_curve_bends_as_it_does_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "coop_app.web.papers.picture.shapes", lambda _key: (("path", {"d": "M0 0Q3 6 6 0Z"}),)
    )
    canvas = Canvas(io.BytesIO(), pageCompression=0)
    draw_picture(canvas, "any", 64)
    assert "2 4 4 4 6 0 c" in "\n".join(canvas._code)
