"""Acts of the till that wait for a second person: in words for who agrees, and done when agreed."""

from typing import Any

from flask_babel import gettext as _

from coop_app import auth
from coop_app.auth.forms import SecondPersonForm
from coop_app.products import queries as products
from coop_app.refusal import N_
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till import qris
from coop_app.sales.rules.till.acts import REFUNDS, WAYS, Closing, Returning, Selling
from coop_app.sales.service import till as service
from coop_app.sales.service.till import NewCode
from coop_app.sales.views.till.counter import buyer_text, place_names
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text

SELL, RETURN, CLOSE, CODE = "sales.sell", "sales.return", "sales.close", "sales.qris"
Words = list[tuple[str, str]]


def to_sell(form: SecondPersonForm, asked: Selling) -> auth.Asked:
    """A sale of an old date."""
    return _asked(SELL, form, f"point:{asked.point_id}", selling=auth.packed(asked))


def to_return(form: SecondPersonForm, asked: Returning) -> auth.Asked:
    """A return of an old date, or with much money back."""
    return _asked(RETURN, form, f"sale:{asked.sale_id}", returning=auth.packed(asked))


def to_close(form: SecondPersonForm, asked: Closing) -> auth.Asked:
    """A day closed late."""
    return _asked(CLOSE, form, f"point:{asked.point_id}", closing=auth.packed(asked))


def to_store(form: SecondPersonForm, asked: NewCode) -> auth.Asked:
    """Another QRIS code: it decides where buyers' money goes."""
    return _asked(CODE, form, "qris", code=auth.packed(asked))


def _asked(kind: str, form: SecondPersonForm, subject: str, **content: Any) -> auth.Asked:
    whole = {"book_id": signed_in().book_id, "request_id": form.request_id.data} | content
    return auth.Asked(kind, subject=subject, content=whole)


def _point(point_id: int) -> tuple[str, str]:
    return (_("Point"), products.get_point(signed_in().book_id, point_id).name)


def _describe_sale(_cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Selling, content["selling"])
    items = products.items_of(signed_in().book_id, [wish.item_id for wish in asked.wishes])
    goods = [f"{items[w.item_id].name} {items[w.item_id].text(w.quantity)}" for w in asked.wishes]
    return [
        _point(asked.point_id),
        (_("Date"), long_day(asked.sold_on)),
        (_("Buyer"), buyer_text(asked.buyer) or _("anybody")),
        (_("Goods"), ", ".join(goods)),
        (_("Way of paying"), _(WAYS[asked.way])),
    ]


def _describe_return(cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Returning, content["returning"])
    sold = queries.get_sale(cooperative_id, asked.sale_id)
    parts = service.decide_return(sold=sold, returning=asked)
    return [
        _point(sold.point_id),
        (_("Date"), long_day(asked.returned_on)),
        (_("Buyer"), buyer_text(sold.buyer) or _("anybody")),
        (_("Goods"), ", ".join(part.line.name for part in parts)),
        (_("Amount"), rupiah_text(sum(part.amount for part in parts))),
        (_("The buyer gets"), _(REFUNDS[asked.refund])),
        (_("Reason"), asked.reason),
    ]


def _describe_close(_cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Closing, content["closing"])
    return [
        _point(asked.point_id),
        (_("Day"), long_day(asked.closed_on)),
        (_("Expected"), rupiah_text(asked.seen_expected)),
        (_("Counted"), rupiah_text(asked.counted)),
        (_("Reason"), asked.reason),
    ]


def _describe_code(_cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(NewCode, content["code"])
    said = qris.read(asked.payload)
    return [
        (_("Merchant"), f"{said.merchant}, {said.city}"),
        (_("Merchant number (NMID)"), said.number or "–"),
        (_("The money arrives on"), place_names().get(asked.place_id, "")),
        (_("Shown from"), long_day(asked.valid_from)),
        *((_("Look"), _(doubt)) for doubt in said.doubts),
    ]


def _sell(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Selling, agreed.content["selling"])
    service.sell(desk=agreed.desk, selling=asked, request_id=agreed.content["request_id"])


def _return(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Returning, agreed.content["returning"])
    service.take_back(desk=agreed.desk, returning=asked, request_id=agreed.content["request_id"])


def _close(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Closing, agreed.content["closing"])
    service.close_day(desk=agreed.desk, closing=asked, request_id=agreed.content["request_id"])


def _store(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(NewCode, agreed.content["code"])
    service.store_code(desk=agreed.desk, code=asked, request_id=agreed.content["request_id"])


auth.register_kind(auth.Kind(SELL, N_("Sale of an old date"), _describe_sale, _sell))
auth.register_kind(auth.Kind(RETURN, N_("Goods taken back"), _describe_return, _return))
auth.register_kind(auth.Kind(CLOSE, N_("Day closed late at the till"), _describe_close, _close))
auth.register_kind(auth.Kind(CODE, N_("Store a QRIS code"), _describe_code, _store))
