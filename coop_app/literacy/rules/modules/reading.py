"""The modules as they stand in data/*.toml, read once."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from coop_app.literacy.rules.modules.shapes import (
    Exercise,
    Module,
    Option,
    Question,
    Sheet,
    Step,
)

#: file names in the order of the course
KEYS = (
    "pembukaan", "tujuan", "ke-mana-uang", "anggaran", "menabung", "meminjam", "kiriman",
    "harga-pokok", "beli-bersama", "jual-catat", "izin-risiko",
)  # fmt: skip


@cache
def read_modules() -> tuple[Module, ...]:
    """All modules in the order of the course."""
    return tuple(_module(data_of(key)) for key in KEYS)


def data_of(name: str) -> dict[str, Any]:
    """One file of data/ as it stands."""
    file = resources.files("coop_app.literacy.rules.modules").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _module(data: dict[str, Any]) -> Module:
    read = {
        "steps": tuple(Step(**_frozen(step)) for step in data["steps"]),
        "exercises": tuple(_exercise(exercise) for exercise in data["exercises"]),
        "questions": tuple(Question(**question) for question in data["questions"]),
        "sheet": Sheet(**_frozen(data["sheet"])),
    }
    return Module(**{**_frozen(data), **read})


def _exercise(data: dict[str, Any]) -> Exercise:
    options = tuple(Option(**option) for option in data.get("options", ()))
    exercise = Exercise(**{**_frozen(data), "options": options})
    return replace(exercise, choices=exercise.choices or tuple(each.name for each in options))


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
