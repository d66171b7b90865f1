"""Every route × every role × own and other cooperative's objects, from the one table of permissions."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from coop_app import db, ledger
from coop_app.app import create_app
from coop_app.app.demo.build import Wish, build
from coop_app.auth import rules
from coop_app.db import transaction
from coop_app.members.queries import get_member
from coop_app.web import access
from tests.auth.conftest import NOW, found
from tests.conftest import settings_for
from tests.people import Browser, signed_in

#: pages for which 404 or a redirect is right even with the permission: something must exist first
STAGES = {permission for stage in rules.STAGES.values() for permission in stage}
#: what is written whenever somebody looks or signs in
JOURNALS = {"audit_event", "user_session", "sign_in_attempt", "alembic_version"}
NOBODYS = 987_654


def routes(app: Flask, method: str) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.methods and method in rule.methods and rule.endpoint != "static"
    ]


def permission(app: Flask, rule: Rule) -> str | None:
    return access.declared(app.view_functions[rule.endpoint])


def path(rule: Rule, number: object) -> str:
    """The rule's address with the same key in each place, and the first word where few are known."""
    text = re.sub(r"<int:\w+>", str(number), rule.rule)
    text = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", text)
    return re.sub(r"<[^>]+>", "x" * 8, text)


def keys(app: Flask, rule: Rule) -> tuple[int, ...]:
    """Keys of cooperative 1: the first of each thing, and its drawer where an account is asked for."""
    if not re.search(r"<int:(place|account)_id>", rule.rule):
        return 1, 2, 3
    with app.app_context():
        drawer = ledger.account(book_id=ledger.main_book(1), role="cash_on_hand")
    return 1, 2, 3, drawer.id


