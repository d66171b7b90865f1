"""What enterprises ask of features beside them; the storey above connects it."""

from collections.abc import Callable

from coop_app.products.rules.dealings import Dealing

#: (cooperative, member) → documents of the cooperative as this member sees them
Source = Callable[[int, int], list[Dealing]]
_SOURCES: list[Source] = []


def register_source(source: Source) -> None:
    """Tell where a member's dealings with the cooperative are read; once is enough."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """Everything a member bought from or sold through the cooperative, oldest first."""
    found = [one for source in _SOURCES for one in source(cooperative_id, member_id)]
    return sorted(found, key=lambda one: (one.on, one.key))


def forget_source(source: Source) -> None:
    """Ask there no more."""
    _SOURCES.remove(source)
