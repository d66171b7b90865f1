"""A month's interest: look at all members, see why, post it, watch it being posted."""

from dataclasses import replace
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries as savings
from coop_app.savings.queries import interest as queries
from coop_app.savings.queries.interest import InterestMonth, InterestRow
from coop_app.savings.rules.interest import METHOD_NAMES, RateTier, Terms, terms
from coop_app.savings.rules.payments import Desk
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service import interest as service
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.web import working
from coop_app.web.access import requires
from coop_app.web.filters import day, month_name, rupiah_text
from coop_app.web.forms import CoopForm, say
from coop_app.web.pages import found_or_404, page, see_other
from coop_app.web.tables import Column, Table, respond, total_row

_ROWS = 150
_MOST = 250
_MONEY = ("interest", "tax", "net", "due")


def month_asked(here: Desk) -> Month:
    """The month in the address, or the last one that is over."""
    try:
        return Month.parse(request.args.get("bulan", ""))
    except Refused:
        return Month.of(here.today).plus(-1)


def known_month(text: str) -> Month:
    """The month of an address; 404 for what is none."""
    try:
        return Month.parse(text)
    except Refused:
        return Month.parse(found_or_404(None))


@bp.get("/jasa")
@requires("savings.interest")
def interest() -> Response:
    """What every saver earned in a month, what is posted and what waits."""
    here = desk()
    month = month_asked(here)
    try:
        found = queries.interest_month(here.cooperative_id, here.book_id, month)
    except Refused as refusal:
        return page(
            "savings/interest.html", month=month, refused=say(refusal), found=None, work=None
        )
    table = month_table(found, start=0 if "format" in request.args else _start())
    return respond(
        table, "savings/interest.html", month=month, found=found, refused=_too_early(here, month),
        work=working.state(_name(here, month)), form=CoopForm(), start=_start(), step=_ROWS,
        sums=_sums(found), account_id=_account_id(here),
    )  # fmt: skip


def _start() -> int:
    return max(request.args.get("mulai", 0, type=int), 0)


def _name(here: Desk, month: Month) -> tuple[str, int, str]:
    return ("savings.interest", here.cooperative_id, str(month))


def _too_early(here: Desk, month: Month) -> str:
    try:
        service.entry_day(desk=here, month=month)
    except Refused as refusal:
        return say(refusal)
    return ""


def _account_id(here: Desk) -> int:
    role = savings.get_product(here.cooperative_id, SUKARELA).role
    return ledger.account(book_id=here.book_id, role=role).id


def _sums(found: InterestMonth) -> dict[str, int]:
    return {
        "interest": sum(int(row.interest) for row in found.rows),
        "waiting": sum(int(row.due.interest) for row in found.waiting),
        "tax": sum(int(row.due.tax) for row in found.waiting),
        "net": sum(int(row.due.net) for row in found.waiting),
    }


def month_table(found: InterestMonth, *, start: int = 0) -> Table:
    """All members of a month, or so many of them from `start` on the screen."""
    rows = [_row(row, found.month) for row in found.rows]
    wanted = rows if "format" in request.args else rows[start : start + _ROWS]
    columns = (
        Column("member", _("Member"), width=26),
        Column("balance", _("Balance that earned"), "money", 16),
        Column("days", _("Days"), "count", 7, minor=True),
        Column("interest", _("Interest"), "money", 13),
        Column("tax", _("Tax"), "money", 11),
        Column("net", _("To the member"), "money", 14, minor=True),
        Column("due", _("To be posted"), "money", 14),
        Column("state", _("State"), width=20),
    )
    title = _("Interest on simpanan sukarela, %(month)s", month=month_name(found.month))
    shown = [*wanted, total_row("member", _("Total"), rows, _MONEY)] if rows else []
    return Table(
        title, columns, shown, _notes(found), f"jasa-simpanan-{found.month}", landscape=True
    )


