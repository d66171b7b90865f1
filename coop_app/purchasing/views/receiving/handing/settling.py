"""The account of a round: what came in, went out and remained; its settlement."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.products import queries as products
from coop_app.purchasing.forms.receiving.handing import SettleForm
from coop_app.purchasing.queries.receiving.account import RoundAccount, account_of
from coop_app.purchasing.queries.receiving.benefit import benefits
from coop_app.purchasing.queries.receiving.receipts import Wanted, list_receipts
from coop_app.purchasing.queries.receiving.settlements import find_settlement
from coop_app.purchasing.queries.rounds import Round, items_of
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.service.receiving import settling
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving.counter import cards_of, desk, round_of
from coop_app.purchasing.views.receiving.papers import account as paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires
from coop_app.web.pages import page, see_other, send_pdf


@bp.get("/ronde/<int:round_id>/neraca")
@requires("purchasing.read")
def round_account(round_id: int) -> Response:
    """The account sheet as it stands now; when all is done, the form that settles the round."""
    return _page(round_of(round_id), SettleForm(formdata=None))


@bp.post("/ronde/<int:round_id>/neraca")
@requires("purchasing.receive")
def settle(round_id: int) -> Response:
    """Settle the round."""
    form, here = SettleForm.from_request(), desk()
    if not form.ok:
        return _page(round_of(round_id), form)
    try:
        with transaction():
            settling.settle(
                desk=here, round_id=round_id, on=here.today, explained=form.explained.data or ""
            )
    except Refused as refusal:
        return _page(round_of(round_id), form.blame(refusal))
    return see_other("purchasing.round_account", round_id=round_id)


def _texts(shown: Round, sheet: RoundAccount) -> paper.Facts:
    """The sheet with quantities in words."""
    goods = {one.name: one.item_id for one in items_of(shown)}
    known = products.items_of(shown.book_id, set(goods.values()))
    items = {name: known[key] for name, key in goods.items()}
    return paper.Facts(shown, sheet, items, find_settlement(shown.id))


def _page(shown: Round, form: SettleForm) -> Response:
    sheet = account_of(shown)
    found = benefits(shown.cooperative_id, round_id=shown.id)
    cards = cards_of(found)
    saved = sorted(
        ((cards[key], one) for key, one in found.items() if key in cards),
        key=lambda each: each[0].name,
    )
    return page(
        "purchasing/round_account.html", round=shown, sheet=sheet, form=form, saved=saved,
        facts=_texts(shown, sheet), ways=paper.way_names(), settled=find_settlement(shown.id),
        receipts=list_receipts(shown.cooperative_id, Wanted(round_id=shown.id)),
        can_settle=bool(sheet.items) and shown.state in (life.RECEIVED, life.DISTRIBUTED),
        title=_("Account of the round"),
    )  # fmt: skip


@bp.get("/ronde/<int:round_id>/neraca.pdf")
@requires("purchasing.read")
def round_account_pdf(round_id: int) -> Response:
    """The sheet for the annual meeting."""
    shown = round_of(round_id)
    content = paper.sheet(_texts(shown, account_of(shown)), letterhead())
    return send_pdf(content, name=f"neraca-ronde-{shown.number}.pdf")
