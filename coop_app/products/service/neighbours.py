"""What products ask of the storeys above: which other books a member may work in; connected there."""

from collections.abc import Callable

#: (cooperative, member) → keys and names of the books of the member's own businesses
OwnBooks = Callable[[int, int], list[tuple[int, str]]]
_KNOWN: dict[str, OwnBooks] = {}


def connect(*, own_books: OwnBooks) -> None:
    """Tell where a member's businesses are found."""
    _KNOWN.update(own_books=own_books)


def own_books(cooperative_id: int, member_id: int) -> list[tuple[int, str]]:
    """Keys and names of the books of this member's own businesses; none while nobody is connected."""
    ask = _KNOWN.get("own_books")
    return ask(cooperative_id, member_id) if ask else []


#: cooperative → keys and names of its village groups
Groups = Callable[[int], list[tuple[int, str]]]
_GROUPS: dict[str, Groups] = {}


def connect_groups(found: Groups) -> None:
    """Tell where village groups are found."""
    _GROUPS["groups"] = found


def groups(cooperative_id: int) -> list[tuple[int, str]]:
    """Keys and names of the village groups; none while nobody is connected."""
    ask = _GROUPS.get("groups")
    return ask(cooperative_id) if ask else []
