"""The data files of the chart hold together and every word of them explains itself in Indonesian."""

import pytest
from babel.messages.pofile import read_po

from coop_app import paths
from coop_app.chart import categories as categories_module
from coop_app.chart import layouts, templates
from coop_app.chart.categories import categories, choices
from coop_app.chart.layouts import STATEMENT_OF, layout
from coop_app.chart.roles import ROLES
from coop_app.chart.templates import TemplateBroken, template


def broken(monkeypatch, *rows):
    template.cache_clear()
    data = {"layout": "cooperative", "name": "x", "accounts": list(rows)}
    monkeypatch.setattr(templates, "read", lambda _name: data)
    with pytest.raises(TemplateBroken):
        template("cooperative")
    template.cache_clear()


KAS = {"code": "1", "name": "Kas", "kind": "asset", "line": "cash", "place": "cash"}
UTANG = {"code": "2", "name": "Utang", "kind": "liability", "line": "trade_payables"}
UTANG |= {"flow": "operating", "header": True}


@pytest.mark.parametrize("kind", templates.KINDS)
def test_a_template_is_whole(kind):
    accounts = template(kind).accounts
    assert {"cash_on_hand", "bank", "suspense", "current_surplus", "prior_surplus"} <= {
        account.role for account in accounts
    }
    for account in accounts:
        line = layout(kind).line_of(account.kind, account.statement_line)
        assert line == account.statement_line, account.code


def test_every_role_is_played_in_a_template():
    played = {account.role for kind in templates.KINDS for account in template(kind).accounts}
    assert played - {None} == set(ROLES)


@pytest.mark.parametrize(
    "row",
    [
        KAS | {"role": "no_such_role"},
        KAS | {"line": "no_such_line"},
        KAS | {"line": "voluntary_savings"},
        KAS | {"kind": "toy"},
        KAS | {"place": "drawer"},
        KAS | {"side": "left"},
        KAS | {"flow": "operating"},
        KAS | {"parent": "9"},
        KAS | {"colour": "red"},
        {"code": "1", "name": "Tanah", "kind": "asset", "line": "land"},
        KAS | {"header": True},
        KAS | {"header": True, "place": None, "flow": "operating", "role": "land"},
    ],
    ids=lambda row: ",".join(f"{k}={v}" for k, v in row.items() if KAS.get(k) != v) or "flow",
)
def test_a_wrong_account_is_found(monkeypatch, row):
    broken(monkeypatch, row)


def test_a_code_or_role_twice_is_found(monkeypatch):
    broken(monkeypatch, KAS, KAS)
    broken(monkeypatch, KAS | {"role": "bank"}, KAS | {"code": "2", "role": "bank"})


def test_a_parent_of_another_kind_or_with_lines_is_found(monkeypatch):
    broken(monkeypatch, UTANG, KAS | {"parent": "2"})
    broken(monkeypatch, KAS, KAS | {"code": "3", "parent": "1"})


@pytest.mark.parametrize("kind", templates.KINDS)
def test_every_line_of_accounts_reaches_the_last_line_once(kind):
    for statement, end in (("balance_sheet", None), ("result", "surplus")):
        lines = {line.key: line for line in layout(kind).lines(statement)}
        ends = [end] if end else ["total_assets", "total_liabilities_and_equity"]
        reached: list[str] = []
        queue = list(ends)
        while queue:
            line = lines[queue.pop()]
            queue += [key for key, _sign in line.parts]
            reached += [line.key] if line.kind else []
        assert sorted(reached) == sorted(key for key, line in lines.items() if line.kind)


@pytest.mark.parametrize("kind", templates.KINDS)
def test_signs_follow_kinds_in_the_result(kind):
    lines = {line.key: line for line in layout(kind).result}

    def effect(key: str, sign: int) -> None:
        line = lines[key]
        if line.kind:
            assert sign == (1 if line.kind == "income" else -1), key
        for part, part_sign in line.parts:
            effect(part, sign * part_sign)

    effect("surplus", 1)


def test_an_account_on_an_unknown_line_still_has_a_place():
    coop = layout("cooperative")
    for kind in STATEMENT_OF:
        assert coop.line_of(kind, "made up") == coop.fallback[kind]
        assert coop.fallback[kind] in {line.key for line in coop.choices(kind)}
    assert coop.line_of("liability", "cash") == coop.fallback["liability"]
    assert coop.label_of("total_assets") == "TOTAL ASSETS"
    assert coop.label_of("nothing") == "nothing"


@pytest.mark.parametrize(
    "rows",
    [
        [{"key": "a", "level": 0, "label": "A"}, {"key": "a", "level": 0, "label": "A"}],
        [{"key": "a", "level": 0, "label": "A", "sum": ["later"]}],
        [{"key": "a", "level": 0, "label": "A", "kind": "toy"}],
    ],
)
def test_a_layout_that_contradicts_itself_is_found(rows):
    with pytest.raises(layouts.LayoutBroken):
        layouts._lines(rows)


def test_the_keys_that_other_programs_rely_on():
    coop = layout("cooperative")
    sheet = {line.key for line in coop.balance_sheet}
    assert {"total_assets", "total_liabilities", "total_equity"} <= sheet
    result = {line.key for line in coop.result}
    assert {
        "gross_participation",
        "net_participation",
        "nonmember_gross_profit",
        "gross_surplus",
        "cooperative_surplus",
        "surplus_after_cooperative_expenses",
        "surplus_before_tax",
        "surplus",
    } <= result


def test_categories_lead_to_accounts():
    for category in categories().values():
        assert bool(category.role) == (category.direction != "transfer")
    assert categories()["office_expense"].on_result == "the surplus falls"
    assert categories()["bank_interest"].on_result == "the surplus rises"
    assert categories()["mandatory_savings"].on_result == "the surplus stays the same"
    assert categories()["mandatory_savings"].on_cash == "cash or bank rises"
    assert [c.key for c in choices("transfer")] == ["transfer"]
    assert categories()["mandatory_savings"].needs == "months"


@pytest.mark.parametrize("row", [{"direction": "up"}, {"needs": "luck"}])
def test_a_wrong_category_is_found(monkeypatch, row):
    good = {"key": "a", "direction": "in", "role": "bank", "label": "A", "meaning": "B"}
    categories.cache_clear()
    monkeypatch.setattr(categories_module, "read", lambda _name: {"categories": [good | row]})
    with pytest.raises((categories_module.CategoriesBroken, KeyError)):
        categories()
    categories.cache_clear()


def test_every_word_is_translated():
    po = paths.translations() / "id" / "LC_MESSAGES" / "chart.po"
    with po.open("rb") as source:
        catalogue = read_po(source, locale="id")
    words = {role.meaning for role in ROLES}
    for kind in templates.KINDS:
        for line in (*layout(kind).balance_sheet, *layout(kind).result):
            words |= {line.label, line.meaning} - {""}
    for category in categories().values():
        words |= {category.label, category.meaning, category.on_cash, category.on_result}
    missing = {word for word in words if not (catalogue.get(word) and catalogue.get(word).string)}
    assert not missing
    assert not [message.id for message in catalogue if message.fuzzy]
