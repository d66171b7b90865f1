"""The addendum to a loan agreement: what is left, what is carried over, the new schedule, signatures."""

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from coop_app.loans.queries import Carried
from coop_app.loans.views.lending.counter import rate_text
from coop_app.loans.views.lending.papers.offer import facts, schedule_table
from coop_app.loans.views.paying.showing import Shown
from coop_app.money import terbilang
from coop_app.web import paper
from coop_app.web.access import Letterhead
from coop_app.web.filters import day, long_day, rupiah_text


def addendum(shown: Shown, carried: Carried, head: Letterhead) -> bytes:
    """One sheet or two, to be signed with the agreement."""
    loan, version = shown.loan, shown.placed.version
    title = _("Addendum to the loan agreement")
    number = _("No. %(number)s", number=f"{loan.label}/{version.version - 1}")
    rows = [row for row in version.rows if row.number >= carried.first_number]
    story: list[Flowable] = [
        *paper.heading(title, [number, f"{shown.member.label}, {shown.member.group_name}"]),
        Paragraph(paper.escaped(_opening(shown, head)), paper.BODY),
        Spacer(1, 3 * mm),
        facts(_facts(shown, carried)),
        Spacer(1, 3 * mm),
        Paragraph(paper.escaped(_("Schedule of instalments")), paper.STRONG),
        *schedule_table(rows),
        Spacer(1, 3 * mm),
        Paragraph(paper.escaped(_("Everything else stays as it was agreed.")), paper.BODY),
        Spacer(1, 6 * mm),
        KeepTogether(_signatures()),
    ]
    return paper.document(story, head, title=f"{title} {loan.label}")


def _opening(shown: Shown, head: Letterhead) -> str:
    loan, version = shown.loan, shown.placed.version
    return str(
        _(
            "%(house)s and %(member)s agree that from %(day)s on the rest of loan %(loan)s is paid back by the"
            " schedule below. Reason: %(reason)s.",
            house=head.name, member=shown.member.name, loan=loan.label,
            day=long_day(version.from_day), reason=version.reason.rstrip("."),
        )
    )  # fmt: skip


def _facts(shown: Shown, carried: Carried) -> list[tuple[str, str]]:
    version = shown.placed.version
    first = next(row for row in version.rows if row.number >= carried.first_number)
    found = [
        (_("Principal left"), f"{rupiah_text(carried.principal)} ({terbilang(carried.principal)})"),
        (_("Term"), _("%(count)s months", count=carried.months)),
        (_("Interest (jasa)"), rate_text(carried.rate)),
        (_("First instalment"), f"{rupiah_text(first.total)}, {day(first.due)}"),
        (_("Late interest carried over"), rupiah_text(carried.interest)),
        (_("Penalty carried over"), rupiah_text(carried.penalty)),
    ]
    if carried.waived_penalty:
        found.append((_("Penalty let go"), rupiah_text(carried.waived_penalty)))
    return [(str(label), str(text)) for label, text in found]


def _signatures() -> list[Flowable]:
    note = _("Put a meterai of Rp10.000 beside the borrower's signature.")
    names = [_("For the cooperative"), _("Borrower"), _("Wife, husband or heir")]
    return [Paragraph(paper.escaped(note), paper.NOTE), Spacer(1, 4 * mm), paper.signatures(names)]
