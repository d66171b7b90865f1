"""Order a closed round at the supplier; the order as paper and as text; who gets how much."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.purchasing.forms.rounds import PlaceForm
from coop_app.purchasing.forms.rounds.planning import RULES
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Allocated, Item, OrderPaper, Result, Round
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.closing import REASONS
from coop_app.purchasing.rules.rounds.tiers import with_margin
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import desk, own_group, round_of
from coop_app.purchasing.views.rounds.papers.order import order_paper_pdf, order_text
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import found_or_404, page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond
from coop_app.web.whatsapp import link_to


@bp.get("/ronde/<int:round_id>/pesan-pemasok")
@requires("purchasing.manage")
def place_form(round_id: int) -> Response:
    """What goes to the supplier, and when it is wanted."""
    return _place_page(round_of(round_id), PlaceForm(formdata=None, ordered_on=clock.today()))


@bp.post("/ronde/<int:round_id>/pesan-pemasok")
@requires("purchasing.manage")
def place(round_id: int) -> Response:
    """Order; the paper has its number from then on."""
    form = PlaceForm.from_request()
    if form.ok:
        typed = form.facts
        placing = service.Placing(
            round_id, typed["ordered_on"], typed["wanted_on"], typed["note"] or ""
        )
        try:
            with transaction():
                service.place(
                    desk=desk(), placing=placing, request_id=form.request_id.data, at=clock.now()
                )
            return see_other("purchasing.order_page", round_id=round_id)
        except Refused as refusal:
            form.blame(refusal)
    return _place_page(round_of(round_id), form)


def _place_page(shown: Round, form: PlaceForm) -> Response:
    if not form.blamed:
        life.after(shown.state, "place")
    results = queries.results_of(shown.id)
    items = queries.items_of(shown)
    return page(
        "purchasing/place_form.html", form=form, round=shown, words=words,
        rows=[(item, results[item.id]) for item in items if item.id in results],
        total=Money(sum(int(result.value) for result in results.values())),
        supplier=queries.get_supplier(shown.cooperative_id, shown.supplier_id),
    )  # fmt: skip


@bp.get("/ronde/<int:round_id>/pesanan-pemasok")
@requires("purchasing.read")
def order_page(round_id: int) -> Response:
    """The order at the supplier: print it, or send its text."""
    shown, paper = _ordered(round_id)
    supplier = queries.get_supplier(shown.cooperative_id, shown.supplier_id)
    items = {item.id: item for item in queries.items_of(shown)}
    text = order_text(paper, items, letterhead())
    return page(
        "purchasing/order_page.html", round=shown, paper=paper, items=items, supplier=supplier,
        whatsapp=link_to(supplier.facts.phone, text), words=words,
    )  # fmt: skip


@bp.get("/ronde/<int:round_id>/po.pdf")
@requires("purchasing.read")
def order_pdf(round_id: int) -> Response:
    """The order as paper, with signatures."""
    shown, paper = _ordered(round_id)
    supplier = queries.get_supplier(shown.cooperative_id, shown.supplier_id)
    items = {item.id: item for item in queries.items_of(shown)}
    content = order_paper_pdf(paper, shown, supplier, items=items, head=letterhead())
    return send_pdf(content, name=f"{paper.label.replace('/', '-')}.pdf")


def _ordered(round_id: int) -> tuple[Round, OrderPaper]:
    shown = queries.get_round(signed_in().cooperative_id, round_id)
    return shown, found_or_404(queries.order_paper(shown.cooperative_id, shown.id))


@bp.get("/ronde/<int:round_id>/jatah")
@requires("purchasing.read")
def allocation(round_id: int) -> Response:
    """Who gets how much of what was ordered, by which rule, each line with its reason."""
    shown = round_of(round_id)
    items, results = queries.items_of(shown), queries.results_of(shown.id)
    table = Table(
        _("Who gets how much: %(round)s", round=shown.label), _columns(),
        _shares(shown, items, results), notes=_notes(shown, items, results),
        name=f"jatah-{shown.number}", landscape=True,
    )  # fmt: skip
    return respond(table, "purchasing/allocation.html", round=shown)


def _shares(shown: Round, items: list[Item], results: dict[int, Result]) -> list[dict[str, object]]:
    given, mine = queries.allocations_of(shown.id), own_group()
    keys = {each.member_id for rows in given.values() for each in rows}
    cards = {
        card.id: card.label
        for card in members.all_cards(shown.cooperative_id)
        if card.id in keys and mine in (None, card.group_id)
    }
    return [
        _share(shown, item, each, price=results[item.id].price, name=cards[each.member_id])
        for item in items
        for each in given.get(item.id, [])
        if each.member_id in cards
    ]


def _notes(shown: Round, items: list[Item], results: dict[int, Result]) -> list[str]:
    notes = [
        _("%(item)s: %(packs)s %(pack)s, %(total)s, %(price)s",
          item=item.name, packs=results[item.id].packs, pack=item.pack_unit,
          total=words.quantity(results[item.id].ordered, item.order_unit),
          price=words.per_unit(results[item.id].price, item.order_unit))
        for item in items if item.id in results
    ]  # fmt: skip
    return [*notes, _("Shared by this rule: %(rule)s.", rule=_(RULES[Rule(shown.rule)]))]


def _columns() -> list[Column]:
    return [
        Column("place", _("Place"), "count", 7),
        Column("member", _("Member"), width=20),
        Column("item", _("Item"), width=14),
        Column("wished", _("Ordered"), "count", 8),
        Column("tolerance", _("Tolerance"), "count", 8),
        Column("ceiling", _("Ceiling"), "money", 9),
        Column("quantity", _("Gets"), "count", 8),
        Column("value", _("Costs about"), "money", 10),
        Column("reason", _("Why"), width=26),
    ]


def _share(shown: Round, item: Item, each: Allocated, price: Money, name: str) -> dict[str, object]:
    paid = with_margin(price, shown.margin)
    return {
        "place": each.place, "member": name, "item": f"{item.name} ({item.order_unit})",
        "wished": each.wished, "tolerance": each.tolerance or None, "ceiling": each.ceiling,
        "quantity": each.quantity, "value": each.quantity * paid,
        "reason": _(REASONS[each.reason]),
    }  # fmt: skip