def _notes(found: InterestMonth) -> list[str]:
    held = found.terms
    percent = ", ".join(_tier(tier, held) for tier in held.tiers)
    rule = _("Earns on: %(method)s, year of %(days)s days", method=_(METHOD_NAMES[held.method]), days=held.day_basis)  # fmt: skip
    free, rate = rupiah_text(found.tax.free_per_month), terms.percent_text(found.tax.percent)
    tax = _("Tax: nothing up to %(free)s a month, else %(percent)s %% of all of it.", free=free, percent=rate)  # fmt: skip
    return [f"{rule}; {percent}.", tax]


def _tier(tier: RateTier, held: Terms) -> str:
    percent = terms.percent_text(terms.percent_of(tier.mille))
    if tier.below is not None:
        bound = rupiah_text(tier.below)
        return str(_("below %(bound)s: %(percent)s %%", bound=bound, percent=percent))
    words = str(_("%(percent)s %% a year", percent=percent))
    return f"{_('above that')}: {words}" if len(held.tiers) > 1 else words


def _row(row: InterestRow, month: Month) -> dict[str, Any]:
    tax = row.standing.account.tax + row.due.tax
    facts: dict[str, Any] = {
        "member": row.member.label, "state": _state(row), "interest": int(row.interest),
        "tax": int(tax), "net": int(row.interest - tax), "due": int(row.due.net),
        "_url": url_for("savings.interest_why", month=str(month), member_id=row.member.id),
    }  # fmt: skip
    if row.earned is not None:
        facts |= {"balance": int(row.earned.balance), "days": row.earned.number_of_days}
    return facts


def _state(row: InterestRow) -> str:
    if row.problem is not None:
        return say(row.problem)
    if row.due.interest_left:
        words = _("correction waits: too little in the account")
    elif row.due.is_nothing:
        words = _("posted") if row.is_adjustment else _("nothing earned")
    else:
        words = _("difference to be posted") if row.is_adjustment else _("to be posted")
    return str(words)


@bp.get("/jasa/<month>/anggota/<int:member_id>")
@requires("savings.interest")
def interest_why(month: str, member_id: int) -> Response:
    """Why a member's month earned this: the balances, the rule, the tax, the postings."""
    here, wanted = desk(), known_month(month)
    visible_member(member_id)
    found = queries.interest_month(here.cooperative_id, here.book_id, wanted, only={member_id})
    row = found_or_404(next(iter(found.rows), None))
    postings = queries.of_member(here.cooperative_id, here.book_id, member_id, [wanted])
    return page(
        "savings/interest_why.html", row=row, month=wanted, notes=_notes(found), tax=found.tax,
        state=_state(row), day=day, postings=postings,
    )  # fmt: skip


@bp.post("/jasa/<month>/catat")
@requires("savings.interest")
def post_interest(month: str) -> Response:
    """Post what waits, in the background; the next page shows how far it is."""
    wanted, form = known_month(month), CoopForm.from_request()
    here = replace(desk(), part_of=f"interest:{wanted}")
    if form.ok:
        working.start(current_app, _name(here, wanted), lambda heard: post_all(here, wanted, heard))
        return see_other("savings.interest_progress", month=str(wanted))
    return see_other("savings.interest", bulan=str(wanted))


def post_all(here: Desk, month: Month, heard: working.Heard) -> int:
    """Batch after batch until nothing waits; each is kept by itself. Returns how many were posted."""
    done = 0
    while True:
        with transaction():
            batch = service.post_interest(desk=here, month=month, most=_MOST)
        done += batch.posted
        heard(done, done + batch.left)
        if not batch.posted or not batch.left:
            return done


@bp.get("/jasa/<month>/proses")
@requires("savings.interest")
def interest_progress(month: str) -> Response:
    """How far posting is."""
    wanted = known_month(month)
    state = working.state(_name(desk(), wanted))
    if state is None or state.over:
        return see_other("savings.interest", bulan=str(wanted))
    return page("savings/interest_progress.html", month=wanted, state=state)
