"""Tools: what they are still worth, their monthly wear, and what becomes of them."""

from dataclasses import dataclass

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import GoneForm, ToolForm
from coop_app.enterprises.queries import Enterprise, OwnedTool
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.service import NewTool
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, business_table, desk_of, owned
from coop_app.money import ZERO, Money
from coop_app.refusal import Refused
from coop_app.web.forms import CoopForm, say
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A tool with its wear so far and what it still stands at."""

    owned: OwnedTool
    worn: Money

    @property
    def left(self) -> Money:
        """What it still stands at in the book."""
        return self.owned.tool.cost - self.worn


def _rows(business: Enterprise) -> list[Row]:
    return [
        Row(one, service.recorded_wear(business, one.tool.id)) for one in service.in_use(business)
    ]


@bp.get("/<int:enterprise_id>/alat")
@owned
def tools(business: Enterprise) -> Response:
    """The tools in use, and the button for their wear."""
    last = Month.of(clock.today()).plus(-1)
    rows, due = _rows(business), service.due_wear(business, last)
    columns = [
        Column("name", _("Tool"), width=26), Column("bought", _("Bought on"), "date", 14),
        Column("cost", _("Bought for"), "money", 14), Column("worn", _("Wear so far"), "money", 14),
        Column("left", _("Still worth"), "money", 14),
    ]  # fmt: skip
    found = [
        {"name": row.owned.tool.name, "bought": row.owned.tool.bought_on,
         "cost": row.owned.tool.cost, "worn": row.worn, "left": row.left}
        for row in rows
    ]  # fmt: skip
    return business_table(
        business, Table(_("Tools"), columns, found, name="alat"), "enterprises/tools.html",
        active="money", rows=rows, due=Money(sum(map(int, due.values()))), last=last,
        form=CoopForm(),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/alat/susut")
@owned
def record_wear(business: Enterprise) -> Response:
    """Record the wear of every month that is over; never twice."""
    form, last = CoopForm.from_request(), Month.of(clock.today()).plus(-1)
    if not form.ok:
        return tools(business.id)
    try:
        with transaction():
            done = service.record_wear(
                desk=desk_of(business), business=business, request_id=form.request_id.data,
                through=last,
            )  # fmt: skip
        flash(_("The wear of %(count)s months is recorded.", count=len(done)))
    except Refused as refusal:
        flash(say(refusal), "warning")
    return see_other("enterprises.tools", enterprise_id=business.id)


@bp.get("/<int:enterprise_id>/alat/baru")
@owned
def tool_form(business: Enterprise, form: ToolForm | None = None) -> Response:
    """A tool that lasts longer than a year."""
    return business_page(
        business, "enterprises/tool_form.html", active="money",
        form=form or ToolForm(on=clock.today()), parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/alat/baru")
@owned
def buy_tool(business: Enterprise) -> Response:
    """Record it."""
    form = ToolForm.from_request()
    if not form.ok:
        return tool_form(business.id, form=form)
    typed = form.facts
    new = NewTool(
        on=typed["on"], name=typed["name"], amount=typed["amount"], years=typed["years"],
        way=Way(typed["way"]), rest_value=typed["rest_value"] or ZERO, party=typed["party"] or "",
    )  # fmt: skip
    try:
        with transaction():
            done = service.buy_tool(
                desk=desk_of(business), business=business, request_id=typed["request_id"], new=new
            )
    except Refused as refusal:
        return tool_form(business.id, form=form.blame(refusal))
    return see_other("enterprises.act", enterprise_id=business.id, act_id=done.id, baru=1)


@bp.get("/<int:enterprise_id>/alat/<int:tool_id>")
@owned
def gone_form(business: Enterprise, tool_id: int, form: GoneForm | None = None) -> Response:
    """A tool that is sold or broken."""
    one = queries.get_tool(business, tool_id)
    return business_page(
        business, "enterprises/gone_form.html", active="money",
        row=Row(one, service.recorded_wear(business, tool_id)),
        form=form or GoneForm(on=clock.today()),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/alat/<int:tool_id>")
@owned
def let_go(business: Enterprise, tool_id: int) -> Response:
    """Record it."""
    form = GoneForm.from_request()
    queries.get_tool(business, tool_id)
    if not form.ok:
        return gone_form(business.id, tool_id=tool_id, form=form)
    typed = form.facts
    try:
        with transaction():
            done = service.let_go(
                desk=desk_of(business), business=business, request_id=typed["request_id"],
                tool_id=tool_id, on=typed["on"], received=typed["amount"] or ZERO,
                way=Way(typed["way"]),
            )  # fmt: skip
    except Refused as refusal:
        return gone_form(business.id, tool_id=tool_id, form=form.blame(refusal))
    return see_other("enterprises.act", enterprise_id=business.id, act_id=done.id, baru=1)
