"""The import contracts of pyproject.toml hold, and no feature is outside of them."""

import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}
# The ledger has a door of its own; the others are no features.
NO_FEATURES = {"ledger", "chart", "web", "app", "cli", "static", "translations"}


def features() -> list[str]:
    folders = [path for path in (ROOT / "coop_app").iterdir() if any(path.glob("*.py"))]
    return sorted(path.name for path in folders if path.name not in NO_FEATURES)


def test_every_contract_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    # its configuration of logs would silence the program's own for the rest of the run
    monkeypatch.setattr("importlinter.cli._configure_logging", lambda *_, **__: None)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_every_feature_goes_in_one_direction() -> None:
    inside = [contract for name, contract in CONTRACTS.items() if name.startswith("inside")]
    known = [name.removeprefix("coop_app.") for each in inside for name in each["containers"]]
    assert sorted(known) == features()
    assert all(contract["exhaustive"] for contract in inside)


def test_every_feature_keeps_its_tables_private() -> None:
    with_tables = [name for name in features() if list((ROOT / "coop_app" / name).glob("models*"))]
    for name in with_tables:
        contract = CONTRACTS[f"tables-{name}"]
        assert contract["protected_modules"] == [f"coop_app.{name}.models"]
        allowed = {f"coop_app.{name}.service", f"coop_app.{name}.queries"}
        assert set(contract["allowed_importers"]) == allowed


def test_all_of_the_ledger_but_its_pages_is_kept_from_flask() -> None:
    watched = CONTRACTS["no-http-inside"]["source_modules"] + CONTRACTS["pure"]["source_modules"]
    paths = (ROOT / "coop_app" / "ledger").glob("[a-z]*")
    names = {path.stem for path in paths} - {"views", "forms", "models"}
    assert {f"coop_app.ledger.{name}" for name in names} <= set(watched)
