"""After signing in only to pages of this program."""

import pytest
from flask import Flask

from coop_app.auth.login import own_path

TRICKS = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example", "http://evil.example", "https://evil.example", "HTTP://evil.example", "http:evil.example",
    "https:/evil.example", "http:///evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
    "vbscript:x", "ftp://evil.example", "file:///etc/passwd", "mailto:a@b.c", "evil.example", "evil.example/path",
    "www.evil.example", "./path", "../path", "?x=//evil.example", "#//evil.example", "/%2f/evil.example",
    "/%2Fevil.example", "/%5cevil.example", "/%5Cevil.example", "%2f%2fevil.example", "/%252fevil.example",
    "/%255cevil.example", "/\tevil.example", "/\n/evil.example", "/%09/evil.example", "/%0d%0aLocation:evil",
    "/\u3000/evil.example", "/\u2028//evil.example", "/\x00/evil.example", "@evil.example", "//[::1]/", "/[//evil",
    " //evil.example", " /akun", "//google.com/%2f..", "/\u00a0/evil.example", "",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKS)
def test_tricks_lead_nowhere(text: str) -> None:
    assert own_path(text) == ""


@pytest.mark.parametrize(
    "text",
    ["/", "/akun", "/jejak?user=3&action=auth.", "/anggota/17#x", "/a?b=50%25", "/a?q=sri+w"],
)
def test_own_pages_are_kept(text: str) -> None:
    assert own_path(text) == text


def test_the_form_does_not_carry_a_trick_on(bare_app: Flask) -> None:
    with bare_app.app_context():
        from tests.auth.conftest import found

        found("Koperasi Uji")
    page = bare_app.test_client().get("/masuk?next=https://evil.example/").get_data(as_text=True)
    assert "evil" not in page
