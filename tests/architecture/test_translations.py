"""Every sentence of the program has its Indonesian, and no catalogue holds a dead one."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.source import ROOT

KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACE = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]|\{(\w*)\}")


@cache
def catalogues() -> dict[str, Catalog]:
    """The Indonesian texts by storey."""
    folder = ROOT / "coop_app" / "translations" / "id" / "LC_MESSAGES"
    return {path.stem: read(path) for path in sorted(folder.glob("*.po"))}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="id")


def messages() -> list[tuple[str, Message]]:
    return [
        (name, message) for name, book in catalogues().items() for message in book if message.id
    ]


def key(message: Message) -> tuple[str | None, str]:
    return message.context, forms(message.id)[0]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@cache
def spoken() -> dict[tuple[str | None, str], str]:
    """Every text that code or a template asks for → where."""
    jinja = {"extensions": "jinja2.ext.do", "silent": "false"}
    found = {}
    for folder, methods in (
        ("coop_app", [("**.py", "python")]),
        ("templates", [("**.html", "jinja2")]),
    ):
        for name, line, text, _comments, context in extract_from_dir(
            ROOT / folder, methods, {"**.html": jinja}, KEYWORDS
        ):
            found[context, forms(text)[0]] = f"{folder}/{name}:{line}"
    for path in sorted((ROOT / "coop_app").rglob("*.toml")):
        texts = said_by_data(tomllib.loads(path.read_text("utf-8")))
        found |= {(None, text): path.relative_to(ROOT).as_posix() for text in texts}
    return found


def said_by_data(node: Any) -> set[str]:
    """Data files say their sentences under `label` and `meaning`."""
    if isinstance(node, list):
        return set().union(*map(said_by_data, node))
    if not isinstance(node, dict):
        return set()
    here = {node[key] for key in ("label", "meaning") if isinstance(node.get(key), str)}
    return here.union(*map(said_by_data, node.values()))


@cache
def spoken_by_wtforms() -> set[str]:
    """WTForms' own refusals; it brings no Indonesian, so web.po does (libraries: forms)."""
    folder = Path(import_module("wtforms").__file__ or "").parent
    found = extract_from_dir(
        folder, [("**.py", "python")], keywords={"gettext": None, "ngettext": (1, 2)}
    )
    return {forms(text)[0] for _name, _line, text, _comments, _context in found}


def test_everything_is_translated() -> None:
    known = {key(message) for _name, message in messages()}
    missing = [f"{where}: {text}" for text, where in spoken().items() if text not in known]
    assert not missing, f"{len(missing)} without Indonesian:\n" + "\n".join(missing)


def test_nothing_is_empty_or_doubtful() -> None:
    found = [
        f"{name}: {message.id}"
        for name, message in messages()
        if message.fuzzy or not all(forms(message.string))
    ]
    assert not found, "\n".join(found)


def test_nothing_is_left_over() -> None:
    alive = {text for _context, text in spoken()} | spoken_by_wtforms()
    found = [
        f"{name}: {message.id}" for name, message in messages() if key(message)[1] not in alive
    ]
    found += [
        f"{name}: {old} (obsolete)" for name, book in catalogues().items() for old in book.obsolete
    ]
    assert not found, "\n".join(found)


def test_one_text_is_said_in_one_way() -> None:
    said = defaultdict(set)
    for _name, message in messages():
        said[key(message)].add(message.string)
    found = [
        f"{text}: {sorted(map(str, strings))}" for text, strings in said.items() if len(strings) > 1
    ]
    assert not found, "\n".join(found)


def test_the_figures_are_the_same_in_both_languages() -> None:
    def places(text: str) -> list[str]:
        return sorted(match.group() for match in PLACE.finditer(text))

    found = [
        f"{name}: {message.id} → {message.string}"
        for name, message in messages()
        for string in forms(message.string)
        if places(string) != places(forms(message.id)[-1])
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", sorted(catalogues()))
def test_indonesian_has_one_plural(name: str) -> None:
    assert catalogues()[name].num_plurals == 1
