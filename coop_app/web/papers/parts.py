"""Parts of a paper that ReportLab does not bring: an address for a phone, a mark that knows its page."""

from reportlab.platypus import Flowable

from coop_app.web.papers import code as qr


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
        qr.on_paper(self.canv, self.address, (0, 0), self.width)


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
