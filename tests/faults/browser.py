"""A browser of the treasurer over real HTTP, with as many tabs as threads."""

import html
import http.client
import re
import secrets
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

_HIDDEN = r'name="(csrf_token|request_id|book_balance)"[^>]*value="([^"]*)"'


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str

    @property
    def sentence(self) -> str:
        """The page without its tags."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text)))


@dataclass
class Tab:
    """One signed-in connection; use it from one thread."""

    address: str
    cookie: str
    token: str = ""
    timeout: float = 60
    _line: Any = field(default=None, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, form: dict[str, Any]) -> Answer:
        """Send a form with the CSRF token of this session."""
        if not self.token:
            found = dict(re.findall(_HIDDEN, self.get("/akun").text))
            if "csrf_token" not in found:
                raise http.client.HTTPException("no page with a form")
            self.token = found["csrf_token"]
        return self._ask("POST", path, urlencode({"csrf_token": self.token, **form}, doseq=True))

    def fields(self, path: str) -> dict[str, str]:
        """The hidden fields of the form at this address."""
        return {
            name: html.unescape(value) for name, value in re.findall(_HIDDEN, self.get(path).text)
        }

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, verb: str, path: str, body: str | None) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection(self.address, timeout=self.timeout)
        headers = {"Cookie": self.cookie, "Accept-Language": "id"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._line.request(verb, path, body, headers)
            answer = self._line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except BaseException:
            self.close()
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("koperasi="):
                self.cookie = value.partition(";")[0]
        return Answer(answer.status, answer.getheader("Location", ""), text)


def new_id() -> str:
    """A one-time request id, as the form makes one."""
    return secrets.token_urlsafe(16)
