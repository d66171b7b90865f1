"""run.py starts on a bare Python and knows where the tests' programs are."""

import ast
import subprocess
import sys

import pytest

import run
from tests.architecture.source import ROOT


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"))
    plain = [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name for name in [*plain, *named] if name not in sys.stdlib_module_names} == set()


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    page = capsys.readouterr().out
    assert all(f"run.py {name}" in page for name in ("demo", "test", "check", "bench", "coop"))


def test_an_unknown_command_is_refused() -> None:
    assert run.main(["tset"]) == 2


def test_a_missing_program_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_absent", lambda: ["hledger"])
    monkeypatch.setattr(run, "_apt", lambda _packages: False)
    assert run.main(["test"]) == 1
    assert "Debian's package hledger" in capsys.readouterr().err


def test_nothing_that_the_tests_need_is_absent() -> None:
    assert run._absent() == []


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert script.rstrip().endswith("exec python3 run.py test")
    assert "python3 run.py test" in (ROOT / "README.md").read_text("utf-8")
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
