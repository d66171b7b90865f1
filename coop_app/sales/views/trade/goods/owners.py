"""One owner of goods: what lies where, what was sold, what is due; and the owner's own look at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.wrappers import Response

from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import NotFound
from coop_app.sales.queries.trade import acts, due, lying
from coop_app.sales.queries.trade.acts import Act, Move
from coop_app.sales.queries.trade.due import Standing
from coop_app.sales.queries.trade.lying import Lying
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.shared import mille_text, point_names, visible_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page


@dataclass(frozen=True, slots=True)
class SoldRow:
    """One item since the last settlement, rupiah."""

    item: Item
    quantity: int
    gross: Money
    shop_share: Money
    commission: Money

    @property
    def net(self) -> Money:
        """What is the owner's of it."""
        return self.gross - self.shop_share - self.commission


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner's goods and account."""

    member: MemberCard
    lying: list[Lying]
    standing: Standing
    sold: list[SoldRow]
    acts: list[Act]
    points: dict[int, str]

    @property
    def worth(self) -> Money:
        """What lies, at the agreed prices."""
        return Money(sum(int(one.worth) for one in self.lying))


def owner_of(member: MemberCard) -> Owner:
    """Everything about one owner."""
    book_id = signed_in().book_id
    standing = due.standing_of(book_id, member.id)
    return Owner(
        member, lying.lying(book_id, member_id=member.id), standing, sold_rows(standing.sold),
        acts.list_acts(book_id, member_id=member.id, limit=60), point_names(),
    )  # fmt: skip


def sold_rows(sold: Sequence[Move]) -> list[SoldRow]:
    """What was sold of each item, returns taken off."""
    items = products.items_of(signed_in().book_id, {move.item_id for move in sold})
    rows = []
    for key, item in sorted(items.items(), key=lambda pair: pair[1].name):
        mine = [move for move in sold if move.item_id == key]
        rows.append(
            SoldRow(
                item, -sum(move.quantity for move in mine),
                Money(sum(int(move.amount) for move in mine)),
                Money(sum(int(move.shop_share) for move in mine)),
                Money(sum(int(move.commission) for move in mine)),
            )
        )  # fmt: skip
    return rows


@bp.get("/titip-jual/pemilik/<int:member_id>")
@requires("sales.read")
def consignment_owner(member_id: int) -> Response:
    """One owner: goods, account, papers, what to do next."""
    owner = owner_of(visible_member(member_id))
    return page("sales/consignment_owner.html", owner=owner, mille=mille_text, own=False)


@bp.get("/titip-jual/saya")
@requires("own.business")
def own_consignment() -> Response:
    """What lies where of my goods, what was sold, what I get; my settlements."""
    person = signed_in()
    if person.member_id is None:
        raise NotFound
    owner = owner_of(members.get_member(person.cooperative_id, person.member_id))
    return page("sales/consignment_owner.html", owner=owner, mille=mille_text, own=True)
