"""What is typed into a meeting sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from coop_app.money import Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.savings.forms.counter import CounterForm
from coop_app.savings.rules.payments import Part, Payment
from coop_app.web.forms import TextField, say

#: kinds of savings a sheet has a column for
SHEET_KINDS = ("wajib", "sukarela", "pokok")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The cells of a meeting sheet: what was typed, what it means, what cannot be read."""

    typed: dict[str, str]
    amounts: dict[int, dict[str, Money]]
    errors: dict[str, str]


class SheetForm(CounterForm):
    """The head of a meeting sheet; its cells are read with `read_cells`."""

    memo = TextField(_l("Note"))

    def payments(self, rows: SheetRows) -> list[Payment]:
        """One payment for each row with an amount."""
        typed = self.facts
        return [
            Payment(
                member_id,
                typed["on"],
                typed["place"],
                tuple(Part(kind, amount) for kind, amount in kinds.items()),
                typed["memo"] or "",
            )
            for member_id, kinds in rows.amounts.items()
        ]


def read_cells(sent: Mapping[str, str], member_ids: Sequence[int]) -> SheetRows:
    """The cells `wajib-17`, `sukarela-17` of these members; empty ones count as nothing."""
    rows = SheetRows({}, {}, {})
    for member_id in member_ids:
        for kind in SHEET_KINDS:
            name = f"{kind}-{member_id}"
            text = rows.typed[name] = sent.get(name, "").strip()[:40]
            if not text:
                continue
            try:
                rows.amounts.setdefault(member_id, {})[kind] = parse_rupiah(text)
            except Refused as refusal:
                rows.errors[name] = say(refusal)
    return rows
