"""Putting an act before a second person through the pages, and that person's answer."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.people import Browser


def ask(maker: Browser, path: str, data: dict[str, Any]) -> str:
    """One person alone is refused; asking leads to the approval's page, whose address is returned."""
    refused = maker.post(path, data)
    assert refused.status_code == 422
    sent = {key: value for key, value in data.items() if key != "step"}
    asking = {"second_person": "ask", "second_reason": "diminta anggota"}
    answer = maker.post(path, sent | asking)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert re.fullmatch(r"/persetujuan/\d+", answer.location)
    return answer.location


def answer(checker: Browser, page: str, *, agrees: bool = True) -> TestResponse:
    """The second person reads the page, then agrees or refuses."""
    shown = checker.get(page).get_data(as_text=True)
    mark = re.search(r'name="shown"[^>]*value="([^"]+)"', shown)
    assert mark is not None, "nothing to decide on this page"
    return checker.post(f"{page}/{'setuju' if agrees else 'tolak'}", {"shown": mark[1]})
