"""The list of members with search, filters and downloads; one's own page."""

from typing import Any

from flask import redirect, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.members import queries
from coop_app.members.queries import EVERYBODY, PRESENT, MemberFilter
from coop_app.members.rules import phones, standing
from coop_app.members.views.blueprint import bp, coop_id, own_group
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import found_or_404, link
from coop_app.web.tables import FORMATS, Column, Table, respond

PAGE = 50
SEXES = {"F": _l("Woman"), "M": _l("Man")}


@bp.get("")
@requires("members.read")
def members() -> Response:
    """The register: search, filters in the address, fifty to a page."""
    wanted, number = wanted_members(), max(request.args.get("page", 1, type=int), 1)
    whole = request.args.get("format") in FORMATS
    count = queries.count_members(coop_id(), wanted)
    rows = queries.list_members(
        coop_id(), wanted, limit=None if whole else PAGE, offset=0 if whole else (number - 1) * PAGE
    )
    return respond(
        register_table(rows), "members/members.html", rows=rows, count=count, wanted=wanted,
        groups=queries.list_groups(coop_id()), programmes=queries.list_programmes(coop_id()),
        statuses=standing.STATUSES, sexes=SEXES, phone=phones.shown, number=number,
        pages=-(-count // PAGE), address=page_address, restricted=own_group() is not None,
    )  # fmt: skip


def page_address(number: int) -> dict[str, Any]:
    """The same filters, another page."""
    return request.args.to_dict() | {"page": number}


def wanted_members() -> MemberFilter:
    """The filter as it stands in the address; what nobody offers counts as nothing."""
    status = request.args.get("status", PRESENT)
    sex = request.args.get("sex", "")
    group = own_group()
    return MemberFilter(
        text=request.args.get("q", "")[:100],
        group_id=group if group is not None else request.args.get("group", None, type=int),
        status=status if status in {*standing.STATUSES, EVERYBODY} else PRESENT,
        sex=sex if sex in SEXES else "",
        programme_id=request.args.get("programme", None, type=int),
    )


def register_table(rows: list[queries.MemberRow]) -> Table:
    """Buku Daftar Anggota as a table; identity numbers stay out."""
    columns = [
        Column("number", _("Number"), width=6), Column("name", _("Name"), width=19),
        Column("address", _("Address"), width=20), Column("group", _("Village group"), width=11),
        Column("sex", _("Woman or man"), width=8), Column("birth_year", _("Year of birth"), width=6),
        Column("phone", _("Telephone"), width=13), Column("joined_on", _("Joined on"), "date", 10),
        Column("status", _("Status"), width=9), Column("left_on", _("Left on"), "date", 10),
        Column("reason", _("Reason for leaving"), width=13),
    ]  # fmt: skip
    return Table(
        title=_("Member register"), columns=columns, rows=[_cells(row) for row in rows],
        notes=[_("As of %(day)s", day=day(clock.today()))], name="daftar-anggota", landscape=True,
    )  # fmt: skip


def _cells(row: queries.MemberRow) -> dict[str, Any]:
    return {
        "number": row.number_text, "name": row.name, "address": row.address.replace("\n", ", "),
        "group": row.group_name, "sex": str(SEXES[row.sex]),
        "birth_year": str(row.birth_year or ""), "phone": phones.shown(row.phone),
        "joined_on": row.joined_on, "status": _(standing.STATUSES[row.status]),
        "left_on": row.left_on, "reason": row.reason if row.left_on else "",
    }  # fmt: skip


@bp.get("/saya")
@requires("own.read")
def own() -> Response:
    """What the register knows about the person at the screen stands on their own home."""
    found_or_404(signed_in().member_id)
    return redirect(found_or_404(link("reports.own")))
