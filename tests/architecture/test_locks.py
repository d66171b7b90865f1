"""The lock files hold what pyproject.toml asks for: exact versions with hashes, nothing else."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["postgres"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["postgres"], *EXTRAS["dev"]],
}
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\]+)(?: ; [^\\]+)? \\$")


def entries(name: str) -> list[str]:
    """Each package with its hashes as one text."""
    text = (ROOT / name).read_text("utf-8")
    return re.split(r"\n(?=\w)", text.partition("\n")[2].strip())


def versions(name: str) -> dict[str, str]:
    found = [LOCKED.match(entry.splitlines()[0]) for entry in entries(name)]
    assert all(found)
    return {canonicalize_name(match[1]): match[2] for match in found if match}


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_dependency_is_locked_within_its_range(name: str) -> None:
    locked = versions(name)
    for text in WANTED[name]:
        asked = Requirement(text)
        assert asked.specifier.contains(locked[canonicalize_name(asked.name)]), text


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_package_has_hashes_and_nothing_else(name: str) -> None:
    for entry in entries(name):
        _first, *rest = entry.splitlines()
        assert rest
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in rest)


def test_what_is_tested_is_what_runs() -> None:
    run_time, development = versions("requirements.lock"), versions("requirements-dev.lock")
    assert {name: development.get(name) for name in run_time} == run_time
