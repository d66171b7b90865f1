"""`coop report` and `coop export` as interfaces.md fixes them."""

import json

import pytest

from coop_app import cli, ledger
from coop_app.auth import queries as auth_queries
from coop_app.chart.templates import template
from coop_app.db import transaction
from tests.reports.conftest import move, open_book

STATEMENT_KEYS = {
    "balance-sheet": {"total_assets": 5_840_000, "total_liabilities": 250_000,
                      "total_equity": 5_590_000, "current_surplus": 240_000},
    "result": {"gross_participation": 0, "net_participation": 0, "gross_surplus": 400_000,
               "surplus_before_tax": 240_000, "surplus": 240_000},
    "cash-flow": {"net_cash_change": -10_000, "opening_cash": 5_300_000,
                  "closing_cash": 5_290_000},
    "equity-changes": {"mandatory_savings": 3_050_000, "total_equity": 5_590_000},
}  # fmt: skip


@pytest.fixture
def coop(app, monkeypatch, sqlite_url, tmp_path, capsys):
    """Run a command on the test's database: (status, standard output, standard error)."""
    monkeypatch.setenv("COOP_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("COOP_DATA_DIR", str(tmp_path / "data"))

    def run(*words):
        capsys.readouterr()
        try:
            cli.main(list(words))
            status = 0
        except SystemExit as done:
            status = done.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def days(name):
    if name in {"trial-balance", "balance-sheet"}:
        return ["--on", "2025-03-31"]
    return ["--from", "2025-01-01", "--to", "2025-03-31"]


@pytest.mark.parametrize("name", STATEMENT_KEYS)
def test_a_statement_as_json(book, coop, name):
    status, out, _err = coop("report", name, *days(name), "--json")
    assert status == 0
    answer = json.loads(out)
    found = {line["key"]: line["amount"] for line in answer["lines"]}
    expected = STATEMENT_KEYS[name]
    assert {key: found[key] for key in expected} == expected
    assert all({"key", "label", "amount", "level", "accounts"} <= set(x) for x in answer["lines"])
    assert all(isinstance(line["amount"], int) for line in answer["lines"])


def test_labels_are_indonesian_and_accounts_add_up(book, coop):
    _status, out, _err = coop("report", "balance-sheet", "--on", "2025-03-31", "--json")
    answer = json.loads(out)
    assert answer["on"] == "2025-03-31"
    cash = next(line for line in answer["lines"] if line["key"] == "cash")
    assert cash["label"] == "Kas"
    assert cash["accounts"] == [{"code": "1-1100", "name": "Kas", "amount": 3_880_000}]


def test_trial_balance_as_json(book, coop):
    _status, out, _err = coop("report", "trial-balance", *days("trial-balance"), "--json")
    answer = json.loads(out)
    assert (answer["total_debit"], answer["total_credit"]) == (6_662_000, 6_662_000)
    assert set(answer) == {"on", "accounts", "total_debit", "total_credit"}
    assert answer["accounts"][0] == {
        "code": "1-1100", "name": "Kas", "kind": "asset", "debit": 3_880_000, "credit": 0,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["trial-balance", *STATEMENT_KEYS])
def test_a_statement_as_text(book, coop, name):
    status, out, _err = coop("report", name, *days(name))
    assert status == 0
    assert "5.290.000" in out or "240.000" in out or "6662000" in out or "5.590.000" in out


@pytest.mark.parametrize(
    "words, code, field",
    [
        (["report", "balance-sheet", "--on", "31/13/2025", "--json"], "date_unreadable", "on"),
        (["report", "balance-sheet", "--on", "2025-W01-1"], "date_unreadable", "on"),
        (["report", "balance-sheet", "--on", "0001-01-01"], "date_unreadable", "on"),
        (["report", "trial-balance", "--on", "9999-12-31"], "date_unreadable", "on"),
        (["report", "balance-sheet", "--json"], "usage", "on"),
        (["report", "result", "--from", "2025-02-01", "--to", "2025-01-01"], "span_backwards", "end"),
        (["report", "result", "--from", "x", "--to", "2025-01-01"], "date_unreadable", "from"),
        (["report", "balance-sheet", "--on", "2025-01-01", "--book", "Tidak ada"],
         "book_unknown", "book"),
        (["export", "--format", "lotus", "-o", "x"], "unknown_format", "format"),
        (["export", "--format", "csv", "-o", "/no/such/folder/x"], "folder_missing", "o"),
    ],
)  # fmt: skip
def test_bad_input_is_refused(book, coop, words, code, field):
    status, out, err = coop(*words)
    assert (status, out) == (2, "")
    error = json.loads(err)["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["message"]


def test_a_members_enterprise_has_its_own_statements(book, coop, tmp_path):
    """Sold 300 that had cost 180, transport 20: profit 100; took 40 home."""
    owner = cooperative_of()
    with transaction():
        shop = ledger.open_book(
            cooperative_id=owner,
            name="Keripik Bu Siti",
            kind="enterprise",
            accounts=template("enterprise").accounts,
        )
    for n, (to, from_, amount) in enumerate(
        [
            ("inventory_goods", "owner_capital", 180),
            ("cash_on_hand", "sales", 300),
            ("cost_of_goods_sold", "inventory_goods", 180),
            ("transport", "cash_on_hand", 20),
            ("owner_drawings", "cash_on_hand", 40),
        ]
    ):
        move(shop, "2025-02-01", to, from_, amount, f"shop:{n}")
    words = ["--book", "Keripik Bu Siti", "--json"]
    _status, out, _err = coop("report", "result", *days("result"), *words)
    found = {line["key"]: line["amount"] for line in json.loads(out)["lines"]}
    assert (found["gross_profit"], found["surplus"]) == (120_000, 100_000)
    _status, out, _err = coop("report", "balance-sheet", "--on", "2025-03-31", *words)
    found = {line["key"]: line["amount"] for line in json.loads(out)["lines"]}
    assert (found["total_assets"], found["total_equity"]) == (240_000, 240_000)
    assert found["owner_drawings"] == -40_000
    path = tmp_path / "toko.csv"
    coop("export", "--format", "csv", "--book", "Keripik Bu Siti", "-o", str(path))
    assert len(path.read_text().splitlines()) == 11


def cooperative_of():
    return auth_queries.only_cooperative().id


def test_two_cooperatives_are_not_mixed(book, coop):
    open_book("Koperasi Tetangga")
    status, _out, err = coop("report", "balance-sheet", "--on", "2025-01-01")
    assert status == 2
    assert json.loads(err)["error"]["code"] == "no_cooperative"


@pytest.mark.parametrize("file_format", ["hledger", "beancount", "csv", "xlsx"])
def test_export(book, coop, tmp_path, file_format):
    path = tmp_path / "keluar" / "buku"
    path.parent.mkdir()
    status, out, _err = coop("export", "--format", file_format, "-o", str(path))
    assert (status, out.strip()) == (0, str(path))
    assert path.stat().st_size > 1000
    assert [left.name for left in path.parent.iterdir()] == ["buku"]
