"""The exercises, read once from their file, and their texts with the facts filled in."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from coop_app.literacy.rules.practice.shapes import Exercise, Expected, Facts, Paper
from coop_app.money import Money, rupiah

#: facts that are keys, not amounts
KEYS = frozenset({"member", "other_id", "loan", "wrong_seq", "wrong_too"})


@cache
def exercises() -> Mapping[str, Exercise]:
    """All exercises by key, from easy to hard."""
    text = resources.files("coop_app.literacy.rules.practice").joinpath("data", "exercises.toml")
    rows = tomllib.loads(text.read_text("utf-8"))["exercise"]
    made = [_exercise(row) for row in rows]
    return {one.key: one for one in sorted(made, key=lambda one: one.level)}


def _exercise(row: dict[str, Any]) -> Exercise:
    papers = tuple(
        Paper(
            kind=paper["kind"],
            title=paper["title"],
            rows=tuple((label, words) for label, words in paper["rows"]),
            signed=paper.get("signed", ""),
        )
        for paper in row.pop("papers", ())
    )
    expected = tuple(
        Expected(
            roles=tuple(line["roles"]), amount=line["amount"], sign=line["sign"],
            subject=line.get("subject", ""),
        )
        for line in row.pop("expected", ())
    )  # fmt: skip
    return Exercise(papers=papers, expected=expected, **row | {"hints": tuple(row["hints"])})


def shown(facts: Facts) -> dict[str, str]:
    """The facts as a story shows them: amounts as rupiah."""
    return {
        name: rupiah(Money(fact)) if isinstance(fact, int) and name not in KEYS else str(fact)
        for name, fact in facts.items()
    }


def told(text: str, facts: Facts) -> str:
    """A text of an exercise with its facts."""
    return text.format_map(shown(facts))
