"""The register of time deposits, what falls due, and one deposit with its papers."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.members import queries as members
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.queries.time_deposits import Certificate
from coop_app.savings.service import time_deposits as service
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, found_members, own_group, visible_member
from coop_app.savings.views.time_deposits import words
from coop_app.web.access import requires
from coop_app.web.filters import long_day
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table, respond, total_row

_SOON = timedelta(days=30)


@bp.get("/berjangka")
@requires("savings.read")
def time_deposits() -> Response:
    """Every deposit, those that end soon first on request; what is due today."""
    here, wanted = desk(), request.args.get("tampil", "")
    every = _visible(queries.list_deposits(here.cooperative_id, open_only=wanted != "semua"))
    if wanted == "jatuh-tempo":
        soon = here.today + _SOON
        every = sorted((d for d in every if d.term.ends_on <= soon), key=lambda d: d.term.ends_on)
    text = request.args.get("cari", "")[:80]
    account = ledger.account(book_id=here.book_id, role="time_deposits")
    return respond(
        _table(every, wanted), "savings/time_deposits.html", wanted=wanted, text=text,
        found=found_members(text), due=service.due(desk=here), form=CoopForm(), account=account,
        mature=[d for d in every if d.is_mature(here.today)],
        held=-ledger.balance(book_id=here.book_id, account=account.id),
    )  # fmt: skip


def _visible(every: list[Certificate]) -> list[Certificate]:
    mine = own_group()
    if mine is None:
        return every
    cards = {card.id for card in members.all_cards(desk().cooperative_id) if card.group_id == mine}
    return [held for held in every if held.member_id in cards]


def _table(every: list[Certificate], wanted: str) -> Table:
    here = desk()
    names = members.names(here.cooperative_id, [held.member_id for held in every])
    rows = [_row(held, names.get(held.member_id, "")) for held in every]
    columns = (
        Column("number", _("Number"), width=10),
        Column("member", _("Member"), width=24),
        Column("product", _("Product"), width=22, minor=True),
        Column("principal", _("Principal"), "money", 15),
        Column("rate", _("Rate"), width=12),
        Column("begins", _("Since"), "date", 12, minor=True),
        Column("ends", _("Matures"), "date", 12),
        Column("state", _("State"), width=16),
    )
    if rows:
        rows.append(total_row("member", _("Total"), rows, ("principal",)))
    title = {
        "jatuh-tempo": _("Time deposits that mature within 30 days"),
        "semua": _("All time deposits, also those paid out"),
    }.get(wanted, _("Time deposits"))
    notes = [_("On %(day)s", day=long_day(here.today))]
    return Table(title, columns, rows, notes, "simpanan-berjangka", landscape=True)


def _row(held: Certificate, name: str) -> dict[str, Any]:
    return {
        "number": held.number_text, "member": name, "product": held.product.name,
        "principal": int(held.principal), "rate": words.percent(held.term.mille),
        "begins": held.term.begins_on, "ends": held.term.ends_on, "state": _state(held),
        "_url": url_for("savings.time_deposit", deposit_id=held.id),
    }  # fmt: skip


def _state(held: Certificate) -> str:
    today = desk().today
    if not held.is_open:
        state = _("paid out") if held.placed else _("reversed")
    elif held.is_mature(today):
        state = _("mature")
    elif held.months_due(today):
        state = _("interest is due")
    else:
        state = _("running")
    return str(state)


@bp.get("/berjangka/<int:deposit_id>")
@requires("savings.read")
def time_deposit(deposit_id: int) -> Response:
    """One deposit: its terms, its papers, what can be done next."""
    here = desk()
    held = queries.get_deposit(here.cooperative_id, deposit_id)
    card = visible_member(held.member_id)
    balance = -ledger.balance(book_id=here.book_id, account="time_deposits", subject=held.subject)
    return page(
        "savings/time_deposit.html", held=held, member=card, balance=balance, words=words,
        state=_state(held), wished=service.wished(held=held, on=here.today) if held.is_open else None,
        titles=words.TITLES, today=here.today, places=dict(savings.place_choices(here.book_id)),
    )  # fmt: skip
