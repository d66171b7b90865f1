"""A browser that is signed in with a role, for the tests of pages."""

import itertools
import re
from functools import cache
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coop_app import clock
from coop_app.auth import passwords, queries, rules, service
from coop_app.db import transaction

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_count = itertools.count(1)
#: people of the tests share a password: its hash is made once (40 ms each)
_hashed = cache(passwords.hashed)


def read(page: str) -> str:
    """The page as people read it: without the marks of words that explain themselves."""
    return re.sub(r'<span>(?=[^<]*<a class="kata")|</?a\b[^>]*>|</span>', "", page)


class Browser:
    """A signed-in person; `post` brings the form's CSRF token along."""

    def __init__(self, client: FlaskClient, user_id: int) -> None:
        self.client = client
        self.user_id = user_id
        self._tokens: dict[str | None, str] = {}

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **kwargs)

    def token(self) -> str:
        """A CSRF token of this session: asked for once, good until the session begins anew."""
        secret = self._secret()
        if secret not in self._tokens:
            token = self._ask()
            self._tokens[self._secret()] = token
            return token
        return self._tokens[secret]

    def _secret(self) -> str | None:
        """What this session's tokens are made of; None when there is no session yet or any more."""
        with self.client.session_transaction() as cookie:
            found: str | None = cookie.get("csrf_token")
        return found

    def _ask(self) -> str:
        """From the header's sign-out form or the page of an unfinished sign-in."""
        for path in ("/akun", "/akun/sandi", "/masuk/kode", "/masuk"):
            if found := _TOKEN.search(self.client.get(path).get_data(as_text=True)):
                return found[1]
        raise AssertionError("no page with a form")


def add_person(cooperative_id: int, role: str, **facts: Any) -> tuple[int, str]:
    """An account that needs no further step; returns its key and sign-in name."""
    number = next(_count)
    new = service.NewUser(
        f"{role}{number}", role, facts.pop("display_name", f"Orang {number:04d}"), **facts
    )
    with transaction(), patch.object(passwords, "hashed", _hashed):
        user_id, _ = service.add_user(
            new,
            cooperative_id=cooperative_id,
            by=None,
            now=clock.now(),
            password="sepeda biru lari pagi",
        )
    return user_id, new.name


def signed_in(
    app: Flask, cooperative_id: int, role: str = rules.BENDAHARA, **facts: Any
) -> Browser:
    """A new person of this role, signed in."""
    with app.app_context():
        user_id, name = add_person(cooperative_id, role, **facts)
        with transaction():
            opened = service.sign_in(
                name, proven=True, where=service.Where("127.0.0.1", "test"), now=clock.now()
            )
    assert opened is not None
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = opened.token
    return Browser(client, user_id)


def decide_all(app: Flask, cooperative_id: int, *, agree: bool = True) -> int:
    """A new chairperson decides everything that waits; returns the chairperson's key."""
    with app.app_context():
        chair, _name = add_person(cooperative_id, rules.KETUA)
        for row in queries.approvals(cooperative_id, waiting=True):
            with transaction():
                service.decide(
                    row.id, decision=service.Decision(agree, row.fingerprint), now=clock.now(),
                    cooperative_id=cooperative_id, by=chair,
                )  # fmt: skip
    return chair
