"""How far a running import is. One server process serves one installation, so its memory is enough."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_running: dict[int, tuple[int, int]] = {}


@contextmanager
def told(import_id: int) -> Iterator[Callable[[int, int], None]]:
    """While inside, what is told can be asked for by other requests."""

    def tell(done: int, count: int) -> None:
        _running[import_id] = (done, count)

    tell(0, 0)
    try:
        yield tell
    finally:
        _running.pop(import_id, None)


def of(import_id: int) -> tuple[int, int]:
    """Done and all; zeros when nothing runs."""
    return _running.get(import_id, (0, 0))
