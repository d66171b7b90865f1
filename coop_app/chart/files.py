"""Opens the data files of this package, also from inside an installed wheel."""

import tomllib
from importlib import resources
from typing import Any


def read(name: str) -> dict[str, Any]:
    """The contents of `data/<name>.toml`."""
    text = resources.files("coop_app.chart").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
