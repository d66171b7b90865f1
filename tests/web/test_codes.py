"""Codes to scan: every dark cell and no other, on the page and on paper."""

import segno

from coop_app.web.papers import code

ADDRESS = "https://koperasi.contoh/ikut/KJC639"


class Pen:
    """Stands for ReportLab's canvas and remembers what was drawn."""

    def __init__(self) -> None:
        self.cells: list[tuple[float, float]] = []

    def setFillColor(self, color: object) -> None:  # noqa: N802 - ReportLab's name
        self.color = color

    def rect(self, x: float, y: float, *_rest: float, **_look: int) -> None:
        self.cells.append((round(x, 6), round(y, 6)))


def dark(error: str) -> set[tuple[int, int]]:
    matrix = segno.make(ADDRESS, error=error, micro=False).matrix
    return {(r, c) for r, row in enumerate(matrix) for c, cell in enumerate(row) if cell}


def test_paper_shows_every_dark_cell_at_its_place() -> None:
    for error in (code.USUAL, code.STURDY):
        cells, pen = dark(error), Pen()
        side = len(segno.make(ADDRESS, error=error, micro=False).matrix)
        code.on_paper(pen, ADDRESS, (10, 20), float(side), error=error)
        assert set(pen.cells) == {(10.0 + c, 20.0 + side - r - 1) for r, c in cells}
        assert len(pen.cells) == len(cells)


def test_a_poster_bears_more_dirt() -> None:
    assert len(dark(code.STURDY)) > len(dark(code.USUAL))


def test_the_page_gets_a_drawing_without_script_or_address() -> None:
    drawn = str(code.on_page(ADDRESS))
    assert drawn.startswith("<svg")
    assert 'class="qr"' in drawn
    assert "<title>QR</title>" in drawn
    assert ADDRESS not in drawn
    head, _rest = drawn.split(">", maxsplit=1)
    assert "width=" not in head
    sized, _rest = str(code.on_page(ADDRESS, scale=4)).split(">", maxsplit=1)
    assert "width=" in sized


def test_a_file_is_a_whole_document() -> None:
    assert code.as_file(ADDRESS).startswith(b"<?xml")
