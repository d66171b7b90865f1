"""A cooperative with its people, and another one beside it."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from coop_app.auth import service
from coop_app.db import transaction

NOW = datetime(2026, 8, 14, 2, tzinfo=UTC)


def found(name: str) -> int:
    with transaction():
        return service.found(service.NewCooperative(name=name), now=NOW)


@pytest.fixture
def coop(app: Flask) -> int:
    return found("Koperasi Purna Migran Sejahtera")


@pytest.fixture
def other_coop(app: Flask, coop: int) -> int:
    return found("Koperasi Tetangga")


@pytest.fixture
def site(bare_app: Flask) -> tuple[Flask, int]:
    """For pages: the application without a pushed context, and its cooperative."""
    with bare_app.app_context():
        return bare_app, found("Koperasi Purna Migran Sejahtera")
