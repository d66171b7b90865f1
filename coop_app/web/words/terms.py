"""The words that explain themselves, read once from the data files beside."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

#: the data files, in the order of docs/panduan/istilah.md's subjects
SUBJECTS = ("money", "savings", "loans", "books", "goods", "learning")


@dataclass(frozen=True, slots=True)
class Word:
    """One term: what it is called and its one line (both English message ids), and other spellings."""

    key: str
    label: str
    meaning: str
    #: language → further spellings in it
    also: Mapping[str, tuple[str, ...]]


@cache
def words() -> tuple[Word, ...]:
    """All of them."""
    return tuple(
        Word(
            key=row["key"],
            label=row["label"],
            meaning=row["meaning"],
            also={name: tuple(row.get(f"also_{name}", ())) for name in ("id", "en")},
        )
        for subject in SUBJECTS
        for row in _read(subject)["word"]
    )


@cache
def other_phrases(language: str) -> tuple[str, ...]:
    """Phrases in which a word of ours means something else."""
    return tuple(_read("other").get(language, ()))


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
