"""A member's own goods of rounds: what was fetched, how it was paid, what was saved."""

from werkzeug.wrappers import Response

from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.purchasing.queries.receiving.benefit import benefits
from coop_app.purchasing.queries.receiving.deliveries import get_delivery, list_deliveries
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import list_rounds
from coop_app.purchasing.rules.receiving.ways import Means
from coop_app.purchasing.service.receiving import delivering
from coop_app.purchasing.service.receiving.sharing import HANDS_OUT
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving.counter import desk, round_of, signed
from coop_app.purchasing.views.receiving.papers import invoice as paper
from coop_app.purchasing.views.rounds.counter import own_member
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import found_or_404, page, send_pdf


@bp.get("/barang-saya")
@requires("own.order")
def own_goods() -> Response:
    """What waits for me, what I took, and what I saved by ordering together."""
    coop, member_id = signed_in().cooperative_id, own_member()
    found = list_deliveries(coop, member_id=member_id)
    rounds = {one.id: one for one in list_rounds(coop)}
    waiting = [
        (one, share)
        for shown in list_rounds(coop, states=HANDS_OUT)
        for one in sharings_of(shown)
        for share in [one.of(member_id)]
        if share and share.open
    ]
    saved = benefits(coop).get(member_id)
    means: Means = delivering.means_of(desk(), member_id)
    return page(
        "purchasing/own_goods.html", deliveries=found, rounds=rounds, waiting=waiting,
        saved=saved.saved if saved else Money(0), means=means,
    )  # fmt: skip


@bp.get("/barang-saya/<int:delivery_id>.pdf")
@requires("own.order")
def own_invoice(delivery_id: int) -> Response:
    """My invoice once more."""
    coop, member_id = signed_in().cooperative_id, own_member()
    shown = get_delivery(coop, delivery_id)
    found_or_404(shown if shown.member_id == member_id else None)
    round_ = round_of(shown.round_id)
    facts = paper.Facts(
        shown, members.get_member(coop, member_id), round_.label,
        {one.item.id: one for one in sharings_of(round_)},
        signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
    return send_pdf(paper.invoice(facts, letterhead()), name=f"nota-{shown.id}.pdf")
