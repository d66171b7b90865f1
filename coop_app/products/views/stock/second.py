"""Documents of stock that take two people: opening stock, an old date, a large loss, a large difference."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app import auth
from coop_app.auth import Agreed, Asked, Kind
from coop_app.products import queries, service
from coop_app.products.queries import Item
from coop_app.products.rules.documents import DOCUMENTS, Document
from coop_app.refusal import N_
from coop_app.web.filters import long_day, rupiah_text

RECORD, COUNT, BACK = "stock.record", "stock.count", "stock.take_back"
Words = list[tuple[str, str]]


def asked_for(content: dict[str, Any], *, subject: str, reason: str) -> Asked:
    """A document that waits for a second person."""
    return Asked(RECORD, subject=subject, content=content, reason=reason)


def count_asked(book_id: int, count_id: int, reason: str) -> Asked:
    """Differences of a count that wait for a second person."""
    content = {"book_id": book_id, "count_id": count_id}
    return Asked(COUNT, subject=f"stock_count:{count_id}", content=content, reason=reason)


def asked_back(act: queries.Act, on: date, why: str) -> Asked:
    """A document that is to be taken back."""
    content = {"book_id": act.book_id, "act_id": act.id, "on": on.isoformat(), "why": why}
    return Asked(BACK, subject=act.source, content=content, reason=why)


def _words(document: Document, book_id: int) -> Words:
    point = queries.get_point(book_id, document.point_id)
    items = queries.items_of(book_id, [line.item_id for line in document.lines])
    said = [(_("Document"), _(DOCUMENTS[document.kind])), (_("Date"), long_day(document.on)),
            (_("Stock point"), point.name)]  # fmt: skip
    if document.to_point_id:
        said.append((_("To which point"), queries.get_point(book_id, document.to_point_id).name))
    said += [
        (items[line.item_id].name, _line(items[line.item_id], line.quantity, line.cost))
        for line in document.lines
    ]
    said += [(_("Note"), document.memo)] if document.memo else []
    return said + ([(_("Names"), document.people)] if document.people else [])


def _line(item: Item, quantity: int, cost: int) -> str:
    size = item.text(quantity)
    return f"{size} – {rupiah_text(cost)}" if cost else size


def _of_document(_cooperative_id: int, content: dict[str, Any]) -> Words:
    return _words(auth.unpacked(Document, content["document"]), content["book_id"])


def _record(agreed: Agreed) -> None:
    document = auth.unpacked(Document, agreed.content["document"])
    request_id = agreed.content["request_id"]
    service.record(desk=agreed.desk, document=document, request_id=request_id)


def _of_count(_cooperative_id: int, content: dict[str, Any]) -> Words:
    count = queries.get_count(content["book_id"], content["count_id"])
    return _words(service.document_of(count), content["book_id"])


def _post(agreed: Agreed) -> None:
    service.post_count(desk=agreed.desk, count_id=agreed.content["count_id"])


def _of_reversal(_cooperative_id: int, content: dict[str, Any]) -> Words:
    act = queries.get_act(content["book_id"], content["act_id"])
    return [
        *_words(queries.as_document(act), act.book_id),
        (_("Taken back on"), long_day(date.fromisoformat(content["on"]))),
        (_("Reason"), content["why"]),
    ]


def _take_back(agreed: Agreed) -> None:
    service.reverse_act(
        desk=agreed.desk, act_id=agreed.content["act_id"], why=agreed.content["why"],
        on=date.fromisoformat(agreed.content["on"]),
    )  # fmt: skip


for _kind in (
    Kind(BACK, N_("Document of stock taken back"), _of_reversal, _take_back),
    Kind(RECORD, N_("Stock: opening, loss or transfer"), _of_document, _record),
    Kind(COUNT, N_("Differences of a stock count"), _of_count, _post),
):
    auth.register_kind(_kind)
