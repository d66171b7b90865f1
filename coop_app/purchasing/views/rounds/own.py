"""A member's pages: which rounds are open, how full the sack is, and ordering in three taps."""

from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.forms.rounds import OwnOrderForm
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import Item, Round, Standing
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.purchasing.rules.rounds.tiers import following, price_at, with_margin
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import estimates, words
from coop_app.purchasing.views.rounds.counter import desk, own_member, round_of
from coop_app.purchasing.views.rounds.picture import sacks
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.whatsapp import link_to_anyone

#: what most people order, in steps of the item
_USUAL = (5, 10, 25, 50)


@dataclass(frozen=True, slots=True)
class Choice:
    """A big button: so much, what it costs now, and what at the next price."""

    quantity: int
    cost: Money
    cheaper: Money | None


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item as the member sees it."""

    item: Item
    sentences: list[str]
    picture: Markup
    price: Money
    next_price: Money | None
    wanted: Wanted
    cost: Money
    #: what the same costs in the shops around
    market: Money | None
    left_out: bool
    form: OwnOrderForm
    choices: list[Choice]


@bp.get("/")
@requires("own.order")
def own_rounds() -> Response:
    """The rounds that are open now, and those the member has goods in."""
    person = signed_in()
    member_id = own_member()
    found = queries.list_rounds(person.cooperative_id, states=life.RUNNING)
    shown = [round_of(each.id) for each in found if each.state != life.DRAFT]
    return page(
        "purchasing/own_rounds.html",
        open=[_card(each, member_id) for each in shown if each.state in life.TAKES_ORDERS],
        coming=[
            card
            for each in shown
            if each.state not in life.TAKES_ORDERS
            for card in [_card(each, member_id)]
            if any(wanted.quantity for wanted in card[2].values())
        ],
        states=words.STATES,
    )


def _card(
    shown: Round, member_id: int
) -> tuple[Round, list[tuple[Standing, Markup, list[str]]], dict[str, Wanted]]:
    standings = queries.standings(shown)
    pictured = [(each, _picture(shown, each), words.sentences(shown, each)) for each in standings]
    return shown, pictured, {each.item.name: each.of(member_id) for each in standings}


def _picture(shown: Round, standing: Standing) -> Markup:
    return sacks(standing.progress, " ".join(words.sentences(shown, standing)))


@bp.get("/pesan/<int:round_id>")
@requires("own.order")
def own_round(round_id: int) -> Response:
    """Order in a round, or see what one gets of it."""
    return _own_page(_open_to_members(round_id))


@bp.post("/pesan/<int:round_id>/<int:item_id>")
@requires("own.order")
def own_order(round_id: int, item_id: int) -> Response:
    """Write the order down."""
    shown = _open_to_members(round_id)
    form = OwnOrderForm.from_request()
    if form.ok:
        tap = service.Tap(shown.id, (form.asked(item_id, own_member()),))
        try:
            with transaction():
                service.order(desk=desk(), tap=tap, request_id=form.request_id.data, at=clock.now())
            return see_other("purchasing.own_round", round_id=shown.id, pesan=item_id)
        except Refused as refusal:
            form.blame(refusal)
    return _own_page(shown, item_id, form)


def _open_to_members(round_id: int) -> Round:
    shown = round_of(round_id)
    if shown.state == life.DRAFT:
        raise NotFound
    return shown


def _own_page(shown: Round, item_id: int = 0, form: OwnOrderForm | None = None) -> Response:
    member_id = own_member()
    standings = queries.standings(shown)
    items = [
        _own_item(shown, each, member_id, form if each.item.id == item_id else None)
        for each in standings
    ]
    given = queries.allocations_of(shown.id)
    mine = {
        key: next((each for each in rows if each.member_id == member_id), None)
        for key, rows in given.items()
    }
    # what came is no longer what was hoped for
    brought = {one.item.id: (one, one.of(member_id)) for one in sharings_of(shown)}
    address = url_for("purchasing.own_round", round_id=shown.id, _external=True)
    told = words.share_text(shown, standings, address, letterhead().name)
    return page(
        "purchasing/own_round.html", status=422 if form else 200, round=shown, items=items,
        mine=mine, brought=brought, takes_orders=shown.state in life.TAKES_ORDERS,
        over=shown.times.over(clock.now()), freight=estimates.own_freight(shown, standings, member_id),
        whatsapp=link_to_anyone(told), states=words.STATES, words=words,
        steps=queries.steps_of(shown),
    )  # fmt: skip


def _own_item(
    shown: Round, standing: Standing, member_id: int, form: OwnOrderForm | None
) -> OwnItem:
    item, seen, wanted = standing.item, standing.progress, standing.of(member_id)
    shown_form = form or OwnOrderForm(
        formdata=None, pick=wanted.quantity, tolerance=wanted.tolerance, ceiling=wanted.ceiling
    )
    market = None if item.market_price is None else Money(item.market_price * wanted.quantity)
    return OwnItem(
        item, words.sentences(shown, standing), _picture(shown, standing), seen.price,
        seen.next.price if seen.next else None, wanted, Money(seen.price * wanted.quantity), market,
        str(member_id) in {left.member for left in seen.left_out}, shown_form,
        _choices(shown, standing, wanted),
    )  # fmt: skip


def _choices(shown: Round, standing: Standing, wanted: Wanted) -> list[Choice]:
    """Usual quantities in the item's steps, what stands there now, and nothing."""
    step, pack = standing.item.step, standing.item.terms.pack_size
    usual = {-(-number // step) * step for number in (*_USUAL, pack)}
    if wanted.quantity:
        usual |= {wanted.quantity, 0}
    return [_choice(shown, standing, number, wanted) for number in sorted(usual)]


def _choice(shown: Round, standing: Standing, number: int, wanted: Wanted) -> Choice:
    """The price is the one that the pooled quantity reaches with this order in it."""
    tiers = standing.item.terms.tiers
    pooled = standing.progress.level.quantity - wanted.quantity + number
    price = with_margin(price_at(tiers, pooled), shown.margin)
    above = following(tiers, max(pooled, 1))
    cheaper = with_margin(above.price, shown.margin) if above else None
    return Choice(
        number, Money(price * number), None if cheaper is None else Money(cheaper * number)
    )
