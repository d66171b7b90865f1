"""Lists for the villages: who gets how much for how much, a column to sign; and the reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.members.queries import MemberCard
from coop_app.purchasing.queries.receiving.sharings import MemberShare, Shared
from coop_app.purchasing.queries.rounds import Round
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import rupiah_text
from coop_app.web.tables import Column, Table, total_row

_WIDTH = 180 * mm
_LINE = "…" * 12


@dataclass(frozen=True, slots=True)
class Facts:
    """A round, its sharings, and the members on the list."""

    shown: Round
    shared: Sequence[Shared]
    cards: Mapping[int, MemberCard]
    group: str


def _mine(known: Facts, one: Shared) -> list[MemberShare]:
    found = [share for share in one.shares if share.member_id in known.cards and share.quantity]
    return sorted(found, key=lambda share: known.cards[share.member_id].name)


def distribution(known: Facts, head: Letterhead) -> bytes:
    """One table an item, with amounts and a column to sign."""
    title = _("Distribution list")
    place = known.group or _("all villages")
    story: list[Flowable] = [*paper.heading(title, [known.shown.label, place])]
    for one in known.shared:
        mine = _mine(known, one)
        rows = [
            {
                "member": known.cards[share.member_id].label,
                "village": known.cards[share.member_id].group_name,
                "wished": one.text(share.wished), "quantity": one.text(share.quantity),
                "amount": share.whole, "sign": _LINE,
            }
            for share in mine
        ]  # fmt: skip
        total = total_row("member", _("Total"), rows, ["amount"])
        total["quantity"] = one.text(sum(share.quantity for share in mine))
        columns = [
            Column("member", _("Member"), width=26), Column("village", _("Village"), width=14),
            Column("wished", _("Ordered"), width=12), Column("quantity", _("Gets"), width=12),
            Column("amount", _("To pay"), "money", 14), Column("sign", _("Signature"), width=22),
        ]  # fmt: skip
        table = Table(one.item.name, columns, [*rows, total] if rows else [])
        story += [
            Paragraph(paper.escaped(one.item.name), paper.TITLE), Spacer(1, 2 * mm),
            *paper.table_flowables(table, _WIDTH), Spacer(1, 5 * mm),
        ]  # fmt: skip
    story.append(paper.signatures([_("Coordinator"), _("Treasurer")]))
    return paper.document(story, head, title=f"{title} {known.shown.label}")


def reasons(known: Facts, reason: Callable[[Shared, MemberShare], str], head: Letterhead) -> bytes:
    """Rule, inputs and result of every item, for the wall and the annual meeting."""
    title = _("Who gets how much, and why")
    rules = {
        "time": _("first come, first served"), "proportional": _("in proportion to the orders"),
        "equal": _("one each in turn"),
    }  # fmt: skip
    story: list[Flowable] = [*paper.heading(title, [known.shown.label])]
    for one in known.shared:
        facts = _(
            "Came: %(received)s. Shared %(rule)s. Left in stock: %(left)s. Cost in the shed %(cost)s,"
            " members pay %(price)s.",
            received=one.text(one.received), rule=rules[one.rule], left=one.text(one.left),
            cost=rupiah_text(one.cost), price=rupiah_text(one.members_price),
        )  # fmt: skip
        facts += _later(one)
        rows = [
            {
                "place": share.place, "member": known.cards[share.member_id].label,
                "wished": one.text(share.wished), "spare": one.text(share.tolerance),
                "quantity": one.text(share.quantity), "why": reason(one, share),
            }
            for share in one.shares
            if share.member_id in known.cards
        ]  # fmt: skip
        columns = [
            Column("place", _("Queue"), "count", 9), Column("member", _("Member"), width=22),
            Column("wished", _("Ordered"), width=11), Column("spare", _("Tolerance"), width=11),
            Column("quantity", _("Gets"), width=11), Column("why", _("Why"), width=38),
        ]  # fmt: skip
        story += [
            Paragraph(paper.escaped(one.item.name), paper.TITLE),
            Paragraph(paper.escaped(facts), paper.NOTE), Spacer(1, 2 * mm),
            *paper.table_flowables(Table(one.item.name, columns, rows), _WIDTH), Spacer(1, 5 * mm),
        ]  # fmt: skip
    return paper.document(story, head, title=f"{title} {known.shown.label}")


def _later(one: Shared) -> str:
    if not one.more:
        return ""
    words = _(
        "Bills that came later add %(amount)s for members who had not fetched theirs.",
        amount=rupiah_text(one.more),
    )
    return f" {words}"
