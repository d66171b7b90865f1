"""The receipt of a payment as the paper knows it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from coop_app.loans.rules.paying import Kind
from coop_app.loans.views.paying import words
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.papers.receipt import Receipt as Paper
from coop_app.web.papers.receipt import check_code

if TYPE_CHECKING:
    from coop_app.loans.views.paying.payments import Receipt


def paper_of(shown: "Receipt", names: Mapping[int, str], verify: str) -> Paper:
    """Everything that stands on A5 and on the slip."""
    act, member, undone = shown.act, shown.member, shown.entry.reversed_by
    out = act.kind == Kind.REFUND
    facts = [
        (_("Date"), long_day(act.paid_on)),
        (
            _("Paid to") if out else _("Received from"),
            f"{member.name} ({_('No.')} {member.number_text}, {member.group_name})",
        ),
        (_("Loan"), " · ".join(filter(None, [shown.loan.label, words.instalments(act)]))),
        (_("Cash place"), shown.place),
    ]
    notes = words.left_after(act, shown.placed)
    if act.waived:
        notes.append(_("Interest let go: %(amount)s", amount=rupiah_text(act.waived)))
    if act.approved_by:
        notes.append(_("Agreed by %(name)s", name=names.get(act.approved_by, "")))
    return Paper(
        title=words.title(act).upper(), voucher=shown.entry.voucher,
        cancelled=_("CANCELLED by %(voucher)s", voucher=undone.voucher) if undone else "",
        facts=facts, amount=act.amount, lines=words.split_lines(act), notes=notes, verify=verify,
        code=check_code(shown.entry.hash),
        signatures=[(_("Treasurer"), names.get(act.made_by, "")), (_("Member"), member.name)],
    )  # fmt: skip
