"""Receipts: on the screen, on paper, by WhatsApp, and taken back."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth import queries as people
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import ReversalForm
from coop_app.savings.queries import Receipt
from coop_app.savings.rules import terms
from coop_app.savings.views import agreeing, bp, papers
from coop_app.savings.views.counter import desk, months_text, visible_member
from coop_app.web import whatsapp
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import link, page, see_other, send_pdf


@bp.get("/bukti/<int:act_id>")
@requires("savings.read")
def receipt(act_id: int) -> Response:
    """What was received or paid out, with everything to hand over."""
    return _receipt_page(_visible(act_id))


@bp.get("/bukti/<int:act_id>/cetak")
@requires("savings.read")
def receipt_paper(act_id: int) -> Response:
    """The receipt as A5, or with `?ukuran=58` as a till slip."""
    facts = _visible(act_id)
    paper = _paper_of(facts)
    if request.args.get("ukuran") == "58":
        return send_pdf(papers.slip(paper, letterhead()), name=f"struk-{act_id}.pdf")
    return send_pdf(papers.receipt_a5(paper, letterhead()), name=f"kuitansi-{act_id}.pdf")


@bp.get("/bukti/<int:act_id>/batal")
@requires("savings.reverse")
def reverse_form(act_id: int) -> Response:
    """Ask why a receipt is taken back."""
    return _reversal(_visible(act_id), ReversalForm(on=desk().today))


@bp.post("/bukti/<int:act_id>/batal")
@requires("savings.reverse")
def reverse(act_id: int) -> Response:
    """Take a receipt back."""
    form = ReversalForm.from_request()
    facts = _visible(act_id)
    if not form.ok:
        return _reversal(facts, form)
    try:
        with transaction():
            here = desk()
            act = service.reverse_act(desk=here, act_id=act_id, **form.reason)
            ledger.refuse_short(book_id=here.book_id, seq=act.reversed_seq or 0)
    except Refused as refusal:
        asked = agreeing.of_reversal(form, facts.act)
        return asking.answer(refusal, form, asked) or _reversal(facts, form)
    return see_other("savings.receipt", act_id=act_id)


def _visible(act_id: int) -> Receipt:
    facts = queries.receipt(signed_in().cooperative_id, act_id)
    visible_member(facts.member.id)
    return facts


def _reversal(facts: Receipt, form: ReversalForm) -> Response:
    return page("savings/reverse_form.html", form=form, receipt=facts)


def _receipt_page(facts: Receipt) -> Response:
    return page(
        "savings/receipt.html",
        receipt=facts,
        months=months_text(facts.act.months),
        cashier=_names(facts).get(facts.act.made_by),
        approver=_names(facts).get(facts.entry.approved_by or 0),
        code=papers.check_code(facts.entry.hash),
        verify=link("ledger.verify_receipt", token=facts.entry.token, _external=True),
        whatsapp=_whatsapp(facts, with_balance="saldo" in request.args),
        stamp_duty=_needs_stamp(facts),
    )


def _needs_stamp(facts: Receipt) -> bool:
    """Receipts of more than Rp5.000.000 carry meterai (UU 10/2020 art. 3); the limit is a setting."""
    cooperative_id = signed_in().cooperative_id
    kept = auth.setting(terms.STAMP_SETTING, cooperative_id=cooperative_id, on=facts.act.paid_on)
    return terms.needs_stamp(facts.act.amount, kept)


def _paper_of(facts: Receipt) -> papers.ReceiptPaper:
    act = facts.act
    names = _names(facts)
    return papers.ReceiptPaper(
        facts,
        months_text(act.months),
        names.get(act.made_by, ""),
        link("ledger.verify_receipt", token=facts.entry.token, _external=True) or "",
        stamp_duty=_needs_stamp(facts),
        approver=names.get(facts.entry.approved_by or 0, ""),
    )


def _names(facts: Receipt) -> dict[int, str]:
    """Who recorded it, and who agreed."""
    who = [facts.act.made_by, *filter(None, [facts.entry.approved_by])]
    return people.names_of(signed_in().cooperative_id, who)


def _whatsapp(facts: Receipt, *, with_balance: bool) -> str | None:
    """A link that opens WhatsApp with a short text; no identity number, no balance unless asked."""
    if not facts.member.phone:
        return None
    lines = [
        f"{letterhead().name}",
        _("Receipt %(voucher)s", voucher=facts.entry.voucher),
        long_day(facts.act.paid_on),
        _("Name: %(name)s", name=facts.member.label),
    ]
    for line in facts.lines:
        lines.append(f"{line.product.name}: {rupiah_text(line.amount)}")
        if with_balance:
            lines.append(_("Balance: %(amount)s", amount=rupiah_text(line.balance)))
    if facts.act.months:
        lines.append(_("For: %(months)s", months=months_text(facts.act.months)))
    lines.append(_("Check: %(address)s", address=_verify_address(facts)))
    return whatsapp.link_to(facts.member.phone, lines)


def _verify_address(facts: Receipt) -> str:
    return link("ledger.verify_receipt", token=facts.entry.token, _external=True) or ""