@pytest.fixture(scope="module")
def house(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A cooperative with members and a year of work, another one beside it."""
    folder = tmp_path_factory.mktemp("sweep")
    target = folder / "koperasi.db"
    target.write_bytes(migrated_sqlite.read_bytes())
    app = create_app(settings_for(f"sqlite:///{target}", folder))
    with app.app_context():
        wish = Wish(years=1, members=12, seed=1, today=NOW.date(), password="sepeda biru lari pagi")
        build(wish, lambda _month, _months: None)
        found("Koperasi Tetangga")
    return app


@pytest.fixture(scope="module")
def people(house: Flask) -> dict[str, Browser]:
    return {role: signed_in(house, 1, role) for role in rules.ROLES}


def test_every_route_declares_a_permission_of_the_table(house: Flask) -> None:
    known = set(rules.PERMISSIONS) | STAGES | {access.PUBLIC}
    found = [
        f"{rule.endpoint}: {permission(house, rule)}"
        for rule in house.url_map.iter_rules()
        if rule.endpoint != "static" and permission(house, rule) not in known
    ]
    assert not found, "\n".join(found)


def test_every_feature_that_has_pages_is_served(house: Flask) -> None:
    served = set(house.blueprints)
    assert {"auth", "ledger", "members", "savings", "cashbook", "reports"} <= served


#: tools, families with a key, people who join a session: all they show is public or their own
LEARNING = ("/belajar", "/keluarga", "/ikut")
PUBLIC = {
    "auth.sign_in_form",
    "auth.sign_in",
    "auth.sign_out",
    "first_start_form",
    "first_start_begin",
    "sales.windows",
    "sales.window",
    "sales.window_product",
    "sales.window_photo",
    "sales.order_form",
    "sales.place_order",
    "sales.order_placed",
}


def test_few_pages_are_public(house: Flask) -> None:
    public = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if permission(house, rule) == access.PUBLIC and not rule.rule.startswith(LEARNING)
    }
    others = {
        name
        for name in public - PUBLIC
        if not re.search(r"verify|language|health|worker|manifest", name)
    }
    assert not others


@pytest.mark.parametrize("role", rules.ROLES)
def test_get_is_allowed_as_the_table_says(
    house: Flask, people: dict[str, Browser], role: str
) -> None:
    wrong = []
    for rule in routes(house, "GET"):
        wanted = permission(house, rule) or ""
        if wanted == access.PUBLIC:
            continue
        status = people[role].get(path(rule, NOBODYS)).status_code
        allowed = wanted in rules.permissions_of(role)
        good = status < 500 and (status != 403 if allowed else status == 403)
        if allowed and "<int:" in rule.rule:
            good = status == 404
        if not good:
            wrong.append(f"{rule.rule}: {status}, allowed: {allowed}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", rules.ROLES)
def test_post_is_allowed_as_the_table_says(
    house: Flask, people: dict[str, Browser], role: str
) -> None:
    wrong, csrf = [], people[role].token()
    for rule in routes(house, "POST"):
        wanted = permission(house, rule) or ""
        if wanted == access.PUBLIC or rule.endpoint == "auth.end_other_sessions":
            continue
        answer = people[role].client.post(path(rule, NOBODYS), data={"csrf_token": csrf})
        allowed = wanted in rules.permissions_of(role)
        good = answer.status_code < 500 and (answer.status_code == 403) is not allowed
        if allowed and "<int:" in rule.rule:
            good = answer.status_code in {404, 422}
        if not good:
            wrong.append(f"{rule.rule}: {answer.status_code}, allowed: {allowed}")
    assert not wrong, "\n".join(wrong)


def test_nobody_is_led_to_the_door(house: Flask) -> None:
    client = house.test_client()
    for rule in routes(house, "GET"):
        if permission(house, rule) != access.PUBLIC:
            answer = client.get(path(rule, 1))
            assert answer.status_code == 302, rule.rule
            assert answer.headers["Location"].startswith("/masuk"), rule.rule


def test_a_post_without_a_token_is_refused(house: Flask, people: dict[str, Browser]) -> None:
    for rule in routes(house, "POST"):
        for browser in (people[rules.BENDAHARA].client, house.test_client()):
            assert browser.post(path(rule, 1), data={"a": "b"}).status_code == 400, rule.rule


def rows(app: Flask) -> dict[str, list[str]]:
    """Everything in the database, table by table."""
    with app.app_context():
        connection = db.session.connection()
        names = [name for name in sa.inspect(connection).get_table_names() if name not in JOURNALS]
        return {
            name: sorted(map(str, connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()))
            for name in names
        }


def test_get_changes_nothing(house: Flask, people: dict[str, Browser]) -> None:
    before = rows(house)
    for browser in people.values():
        for rule in routes(house, "GET"):
            browser.get(path(rule, 1))
    assert rows(house) == before


@pytest.mark.usefixtures("people")  # the first sessions are theirs
def test_another_cooperatives_objects_do_not_exist(house: Flask) -> None:
    """All keys of cooperative 1 asked for by officers of cooperative 2."""
    with house.app_context():
        from coop_app.chart.templates import template

        with transaction():
            ledger.open_book(
                cooperative_id=2,
                name="B",
                kind="cooperative",
                accounts=template("cooperative").accounts,
            )
    before, wrong = rows(house), []
    for role in (rules.BENDAHARA, rules.KETUA, rules.PENGAWAS):
        stranger = signed_in(house, 2, role)
        csrf = stranger.token()
        for rule in house.url_map.iter_rules():
            allowed = (permission(house, rule) or "") in rules.permissions_of(role)
            if not allowed or "<int:" not in rule.rule:
                continue
            for number in keys(house, rule):
                address = path(rule, number)
                answer = (
                    stranger.client.post(address, data={"csrf_token": csrf})
                    if "POST" in (rule.methods or ())
                    else stranger.get(address)
                )
                if answer.status_code not in {404, 422, 400}:
                    wrong.append(f"{role} {address}: {answer.status_code}")
    after = rows(house)
    changed = [name for name in before if name != "app_user" and before[name] != after[name]]
    assert not wrong, "\n".join(wrong)
    assert not changed


def test_own_objects_do_exist(house: Flask, people: dict[str, Browser]) -> None:
    """The wall above is worth something only if the same keys open pages at home."""
    opened = {
        rule.endpoint
        for rule in routes(house, "GET")
        if "<int:" in rule.rule
        for number in keys(house, rule)
        if people[rules.BENDAHARA].get(path(rule, number)).status_code == 200
    }
    assert {
        "members.member_page",
        "ledger.account",
        "ledger.entry",
        "savings.member",
        "cashbook.book",
        "auth.user",
    } <= opened
    assert len(opened) >= 15


def offered(browser: Browser, most: int = 70) -> Iterator[tuple[str, str, int]]:
    """Pages one gets to from home by links, two of each kind: from where, the address, its status."""
    waiting, kinds = [("", "/")], Counter[str]()
    for origin, here in waiting:
        answer = browser.get(here)
        yield origin, here, answer.status_code
        links = re.findall(rb'href="(/[^"#]*)"', answer.data)
        answer.close()
        for link in sorted(
            {unescape(link.decode()) for link in links} - {known for _, known in waiting}
        ):
            kind = re.sub(r"\d+", "n", link.split("?")[0])
            if not kind.startswith("/static") and kinds[kind] < 2 and len(waiting) < most:
                kinds[kind] += 1
                waiting.append((here, link))


@pytest.mark.parametrize("role", [rules.KETUA, rules.PENGAWAS, rules.KOORDINATOR, rules.ANGGOTA])
def test_no_page_offers_what_is_refused(house: Flask, role: str) -> None:
    with house.app_context():
        own = {"member_id": 1, "group_id": get_member(1, 1).group_id}
    whose = own if role in {rules.KOORDINATOR, rules.ANGGOTA} else {}
    browser = signed_in(house, 1, role, **whose)
    refused = [
        f"{origin} → {here}: {status}"
        for origin, here, status in offered(browser)
        if status in {403, 404} or status >= 500
    ]
    assert not refused, "\n".join(refused)
