"""The papers of a payout: receipt, agreement, schedule card."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.ledger.accounts import EntryPage
from coop_app.loans import queries
from coop_app.loans.queries import LoanPage
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import percent_text, rate_text
from coop_app.loans.views.lending.papers import agreement as agreement_paper
from coop_app.loans.views.lending.papers import payout as payout_paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import day, rupiah_text
from coop_app.web.pages import found_or_404, link, page, send_pdf
from coop_app.web.whatsapp import link_to


def _paid(loan_id: int) -> tuple[LoanPage, EntryPage]:
    """A loan that was paid out, and the entry behind it; 404 before."""
    person = signed_in()
    shown = queries.loan_page(person.cooperative_id, loan_id, on=clock.today())
    was_paid = any(step.step == "disburse" for step in shown.steps)
    seq = found_or_404(shown.loan.entry_seq if was_paid else None)
    return shown, ledger.entry_page(book_id=person.book_id, seq=seq)


@bp.get("/<int:loan_id>/bukti-pencairan")
@requires("loans.read")
def payout_receipt(loan_id: int) -> Response:
    """What was paid out, with everything to hand over."""
    shown, entry = _paid(loan_id)
    return page(
        "loans/payout_receipt.html", shown=shown, entry=entry, whatsapp=_whatsapp(shown),
        place=_place(shown), names=_names(shown, entry), verify=_verify(entry), percent=percent_text,
        rate=rate_text(shown.loan.terms.rate),
        meterai=shown.loan.net > agreement_paper.STAMP_DUTY_ABOVE,
    )  # fmt: skip


@bp.get("/<int:loan_id>/bukti-pencairan.pdf")
@requires("loans.read")
def payout_receipt_paper(loan_id: int) -> Response:
    """The receipt that the borrower signs."""
    shown, entry = _paid(loan_id)
    facts = payout_paper.Facts(
        shown, entry.voucher, _place(shown), _names(shown, entry), _verify(entry) or ""
    )
    content = payout_paper.receipt(facts, letterhead())
    return send_pdf(content, name=f"pencairan-{shown.loan.label}.pdf")


@bp.get("/<int:loan_id>/perjanjian.pdf")
@requires("loans.read")
def agreement(loan_id: int) -> Response:
    """The agreement: from the approval on."""
    shown = queries.loan_page(signed_in().cooperative_id, loan_id, on=clock.today())
    if shown.loan.stage in {"applied", "recommended", "rejected", "withdrawn"} or not shown.offer:
        return found_or_404(None)
    content = agreement_paper.agreement(shown, shown.offer, letterhead())
    return send_pdf(content, name=f"perjanjian-{shown.loan.label}.pdf")


@bp.get("/<int:loan_id>/kartu.pdf")
@requires("loans.read")
def schedule_card(loan_id: int) -> Response:
    """The borrower's card: each instalment with room for the mark of who took it."""
    shown = queries.loan_page(signed_in().cooperative_id, loan_id, on=clock.today())
    if not shown.versions:
        return found_or_404(None)
    content = payout_paper.card(shown, letterhead())
    return send_pdf(content, name=f"kartu-{shown.loan.label}.pdf")


def _place(shown: LoanPage) -> str:
    return ledger.account(book_id=shown.loan.book_id, id=shown.loan.place_id or 0).name


def _names(shown: LoanPage, entry: EntryPage) -> tuple[str, str]:
    """Who paid out, and who agreed."""
    step = next(each for each in reversed(shown.steps) if each.step == "disburse")
    who = [step.made_by, entry.approved_by]
    found = auth.names_of(shown.loan.cooperative_id, [key for key in who if key])
    return found.get(step.made_by, ""), found.get(entry.approved_by or 0, "")


def _verify(entry: EntryPage) -> str | None:
    return link("ledger.verify_receipt", token=entry.token, _external=True)


def _whatsapp(shown: LoanPage) -> str | None:
    """A link that opens WhatsApp with the borrower's loan in a few lines."""
    if not shown.offer:
        return None
    loan, offer = shown.loan, shown.offer
    lines = [
        letterhead().name,
        _("Loan %(loan)s of %(amount)s was paid out on %(day)s.", loan=loan.label,
          amount=rupiah_text(loan.principal), day=day(loan.disbursed_on)),
        _("In hand: %(amount)s", amount=rupiah_text(loan.net)),
        _("First instalment: %(amount)s, due %(day)s", amount=rupiah_text(offer.first),
          day=day(offer.rows[0].due)),
    ]  # fmt: skip
    return link_to(shown.member.phone, lines)
