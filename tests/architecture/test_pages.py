"""Every feature's pages are in the program, and every template can be read."""

from pathlib import Path

import pytest
from flask import Flask

from coop_app.app import create_app
from coop_app.config import Settings
from tests.architecture.source import ROOT


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("pages")
    url = f"sqlite:///{folder / 'never-opened.db'}"
    return create_app(Settings(url, secret_key="s" * 32, identity_key="1f" * 32, files=folder))


def with_pages() -> set[str]:
    """The packages that have a `views.py` or `views/`."""
    found: set[Path] = set((ROOT / "coop_app").glob("*/views*"))
    return {path.parent.name for path in found}


def test_no_feature_is_left_out(app: Flask) -> None:
    answering = {
        app.view_functions[rule.endpoint].__module__.split(".")[1]
        for rule in app.url_map.iter_rules()
        if app.view_functions[rule.endpoint].__module__.startswith("coop_app.")
    }
    assert with_pages() <= answering


def test_every_template_can_be_read(app: Flask) -> None:
    names = app.jinja_env.list_templates(extensions=["html", "svg", "txt"])
    assert names
    for name in names:
        app.jinja_env.get_template(name)
