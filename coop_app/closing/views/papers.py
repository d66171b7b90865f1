"""Papers of leaving: the minutes of the settlement, the receipt of a payment."""

from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from coop_app.closing.queries import Payment, Settlement
from coop_app.closing.rules.leaving import WAYS
from coop_app.closing.rules.refunds import DOCUMENTS
from coop_app.closing.views.blueprint import words_of
from coop_app.members.queries import MemberCard
from coop_app.money import terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


def _line(text: str) -> Flowable:
    return Paragraph(paper.escaped(text), paper.BODY)


def _in_words(amount: int) -> str:
    words = terbilang(amount)
    return f"{rupiah_text(amount)} ({words[:1].upper()}{words[1:]})"


def minutes(
    made: Settlement, card: MemberCard, people: dict[int, str], head: Letterhead, voucher: str
) -> bytes:
    """Berita acara: who left, what the member had and owed, what is paid out, and who signs."""
    title = _("Minutes of the settlement with a member who leaves")
    number = f"{made.id:03d}/BA-KELUAR/{made.settled_on.year}"
    notes = [_("No. %(number)s", number=number) + (f" · {voucher}" if voucher else "")]
    story = paper.heading(title, notes)
    story += [_line(text) for text in _opening(made, card)]
    story.append(Spacer(1, 4 * mm))
    story += paper.table_flowables(_figures(made), _WIDTH)
    story.append(Spacer(1, 4 * mm))
    story += [_line(text) for text in _ending(made)]
    story.append(Spacer(1, 10 * mm))
    story.append(paper.signatures(_signing(made, card, people)))
    return paper.document(story, head, title=title)


def _opening(made: Settlement, card: MemberCard) -> list[str]:
    return [
        _("Member: %(member)s, village group %(group)s, member since %(day)s.",
          member=card.label, group=card.group_name, day=long_day(card.joined_on)),
        _("The membership ended on %(day)s: %(way)s. Reason: %(reason)s",
          day=long_day(made.ended_on), way=_(WAYS[made.status]), reason=made.reason),
        _("Settled on %(day)s from the books of the cooperative:", day=long_day(made.settled_on)),
    ]  # fmt: skip


def _figures(made: Settlement) -> Table:
    columns = [
        Column("what", _("What"), width=40),
        Column("has", _("The member has"), "money", 16),
        Column("owes", _("The member owes"), "money", 16),
    ]
    rows = [
        {
            "what": words_of(figure),
            "has": figure.amount if figure.amount > 0 else None,
            "owes": -figure.amount if figure.amount < 0 else None,
        }
        for figure in made.figures
    ]
    total = {"what": _("To be paid out"), "has": made.payable, "_kind": "total"}
    return Table(_("Settlement"), columns, [*rows, total])


def _ending(made: Settlement) -> list[str]:
    return [
        _("To be paid out: %(amount)s.", amount=_in_words(made.payable)),
        _("With this settlement neither side has any further claim on savings or debts listed above."),
        _("The share of the surplus of the running year follows the decision of the annual meeting."),
    ]  # fmt: skip


def _signing(made: Settlement, card: MemberCard, people: dict[int, str]) -> list[str]:
    treasurer = people.get(made.made_by, "")
    second = people.get(made.approved_by or 0, "")
    who = _("Heir") if made.status == "deceased" else _("Member")
    return [
        f"{who}: {card.name if made.status != 'deceased' else ''}".rstrip(": "),
        _("Treasurer: %(name)s", name=treasurer),
        _("Agreed by: %(name)s", name=second),
    ]


@dataclass(frozen=True, slots=True)
class RefundPaper:
    """A payment's facts and what stands around them."""

    paid: Payment
    card: MemberCard
    voucher: str
    cashier: str
    stamp_duty: bool = False


def refund(shown: RefundPaper, head: Letterhead) -> bytes:
    """Kuitansi: who received how much, in whose place, on which papers."""
    paid, card = shown.paid, shown.card
    title = _("Receipt: savings of a member who left")
    receiver = paid.receiver or card.name
    story = paper.heading(title, [f"{shown.voucher} · {long_day(paid.paid_on)}"])
    story += [_line(text) for text in _received(shown, receiver, head)]
    story += [Spacer(1, 10 * mm)]
    hands = [
        _("Treasurer: %(name)s", name=shown.cashier),
        _("Received by: %(name)s", name=receiver),
    ]
    story.append(paper.signatures(hands))
    if shown.stamp_duty:
        stamp = _("Above the limit for stamp duty: put on a meterai of Rp10.000.")
        story += [Spacer(1, 6 * mm), _line(stamp)]
    return paper.document(story, head, title=title)


def _received(shown: RefundPaper, receiver: str, head: Letterhead) -> list[str]:
    paid, card = shown.paid, shown.card
    relation = f" ({paid.relation})" if paid.relation else ""
    lines = [
        _("Received from: %(name)s", name=head.name),
        _("Received by: %(name)s", name=receiver + relation),
        _("Savings of: %(member)s", member=card.label),
        _("Amount: %(amount)s", amount=_in_words(paid.amount)),
    ]
    if paid.documents:
        papers = ", ".join(_(DOCUMENTS[key]) for key in paid.documents)
        lines.append(_("Papers shown: %(papers)s", papers=papers))
    if paid.memo:
        lines.append(_("Note: %(note)s", note=paid.memo))
    return lines
