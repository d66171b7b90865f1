"""Names and links for the opaque references that the ledger keeps (`member:17`, `savings.deposit:381`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference is called and where it leads."""

    label: str
    url: str | None = None


#: keys of one kind, of one cooperative → what each is called
Describe = Callable[[int, list[int]], dict[int, Reference]]
#: (cooperative, typed text) → references that fit, best first
Find = Callable[[int, str], list[str]]
_EXTENSION = "coop_references"
_FINDERS = "coop_reference_finders"


def register(app_extensions: dict[str, Any], kind: str, describe: Describe) -> None:
    """Say who can name references of this kind (`member`, `savings.deposit`)."""
    kinds: dict[str, Describe] = app_extensions.setdefault(_EXTENSION, {})
    kinds[kind] = describe


def register_finder(app_extensions: dict[str, Any], find: Find) -> None:
    """Say who can find references by a typed name or number (members)."""
    finders: list[Find] = app_extensions.setdefault(_FINDERS, [])
    finders.append(find)


def find(cooperative_id: int, text: str) -> list[str]:
    """References that fit a typed name or number, best first."""
    finders: list[Find] = current_app.extensions.get(_FINDERS, [])
    return [reference for finder in finders for reference in finder(cooperative_id, text)]


def describe(cooperative_id: int, references: Iterable[str | None]) -> dict[str, Reference]:
    """Name many references with one look-up per kind; an unknown one keeps its own text."""
    wanted = {reference for reference in references if reference}
    kinds: dict[str, Describe] = current_app.extensions.get(_EXTENSION, {})
    named = {reference: Reference(reference) for reference in wanted}
    for kind, keys in _by_kind(wanted).items():
        if kind in kinds:
            found = kinds[kind](cooperative_id, sorted(keys))
            named |= {f"{kind}:{key}": reference for key, reference in found.items()}
    return named


def _by_kind(references: set[str]) -> dict[str, set[int]]:
    kinds: dict[str, set[int]] = {}
    for reference in references:
        kind, _, key = reference.rpartition(":")
        if kind and key.isdigit():
            kinds.setdefault(kind, set()).add(int(key))
    return kinds
