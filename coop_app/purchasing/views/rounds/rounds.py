"""The list of rounds and a round's own page, for treasurer, board and coordinators."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Round, Standing, Step
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import round_of, visible_names
from coop_app.purchasing.views.rounds.doors import DOORS
from coop_app.purchasing.views.rounds.picture import sacks
from coop_app.web.access import letterhead, may, requires, signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.tables import Column, Table, respond
from coop_app.web.whatsapp import link_to_anyone


@bp.get("/ronde")
@requires("purchasing.read")
def rounds() -> Response:
    """All rounds, the newest first."""
    text, state = request.args.get("cari", "")[:80], request.args.get("keadaan", "")
    found = queries.list_rounds(
        signed_in().cooperative_id, text=text, states=[state] if state in life.STATES else None
    )
    columns = [
        Column("number", _("No."), "count", 5, minor=True),
        Column("title", _("What for"), width=26),
        Column("supplier", _("Supplier"), width=18, minor=True),
        Column("state", _("State"), width=14),
        Column("closes", _("Closes"), "moment", 14, minor=True),
        Column("value", _("Value"), "money", 12),
    ]
    notes = [_("Value by the supplier's list, before the bill.")]
    table = Table(
        _("Rounds of buying together"), columns, [_row(each) for each in found], notes=notes,
        name="pengadaan",
    )  # fmt: skip
    return respond(table, "purchasing/rounds.html", text=text, state=state, states=words.STATES)


def _row(shown: Round) -> dict[str, object]:
    state = shown.times.phase(shown.state, clock.now())
    paper = queries.order_paper(shown.cooperative_id, shown.id)
    return {
        "number": shown.number, "title": shown.title, "supplier": shown.supplier_name,
        "state": _(words.STATES[state]), "closes": shown.times.closes_at,
        "value": paper.value if paper else None,
        "_urls": {"title": url_for("purchasing.round_page", round_id=shown.id)},
    }  # fmt: skip


@bp.get("/ronde/<int:round_id>")
@requires("purchasing.read")
def round_page(round_id: int) -> Response:
    """How a round stands, what to do next, who ordered, and what happened until now."""
    shown = round_of(round_id)
    standings = queries.standings(shown)
    table = orders_table(shown, standings)
    steps = queries.steps_of(shown)
    doors = [door for door in DOORS if shown.state in door.states and may(door.permission)]
    return respond(
        table, "purchasing/round_page.html", round=shown, steps=steps, doors=doors,
        pictured=[(each, sacks(each.progress, each.item.name), words.sentences(shown, each))
                  for each in standings],
        outcome=queries.outcome(shown), paper=queries.order_paper(shown.cooperative_id, shown.id),
        whatsapp=link_to_anyone(_told(shown, standings, steps)), over=shown.times.over(clock.now()),
        who=auth.names_of(shown.cooperative_id, [step.made_by for step in steps if step.made_by]),
        states=words.STATES, acts=words.ACTS, words=words,
    )  # fmt: skip


def _told(shown: Round, standings: list[Standing], steps: list[Step]) -> list[str]:
    house = letterhead().name
    if shown.state == life.CANCELLED:
        return words.cancel_text(shown, steps[-1].why, house)
    address = url_for("purchasing.own_round", round_id=shown.id, _external=True)
    return words.share_text(shown, standings, address, house)


def orders_table(shown: Round, standings: list[Standing]) -> Table:
    """Who ordered what, as far as the person at the screen may see."""
    everybody = sorted({member for each in standings for member in each.members})
    cards = visible_names(everybody)
    columns = [
        Column("member", _("Member"), width=24),
        Column("group", _("Group"), width=12, minor=True),
        *(
            Column(f"item-{each.item.id}", f"{each.item.name} ({each.item.order_unit})", "text", 14)
            for each in standings
        ),
        Column("value", _("Costs about"), "money", 12),
    ]
    rows = [
        {
            "member": card.label, "group": card.group_name,
            **{f"item-{each.item.id}": _short(each, key) for each in standings},
            "value": sum(each.of(key).quantity * each.progress.price for each in standings),
        }
        for key, card in sorted(cards.items(), key=lambda pair: pair[1].number)
    ]  # fmt: skip
    notes = [f"{shown.supplier_name}, {_(words.STATES[shown.state])}"]
    return Table(shown.label, columns, rows, notes=notes, name=f"pesanan-{shown.number}")


def _short(standing: Standing, member_id: int) -> str:
    """`25 +5 ≤Rp10.600`."""
    wanted = standing.of(member_id)
    parts = [str(wanted.quantity)] if wanted.quantity or wanted.tolerance else []
    if wanted.tolerance:
        parts.append(f"+{wanted.tolerance}")
    if wanted.ceiling:
        parts.append(f"max {rupiah_text(wanted.ceiling)}")
    return " ".join(parts)
