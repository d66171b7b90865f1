"""What lies where, since when, and what is owed to whom."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.sales.queries.trade import due
from coop_app.sales.queries.trade import lying as reads
from coop_app.sales.queries.trade.lying import Lying
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.shared import desk, own_group, point_names
from coop_app.web.access import requires, signed_in
from coop_app.web.tables import Column, Table, respond, total_row


@bp.get("/titip-jual")
@requires("sales.read")
def consignment() -> Response:
    """Owners with what lies here and what is owed to each; as a table what lies where."""
    person, text = signed_in(), request.args.get("q", "")[:80]
    point_id = request.args.get("tempat", type=int)
    cards = _seen(text)
    lying = [
        one for one in reads.lying(person.book_id, point_id=point_id) if one.member_id in cards
    ]
    owed = {key: due_ for key, due_ in due.owners(person.book_id).items() if key in cards}
    owners = _owners(cards, lying, owed if point_id is None else {})
    return respond(
        _table(lying, cards), "sales/consignment.html", owners=owners, text=text,
        total=Money(sum(int(one.worth) for one in lying)),
        owed=Money(sum(int(amount) for amount in owed.values())), points=point_names(),
        point_id=point_id, shops=reads.list_shops(person.cooperative_id, person.book_id),
        rates=reads.rates(person.cooperative_id),
    )  # fmt: skip


def _seen(text: str) -> dict[int, MemberCard]:
    """Members this person may see whose label has the text."""
    mine = own_group()
    cards = members.all_cards(signed_in().cooperative_id)
    wanted = text.strip().casefold()
    return {
        card.id: card
        for card in cards
        if mine in (None, card.group_id) and wanted in card.label.casefold()
    }


def _owners(
    cards: dict[int, MemberCard], lying: list[Lying], owed: dict[int, Money]
) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for one in lying:
        row = found.setdefault(one.member_id, {"goods": [], "worth": Money(0), "since": None})
        row["goods"].append(one)
        row["worth"] += one.worth
        row["since"] = min(filter(None, (row["since"], one.since)), default=None)
    for key in owed:
        found.setdefault(key, {"goods": [], "worth": Money(0), "since": None})
    rows = [
        {"member": cards[key], "due": owed.get(key, Money(0)), **row} for key, row in found.items()
    ]
    return sorted(rows, key=lambda row: str(row["member"].name))


def _table(lying: list[Lying], cards: dict[int, MemberCard]) -> Table:
    names, today = point_names(), desk().today
    columns = [
        Column("point", _("Where it lies"), width=16),
        Column("owner", _("Owner"), width=18),
        Column("item", _("Goods"), width=18),
        Column("quantity", _("Lies there"), width=11),
        Column("since", _("Since"), "date", 10),
        Column("days", _("Days"), "count", 6, minor=True),
        Column("price", _("Agreed price"), width=14, minor=True),
        Column("worth", _("Worth"), "money", 12),
    ]
    rows: list[dict[str, Any]] = [
        {
            "point": names.get(one.point_id, ""), "owner": cards[one.member_id].label,
            "item": one.item.name, "quantity": one.item.text(one.quantity), "since": one.since,
            "days": (today - one.since).days if one.since else None, "worth": one.worth,
            "price": f"{one.agreed.price:,}/{one.agreed.unit}".replace(",", ".") if one.agreed else "",
            "_urls": {"owner": url_for("sales.consignment_owner", member_id=one.member_id)},
        }
        for one in lying
    ]  # fmt: skip
    if rows:
        rows.append(total_row("point", _("Total"), rows, ["worth"]))
    title = _("Goods left to be sold: what lies where")
    return Table(title, columns, rows, name="titip-jual", landscape=True)
