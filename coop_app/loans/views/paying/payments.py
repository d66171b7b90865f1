"""The receipt of a payment: on the screen, on paper, by WhatsApp; and taking the last one back."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.ledger.accounts import EntryPage
from coop_app.loans import queries, service
from coop_app.loans.forms.paying import PaymentReversalForm
from coop_app.loans.forms.words import PARTS
from coop_app.loans.queries import Paid, Placed
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.paying import seconds, words
from coop_app.loans.views.paying.papers import receipt as receipt_paper
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import link, page, see_other, send_pdf
from coop_app.web.papers import receipt as papers
from coop_app.web.whatsapp import link_to


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment with everything around it; `placed` is the loan at the end of its day."""

    act: Paid
    placed: Placed
    member: MemberCard
    entry: EntryPage
    place: str
    is_last: bool

    @property
    def loan(self) -> queries.Loan:
        """The loan."""
        return self.placed.loan


@bp.get("/bayaran/<int:payment_id>")
@requires("loans.read")
def payment(payment_id: int) -> Response:
    """What was paid, where it went and why, and what is left."""
    shown = receipt_of(payment_id)
    who = [shown.act.made_by, shown.act.approved_by or 0]
    return page(
        "loans/payment.html", shown=shown, act=shown.act, parts=PARTS, words=words,
        people=auth.names_of(signed_in().cooperative_id, who),
        code=papers.check_code(shown.entry.hash), verify=_verify(shown),
        whatsapp=link_to(shown.member.phone, words.message(shown, _verify(shown))),
    )  # fmt: skip


@bp.get("/bayaran/<int:payment_id>/cetak")
@requires("loans.read")
def payment_paper(payment_id: int) -> Response:
    """The receipt as A5, or with `?ukuran=58` as a till slip."""
    shown = receipt_of(payment_id)
    who = [shown.act.made_by, shown.act.approved_by or 0]
    names = auth.names_of(signed_in().cooperative_id, who)
    paper = receipt_paper.paper_of(shown, names, _verify(shown))
    if request.args.get("ukuran") == "58":
        return send_pdf(papers.slip(paper, letterhead()), name=f"struk-angsuran-{payment_id}.pdf")
    return send_pdf(papers.a5(paper, letterhead()), name=f"kuitansi-angsuran-{payment_id}.pdf")


@bp.get("/bayaran/<int:payment_id>/batal")
@requires("loans.repay")
def reverse_payment_form(payment_id: int) -> Response:
    """Ask why the last act is taken back."""
    return _reversal(payment_id, PaymentReversalForm(formdata=None, on=desk().today))


@bp.post("/bayaran/<int:payment_id>/batal")
@requires("loans.repay")
def reverse_payment(payment_id: int) -> Response:
    """Put the reversal before a second person."""
    form = PaymentReversalForm.from_request()
    act = queries.get_payment(signed_in().cooperative_id, payment_id)
    if not form.ok:
        return _reversal(payment_id, form)
    facts = {"on": form.facts["on"], "why": form.facts["why"]}
    try:
        with transaction():
            service.reverse_payment(desk=desk(), payment_id=payment_id, **facts)
    except Refused as refusal:
        to_ask = seconds.to_reverse(form, act)
        return asking.answer(refusal, form, to_ask) or _reversal(payment_id, form)
    return see_other("loans.payment", payment_id=payment_id)


def _reversal(payment_id: int, form: PaymentReversalForm) -> Response:
    return page("loans/reverse_payment_form.html", form=form, shown=receipt_of(payment_id))


def receipt_of(payment_id: int) -> Receipt:
    """A receipt's facts. Raises `NotFound`, also for another cooperative's."""
    cooperative_id = signed_in().cooperative_id
    act = queries.get_payment(cooperative_id, payment_id)
    placed = queries.position_of(cooperative_id, act.loan_id, on=act.paid_on)
    last = queries.last_payment(act.loan_id)
    return Receipt(
        act, placed, members.get_member(cooperative_id, placed.loan.member_id),
        ledger.entry_page(book_id=act.book_id, seq=act.entry_seq), _place(act),
        last is not None and last.id == act.id,
    )  # fmt: skip


def _place(act: Paid) -> str:
    if act.place_id is not None:
        return ledger.account(book_id=act.book_id, id=act.place_id).name
    words_ = {"savings": _("simpanan sukarela of the member"), "held": _("held money")}
    return str(words_[act.source])


def _verify(shown: Receipt) -> str:
    return link("ledger.verify_receipt", token=shown.entry.token, _external=True) or ""
