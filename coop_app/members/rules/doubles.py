"""Two rows that may be one person: the program asks, a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from coop_app.members.rules.names import folded
from coop_app.members.rules.standing import number_text
from coop_app.refusal import N_, Refused


class PossibleDouble(Refused):
    """Somebody very much alike stands in the register."""

    message = N_(
        "This may already be a member: %(members)s. If it is another person, tick the box and save again."
    )
    field = "despite_double"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """By what two people are taken for one."""

    name: str
    group_id: int
    birth_year: int | None
    nik_index: str | None
    phone: str | None
    #: the register's number and key; 0 for one that is not in it yet
    number: int = 0
    id: int = 0


def is_alike(one: Likeness, other: Likeness) -> bool:
    """Same identity number, same telephone, or same name in the same group with no other birth year."""
    if one.nik_index and one.nik_index == other.nik_index:
        return True
    if one.phone and one.phone == other.phone:
        return True
    if one.group_id != other.group_id or folded(one.name) != folded(other.name):
        return False
    return one.birth_year is None or other.birth_year in {None, one.birth_year}


def refuse_doubles(new: Likeness, known: Iterable[Likeness]) -> None:
    """Raise `PossibleDouble` when somebody in the register is alike."""
    alike = [other for other in known if other.id != new.id and is_alike(new, other)]
    if alike:
        said = ", ".join(f"{number_text(other.number)} {other.name}" for other in alike[:3])
        raise PossibleDouble(members=said)


class Register:
    """Everybody seen so far, found again by what makes two people one; for long lists."""

    def __init__(self) -> None:
        self._marks: dict[object, list[tuple[Likeness, str]]] = {}

    def add(self, one: Likeness, label: str) -> None:
        """Remember somebody under a label."""
        for mark in self._of(one):
            self._marks.setdefault(mark, []).append((one, label))

    def alike(self, one: Likeness) -> str | None:
        """The label of the first person seen who may be the same."""
        seen = (pair for mark in self._of(one) for pair in self._marks.get(mark, ()))
        return next((label for other, label in seen if is_alike(one, other)), None)

    def _of(self, one: Likeness) -> list[object]:
        marks: list[object] = [(one.group_id, folded(one.name))]
        return marks + [mark for mark in (one.nik_index, one.phone) if mark]
