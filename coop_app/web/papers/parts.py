"""Parts of a paper that ReportLab does not bring: an address for a phone, a mark that knows its page."""

import segno
from reportlab.lib import colors
from reportlab.platypus import Flowable


class Code(Flowable):
    """An address as a square that a phone reads."""

    def __init__(self, address: str, size: float) -> None:
        super().__init__()
        self.address, self.width, self.height = address, size, size

    def wrap(self, *_available: float) -> tuple[float, float]:
        """It is as large as it was asked to be."""
        return self.width, self.height

    def draw(self) -> None:
        """Dark cells only."""
        matrix = segno.make(self.address, error="m", micro=False).matrix
        step = self.width / len(matrix)
        self.canv.setFillColor(colors.black)
        dark = [(r, c) for r, row in enumerate(matrix) for c, cell in enumerate(row) if cell]
        for row, column in dark:
            top = self.height - (row + 1) * step
            self.canv.rect(column * step, top, step * 1.02, step * 1.02, stroke=0, fill=1)


class Mark(Flowable):
    """Takes no room, and notes on which page it came to lie."""

    def __init__(self, key: str, pages: dict[str, int]) -> None:
        super().__init__()
        self.key, self.pages = key, pages

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Nothing to see."""
        return 0, 0

    def draw(self) -> None:
        """The page's number."""
        self.pages[self.key] = self.canv.getPageNumber()
