"""The items of the test before and after a course, as data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coop_app.refusal import N_, Refused

#: which of the two tests: the items are the same
PRE, POST = "pre", "post"
PHASES = {PRE: N_("Test before"), POST: N_("Test after")}
#: what stands in an answer for "I do not know"; a blank is no answer at all
UNKNOWN = -1
#: kept where something was typed that the paper leaves blank: answers never disappear; it reads as no answer
EMPTIED = 9
#: how a choice is typed from paper: A to D, T for "tidak tahu"
LETTERS = "ABCD"
UNKNOWN_LETTER = "T"
BLANKS = "-. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question with its choices; texts are Indonesian."""

    key: str
    topic: str
    question: str
    choices: tuple[str, ...]
    #: place of the right choice, from 0
    right: int
    why: str
    #: the item that must be right too (cases.md T-4), "" for none
    needs: str = ""


class NotAChoice(Refused):
    """Only what was offered can be answered."""

    message = N_("Choose one of the answers.")


class LettersUnclear(Refused):
    """A row typed from paper has one letter for each question."""

    message = N_(
        "Write %(count)s letters, one for each question: A, B, C, D, T for do not know, - for empty."
    )


@cache
def items() -> tuple[Item, ...]:
    """All items in their order."""
    text = files("coop_app.literacy.rules.lessons").joinpath("data/items.toml").read_text("utf-8")
    rows = tomllib.loads(text)["item"]
    return tuple(Item(**{**row, "choices": tuple(row["choices"])}) for row in rows)


def find_item(key: str) -> Item | None:
    """The item with this key."""
    return next((item for item in items() if item.key == key), None)


def check_choice(key: str, choice: int) -> None:
    """Raises `NotAChoice` for an unknown item or choice."""
    item = find_item(key)
    if item is None or not UNKNOWN <= choice < len(item.choices):
        raise NotAChoice


def read_letters(text: str) -> dict[str, int]:
    """Answers by item from "ABDTC-…"; blanks are left out. Raises `LettersUnclear`."""
    row = text.strip().upper()
    known = items()
    if len(row) != len(known) or set(row) - set(LETTERS + UNKNOWN_LETTER + BLANKS):
        raise LettersUnclear(count=len(known))
    return {
        item.key: UNKNOWN if letter == UNKNOWN_LETTER else LETTERS.index(letter)
        for item, letter in zip(known, row, strict=True)
        if letter not in BLANKS
    }


def as_letters(answers: dict[str, int]) -> str:
    """The row that `read_letters` reads back."""
    return "".join(letter_of(answers.get(item.key)) for item in items())


def letter_of(choice: int | None) -> str:
    """A to D, T, or - for a blank."""
    if choice is None:
        return "-"
    return UNKNOWN_LETTER if choice == UNKNOWN else LETTERS[choice]
