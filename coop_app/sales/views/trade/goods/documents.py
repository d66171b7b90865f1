"""One paper of goods: on the screen, printed, by WhatsApp."""

from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import N_, NotFound
from coop_app.sales.queries.trade import acts
from coop_app.sales.queries.trade.acts import Act, Move
from coop_app.sales.service.trade.undoing import WITH_MONEY
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.goods.owners import SoldRow, sold_rows
from coop_app.sales.views.trade.papers import goods as papers
from coop_app.sales.views.trade.shared import (
    mille_text,
    own_group,
    people,
    place_name,
    point_names,
    verify_link,
)
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import day, rupiah_text
from coop_app.web.pages import page, send_pdf
from coop_app.web.whatsapp import link_to

#: kind of paper → its title (English message id)
TITLES = {
    acts.RECEIVED: N_("Goods received to be sold"),
    acts.MOVED: N_("Goods moved to another place"),
    acts.RETURNED: N_("Goods given back to the owner"),
    acts.SPOILED: N_("Goods spoiled"),
    acts.REPORT: N_("Report of a shop"),
    acts.COST: N_("Cost paid for the owner"),
    acts.SETTLED: N_("Settlement of goods sold"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper with everything around it."""

    act: Act
    title: str
    member: MemberCard | None
    moves: list[Move]
    items: dict[int, Item]
    sold: list[SoldRow]
    points: dict[int, str]
    owners: dict[int, str]
    entry: EntryPage | None
    place: str
    people: dict[int, str]
    #: whether this person may take it back
    may_undo: bool
    #: whether all of it is shown: a shop's report may have goods of others on it
    whole: bool

    @property
    def number(self) -> str:
        """What the paper is called by."""
        return self.entry.voucher if self.entry else f"TJ-{self.act.id:05d}"

    @property
    def verify(self) -> str:
        """Where everybody can see that it is recorded."""
        return verify_link(self.entry)


def shown_of(act_id: int) -> Shown:
    """A paper this person may see. Raises `NotFound`."""
    person = signed_in()
    act = acts.get_act(person.cooperative_id, act_id)
    every = acts.moves_of_act(act)
    seen = _seen({move.member_id for move in every} | ({act.member_id} if act.member_id else set()))
    moves = [move for move in every if move.member_id in seen]
    keys = {move.item_id for move in moves}
    card = members.get_member(person.cooperative_id, act.member_id) if act.member_id else None
    entry = ledger.entry_page(book_id=act.book_id, seq=act.entry_seq) if act.entry_seq else None
    return Shown(
        act, str(_(TITLES[act.kind])), card, moves, products.items_of(act.book_id, keys),
        sold_rows(_sold(act)), point_names(), members.names(person.cooperative_id, sorted(seen)),
        entry, place_name(act.place_id, act.way), people(act.made_by, act.approved_by),
        _may_undo(act) and len(moves) == len(every), len(moves) == len(every),
    )  # fmt: skip


def _may_undo(act: Act) -> bool:
    moved_money = act.kind in WITH_MONEY and act.entry_seq is not None
    return moved_money and act.reversed_seq is None and signed_in().may("sales.consign")


def _seen(owners: set[int]) -> set[int]:
    """Of a paper's owners those that concern this person: the own goods, the own group's. Raises `NotFound`."""
    person, mine = signed_in(), own_group()
    if not person.may("sales.read"):
        seen = owners & {person.member_id or 0}
    elif mine is not None:
        cards = [members.get_member(person.cooperative_id, key) for key in owners]
        seen = {card.id for card in cards if card.group_id == mine}
    else:
        return owners
    if not seen:
        raise NotFound
    return seen


def _sold(act: Act) -> list[Move]:
    """What a settlement counted."""
    if act.kind != acts.SETTLED or act.member_id is None:
        return []
    before = [
        one.last_move
        for one in acts.list_acts(act.book_id, member_id=act.member_id, kinds=(acts.SETTLED,))
        if one.id < act.id and one.reversed_seq is None
    ]
    return acts.list_moves(
        act.book_id, member_id=act.member_id, after=max(before, default=0),
        through=act.last_move, kinds=("sold", "taken_back"),
    )  # fmt: skip


@bp.get("/titip-jual/bukti/<int:act_id>")
@requires("sales.read")
def consignment_act(act_id: int) -> Response:
    """The paper on the screen."""
    return _page(act_id)


@bp.get("/titip-jual/saya/bukti/<int:act_id>")
@requires("own.business")
def own_consignment_act(act_id: int) -> Response:
    """The owner's look at a paper."""
    return _page(act_id)


def _page(act_id: int) -> Response:
    shown = shown_of(act_id)
    return page(
        "sales/consignment_act.html", shown=shown, act=shown.act, mille=mille_text,
        whatsapp=link_to(shown.member.phone if shown.member else None, _message(shown)),
    )  # fmt: skip


@bp.get("/titip-jual/bukti/<int:act_id>/cetak")
@requires("sales.read")
def consignment_paper(act_id: int) -> Response:
    """The paper as A4."""
    return send_pdf(
        papers.paper_of(shown_of(act_id), letterhead()), name=f"titip-jual-{act_id}.pdf"
    )


@bp.get("/titip-jual/saya/bukti/<int:act_id>/cetak")
@requires("own.business")
def own_consignment_paper(act_id: int) -> Response:
    """The owner's own copy."""
    return send_pdf(
        papers.paper_of(shown_of(act_id), letterhead()), name=f"titip-jual-{act_id}.pdf"
    )


def _message(shown: Shown) -> list[str]:
    """A few lines an owner understands; what is private stays out."""
    act = shown.act
    lines = [letterhead().name, f"{shown.title} {shown.number}", day(act.on_date)]
    lines += [shown.member.label] if shown.member else []
    lines += [
        f"{shown.items[move.item_id].name}: {shown.items[move.item_id].text(abs(move.quantity))}"
        for move in shown.moves
        if move.kind != "moved_in"
    ]
    if act.kind == acts.SETTLED:
        lines += [
            f"{row.item.name}: {row.item.text(row.quantity)}, {rupiah_text(row.gross)}"
            for row in shown.sold
        ]
        lines += [f"{label}: {rupiah_text(amount)}" for label, amount in papers.sums(act) if amount]
    if shown.verify:
        lines.append(_("Check: %(address)s", address=shown.verify))
    return lines
