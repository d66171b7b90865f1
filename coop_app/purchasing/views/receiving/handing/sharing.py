"""Who gets how much of what came, why, and for how much; the lists for the villages."""

from collections import defaultdict
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import auth
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.purchasing.forms.receiving.handing import MoveForm
from coop_app.purchasing.queries.receiving.receipts import Wanted, list_receipts
from coop_app.purchasing.queries.receiving.sharings import (
    MemberShare,
    Shared,
    moves_of,
    sharings_of,
)
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving.acts import ShareMove
from coop_app.purchasing.service.receiving import sharing as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving.counter import (
    cards_of,
    desk,
    member_labels,
    round_of,
)
from coop_app.purchasing.views.receiving.handing.finding import member_key
from coop_app.purchasing.views.receiving.papers import sharing as paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import found_or_404, page, see_other, send_pdf


def reason(shared: Shared, share: MemberShare) -> str:
    """Why a member gets what it gets, in one line that can be checked by hand."""
    rule = {
        "time": _("first come, first served: place %(place)s", place=share.place),
        "proportional": _("in proportion to the orders"),
        "equal": _("one each in turn"),
    }[shared.rule]
    wished = shared.text(share.wished)
    if share.computed > share.wished:
        words = _("%(wished)s ordered, more from the surplus (up to %(spare)s): %(rule)s",
                  wished=wished, spare=shared.text(share.tolerance), rule=rule)  # fmt: skip
    elif share.computed < share.wished:
        words = _("%(wished)s ordered, too little came: %(rule)s", wished=wished, rule=rule)
    else:
        words = _("as ordered") if share.wished else _("nothing ordered")
    if not share.moved:
        return str(words)
    moved = shared.text(abs(share.moved))
    more = (
        _("%(quantity)s more by the treasurer", quantity=moved)
        if share.moved > 0
        else _("%(quantity)s less by the treasurer", quantity=moved)
    )
    return f"{words}; {more}"


@bp.get("/ronde/<int:round_id>/pembagian")
@requires("purchasing.read")
def sharing(round_id: int) -> Response:
    """The sharing of a round: every item, every member, reason and price; buttons to hand over."""
    return _page(round_of(round_id))


def _page(shown: Round, **context: Any) -> Response:
    shared = sharings_of(shown)
    cards = cards_of(share.member_id for one in shared for share in one.shares)
    moves = moves_of(shown)
    return page(
        "purchasing/sharing.html", round=shown, shared=shared, cards=cards, reason=reason,
        people=_people(shared, cards), moves=moves,
        receipts=list_receipts(shown.cooperative_id, Wanted(round_id=shown.id)),
        names=auth.names_of(shown.cooperative_id, {move.made_by for move in moves}),
        hands_out=shown.state in service.HANDS_OUT,
        groups=[one for one in members.list_groups(shown.cooperative_id)
                if any(card.group_id == one.id for card in cards.values())],
        **context,
    )  # fmt: skip


def _people(shared: list[Shared], cards: dict[int, MemberCard]) -> list[dict[str, Any]]:
    """One row a member: what is to be paid, what is still to be fetched."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in shared:
        for share in one.shares:
            if share.member_id in cards and share.quantity:
                sums[share.member_id][0] += int(share.whole)
                sums[share.member_id][1] += int(share.charged)
                sums[share.member_id][2] += share.open
    ordered = sorted(sums, key=lambda key: (cards[key].group_name, cards[key].name))
    return [
        {"card": cards[key], "total": sums[key][0], "paid": sums[key][1], "open": sums[key][2]}
        for key in ordered
    ]


@bp.get("/ronde/<int:round_id>/pembagian/<int:round_item_id>/pindah")
@requires("purchasing.receive")
def move_form(round_id: int, round_item_id: int) -> Response:
    """Part of a share to somebody else."""
    shown, shared = _one(round_id, round_item_id)
    form = MoveForm(formdata=None)
    form.from_member.data = request.args.get("dari", 0, type=int)
    return _move_page(shown, shared, form)


@bp.post("/ronde/<int:round_id>/pembagian/<int:round_item_id>/pindah")
@requires("purchasing.receive")
def move(round_id: int, round_item_id: int) -> Response:
    """Move it, and keep the reason."""
    shown, shared = _one(round_id, round_item_id)
    form = _with_givers(MoveForm.from_request(), shared)
    if not form.ok:
        return _move_page(shown, shared, form)
    try:
        to = (form.to_member.data or "").strip()
        asked = ShareMove(
            round_item_id=round_item_id, from_member_id=form.from_member.data or None,
            to_member_id=member_key(to, field="to_member") if to else None,
            quantity=form.quantity.base_of(shared.product), why=form.why.data or "",
        )  # fmt: skip
        with transaction():
            service.move_share(desk=desk(), move=asked, request_id=form.request_id.data or "")
    except Refused as refusal:
        return _move_page(shown, shared, form.blame(refusal))
    return see_other("purchasing.sharing", round_id=round_id)


def _one(round_id: int, round_item_id: int) -> tuple[Round, Shared]:
    shown = round_of(round_id)
    found = (one for one in sharings_of(shown) if one.item.id == round_item_id)
    return shown, found_or_404(next(found, None))


def _with_givers(form: MoveForm, shared: Shared) -> MoveForm:
    cards = cards_of(share.member_id for share in shared.shares)
    givers = [
        SelectChoice(share.member_id, f"{cards[share.member_id].label}: {shared.text(share.open)}")
        for share in shared.shares
        if share.open and share.member_id in cards
    ]
    own = _("the cooperative's own stock: %(left)s", left=shared.text(shared.left))
    form.from_member.choices = [*givers, SelectChoice(0, own)]
    return form


def _move_page(shown: Round, shared: Shared, form: MoveForm) -> Response:
    return page(
        "purchasing/move_form.html", round=shown, shared=shared, form=_with_givers(form, shared),
        labels=member_labels(),
    )  # fmt: skip


@bp.get("/ronde/<int:round_id>/pembagian.pdf")
@requires("purchasing.read")
def sharing_pdf(round_id: int) -> Response:
    """The distribution list of a village (or of all), with a column to sign."""
    shown, shared = round_of(round_id), sharings_of(round_of(round_id))
    group_id = request.args.get("kelompok", type=int)
    cards = cards_of(share.member_id for one in shared for share in one.shares)
    known = {
        key: card for key, card in cards.items() if group_id is None or card.group_id == group_id
    }
    name = members.get_group(signed_in().cooperative_id, group_id).name if group_id else ""
    facts = paper.Facts(shown, shared, known, name)
    return send_pdf(paper.distribution(facts, letterhead()), name=f"pembagian-{shown.id}.pdf")


@bp.get("/ronde/<int:round_id>/alasan.pdf")
@requires("purchasing.read")
def reasons_pdf(round_id: int) -> Response:
    """The result with the rule and its inputs, member by member, for the wall."""
    shown, shared = round_of(round_id), sharings_of(round_of(round_id))
    cards = cards_of(share.member_id for one in shared for share in one.shares)
    facts = paper.Facts(shown, shared, cards, "")
    return send_pdf(paper.reasons(facts, reason, letterhead()), name=f"alasan-{shown.id}.pdf")
