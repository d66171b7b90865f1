"""Vendored files are what their manifest says, and no page asks another server for anything."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

FOLDERS = [ROOT / "coop_app" / "static" / "vendor", ROOT / "tests" / "vendor"]
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
# The programs' own comment on who made it; nothing is fetched from there.
CREDITS = {"https://picocss.com"}
# Links that a person follows on purpose (WhatsApp), never a source of the page.
SHARING = {"https://wa.me/"}
ADDRESS = re.compile(r"https?://[^\s\"'`)<>,{}]*")


@pytest.mark.parametrize("folder", FOLDERS, ids=["static", "tests"])
def test_every_file_is_the_one_in_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "MANIFEST.json").read_text("utf-8"))
    present = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "MANIFEST.json"
    }
    assert {entry["file"]: entry["sha256"] for entry in manifest} == present


@pytest.mark.parametrize("folder", FOLDERS, ids=["static", "tests"])
def test_the_manifest_names_versions_of_the_lock_and_licences(folder: Path) -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {
        f"{name.removeprefix('node_modules/')}@{facts['version']}": facts["license"]
        for name, facts in packages.items()
        if name
    }
    manifest = json.loads((folder / "MANIFEST.json").read_text("utf-8"))
    assert all(locked[entry["origin"]] == entry["licence"] for entry in manifest)
    with_licence = {e["file"].split("/")[0] for e in manifest if "LICENSE" in e["file"]}
    assert with_licence == {entry["file"].split("/")[0] for entry in manifest}


def test_the_page_asks_no_other_server() -> None:
    files = [
        path
        for folder in ("templates", "coop_app/static")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".css", ".js", ".svg", ".json", ".webmanifest"}
    ]
    found = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in files
        for address in ADDRESS.findall(path.read_text("utf-8"))
        if address not in NAMESPACES | CREDITS | SHARING
    ]
    assert not found, "\n".join(found)


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    sprite = next(FOLDERS[0].glob("lucide-*/sprite.svg")).read_text("utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        for name in named.findall(path.read_text("utf-8"))
        if name not in known
    }
    assert not found, "\n".join(sorted(found))
