"""`coop user add`: a one-time password on standard output, refusals with status 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.auth import queries, service
from tests.auth.conftest import found


def coop(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"COOP_DATABASE_URL": url, "COOP_DATA_DIR": str(folder)}
    command = [sys.executable, "-c", "from coop_app.cli import main; main()", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_user_add_prints_a_password_that_opens(app: Flask, sqlite_url: str, tmp_path: Path) -> None:
    found("Koperasi Uji")
    done = coop(tmp_path, sqlite_url, "user", "add", "Ketua.Baru", "--role", "ketua")
    assert done.returncode == 0, done.stderr
    assert service.proves("ketua.baru", password=done.stdout.strip(), now=clock.now())
    assert [user.must_change_password for user in queries.users(1)] == [True]


@pytest.mark.parametrize(
    "words, code, field",
    [
        (("a b", "--role", "ketua"), "name_unusable", "name"),
        (("tini", "--role", "raja"), "unknown_role", "role"),
    ],
)
def test_user_add_refuses(
    app: Flask, sqlite_url: str, tmp_path: Path, words: tuple[str, ...], code: str, field: str
) -> None:
    found("Koperasi Uji")
    done = coop(tmp_path, sqlite_url, "user", "add", *words)
    assert done.returncode == 2
    error = json.loads(done.stderr)["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert queries.users(1) == []


def test_user_add_on_an_empty_database_begins_a_cooperative(
    app: Flask, sqlite_url: str, tmp_path: Path
) -> None:
    done = coop(tmp_path, sqlite_url, "user", "add", "sri", "--role", "bendahara")
    assert done.returncode == 0, done.stderr
    house = queries.only_cooperative()
    assert house is not None
    assert ledger.main_book(house.id)
    assert service.proves("sri", password=done.stdout.strip(), now=clock.now())
