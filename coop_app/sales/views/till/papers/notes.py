"""Papers of the till: the sales note, the note of goods that came back, the sheet of a closed day."""

from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from coop_app.money import grouped
from coop_app.sales.queries.till import Back, NoteLine
from coop_app.sales.rules.till.acts import REFUNDS, WAYS, Way
from coop_app.web.access import letterhead
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.papers.receipt import Receipt, check_code

if TYPE_CHECKING:
    from coop_app.sales.views.till.notes import Note

#: so many lines of goods fit on A5 and into a message
LINES = 7


def line_text(line: NoteLine) -> str:
    """`Gula semut 2,5 kg × Rp18.000`."""
    price = rupiah_text(line.price)
    if line.factor == line.quantity:
        return f"{line.name} {line.text}"
    return f"{line.name} {line.text} × {price}" + (f"/{line.unit}" if line.unit else "")


def note_lines(note: "Note", most: int | None = None) -> list[tuple[str, str]]:
    """The goods, discounts, what was paid and what went back; beyond `most` the goods stand as one line."""
    sold, whole = note.sold, note.lines
    shown = whole if most is None or len(whole) <= most else whole[: most - 1]
    found = [(line_text(line), grouped(line.amount)) for line in shown]
    if rest := whole[len(shown) :]:
        amount = grouped(sum(line.amount for line in rest))
        found.append((ngettext("%(num)s more item", "%(num)s more items", len(rest)), amount))
    if sold.discount:
        found.append((_("Discount"), f"-{grouped(sold.discount)}"))
    found.append((_("Total"), grouped(sold.total)))
    if sold.way is Way.CASH:
        found.append((_("Money received"), grouped(sold.received)))
        found.append((_("Money to give back"), grouped(sold.change)))
    return found


def notes_below(note: "Note") -> list[str]:
    """Short sentences: how it was paid, when it is due, what came back."""
    sold = note.sold
    found = [_("Paid by: %(way)s", way=_(WAYS[sold.way]))]
    if sold.due_on is not None:
        found = [_("On credit. Please pay by %(day)s.", day=long_day(sold.due_on))]
    found += [
        _("Came back on %(day)s: %(amount)s", day=long_day(back.returned_on),
          amount=rupiah_text(back.total))
        for back in note.backs
    ]  # fmt: skip
    return [str(one) for one in found]


def note_paper(note: "Note", cashier: str, most: int | None = None) -> Receipt:
    """Everything that stands on A5 and on the slip."""
    sold, undone = note.sold, note.entry.reversed_by
    return Receipt(
        title=_("Sales note").upper(), voucher=note.entry.voucher,
        cancelled=_("CANCELLED by %(voucher)s", voucher=undone.voucher) if undone else "",
        facts=[
            (_("Date"), long_day(sold.sold_on)),
            (_("Buyer"), note.buyer or _("anybody")),
            (_("Point"), note.point.name),
        ],
        amount=sold.total, lines=note_lines(note, most), notes=notes_below(note), verify=note.verify,
        code=check_code(note.entry.hash),
        signatures=[(_("Cashier"), cashier), (_("Buyer"), note.buyer)],
    )  # fmt: skip


def message(note: "Note") -> list[str]:
    """The note as a short text."""
    return [
        letterhead().name,
        f"{_('Sales note')} {note.entry.voucher}",
        long_day(note.sold.sold_on),
        *(f"{label}: {text}" for label, text in note_lines(note, LINES)),
        *notes_below(note),
        _("Check: %(address)s", address=note.verify),
    ]


def return_paper(note: "Note", back: Back, cashier: str, lines: list[tuple[str, str]]) -> Receipt:
    """The paper for goods that came back; `note` is the sale's, with the return's entry."""
    notes = []
    if back.off_debt:
        notes.append(_(
            "%(part)s is still owed and is taken off first; %(money)s is handed back.",
            part=rupiah_text(back.off_debt), money=rupiah_text(back.in_cash),
        ))  # fmt: skip
    return Receipt(
        title=_("Return note").upper(), voucher=note.entry.voucher,
        facts=[
            (_("Date"), long_day(back.returned_on)),
            (_("Buyer"), note.buyer or _("anybody")),
            (_("The buyer gets"), _(REFUNDS[back.refund])),
            (_("Reason"), back.reason),
        ],
        amount=back.total, lines=lines, notes=notes, verify=note.verify, code=check_code(note.entry.hash),
        signatures=[(_("Cashier"), cashier), (_("Buyer"), note.buyer)],
    )  # fmt: skip
