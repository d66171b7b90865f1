"""The repository holds what belongs to the program and nothing of the place it was written at."""

import re
import subprocess
from pathlib import Path

from tests.architecture.source import ROOT

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "bench",
    "coop_app",
    "docs",
    "hatch_build.py",
    "migrations",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "run.py",
    "scripts",
    "templates",
    "tests",
}
# Spelled in halves, so that this file does not find itself.
MACHINE = [r"(^|[^a-z.])/(wor" + "k|ro" + "ot|far" + r"m)/", r"\.libr" + "ary", "/tmp/" + "coop/"]
REGISTRIES = [
    "py" + r"pi\.org",
    "python" + "hosted",
    "npm" + r"js\.(org|com)",
    "deb" + r"\.debian\.org",
]
SESSIONS = [
    r"\bclau" + "de",
    "anthro" + "pic",
    "chat" + "gpt",
    r"\bAI (tool|assist)",
    "language " + "model",
    "before-" + "stop",
    r"\bsub" + "agent",
]
LEFT_FOR_LATER = [r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b"]


def files() -> list[Path]:
    """What git holds or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listing.split("\0") if name]
    return [path for path in paths if path.is_file()]


def lines_with(patterns: list[str]) -> list[str]:
    pattern = re.compile("|".join(patterns), re.IGNORECASE)
    found = []
    for path in files():
        if "vendor" in path.parts or b"\0" in path.read_bytes():
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if pattern.search(line)
        ]
    return found


def test_the_top_is_fixed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} <= TOP


def test_no_path_of_a_machine() -> None:
    found = lines_with(MACHINE)
    assert not found, "\n".join(found)


def test_no_host_of_a_registry() -> None:
    found = lines_with(REGISTRIES)
    assert not found, "\n".join(found)


def test_no_word_about_how_it_was_written() -> None:
    found = lines_with(SESSIONS)
    assert not found, "\n".join(found)


def test_nothing_is_left_for_later_in_the_code() -> None:
    found = lines_with(LEFT_FOR_LATER)
    assert not found, "\n".join(found)


def test_no_test_is_switched_off() -> None:
    words = [r"mark\.sk" + "ip", r"mark\.xf" + "ail", r"pytest\.sk" + "ip", "import" + "orskip"]
    found = lines_with([*words, r"pytest\.xf" + "ail", "assert " + "True"])
    assert not found, "\n".join(found)
