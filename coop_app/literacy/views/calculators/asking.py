"""The shape that every tool's page has: a question in the address, its answer, and what a refusal says."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from werkzeug.wrappers import Response

from coop_app.literacy.forms.calculators.asking import AskForm
from coop_app.literacy.views.calculators.house import house
from coop_app.refusal import Refused
from coop_app.web.pages import page

T = TypeVar("T")


def answered(form: AskForm, answer: Callable[[], T]) -> T | None:
    """The answer; None when nothing was asked or it cannot be (the form says why)."""
    if not form.is_asked:
        return None
    try:
        return answer()
    except Refused as refusal:
        form.blame(refusal)
        return None


def tool_page(template: str, *, tool: str, found: Any, **context: Any) -> Response:
    """A tool's page; `found` is its answer."""
    query = request.query_string.decode("utf-8", "replace")
    return page(
        template, tool=tool, found=found, query=query, may_keep=house() is not None, **context
    )
