"""A cooperative with two groups, and another cooperative beside it."""

import pytest
from flask import Flask

from tests.make import make_cooperative, make_group


@pytest.fixture
def coop(app: Flask) -> int:
    """The key of a cooperative on a migrated database."""
    return make_cooperative()


@pytest.fixture
def other_coop(app: Flask) -> int:
    """A cooperative whose rows must never show."""
    return make_cooperative("Koperasi Tetangga")


@pytest.fixture
def kuripan(coop: int) -> int:
    """A village group."""
    return make_group(coop, "Kuripan")


@pytest.fixture
def gondang(coop: int) -> int:
    """Another village group."""
    return make_group(coop, "Gondang")
