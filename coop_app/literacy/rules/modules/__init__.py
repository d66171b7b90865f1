"""The eleven modules of the course: what is taught, in which minutes, with which sums."""

from coop_app.literacy.rules.modules.reading import read_modules
from coop_app.literacy.rules.modules.shapes import Module

#: in the order of the course
MODULES: tuple[Module, ...] = read_modules()


def get_module(key: str) -> Module | None:
    """The module of this key."""
    return next((module for module in MODULES if module.key == key), None)
