"""Which sales a page was asked for, from its address."""

from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import gettext as _

from coop_app.auth.rules.permissions import KOORDINATOR
from coop_app.dates import parse_date
from coop_app.products.queries import Point
from coop_app.refusal import Refused
from coop_app.sales.queries.till import Wanted
from coop_app.sales.rules.till.acts import WAYS, Way
from coop_app.sales.views.till.counter import desk, own_points
from coop_app.web.access import signed_in
from coop_app.web.filters import day

#: side of the books → its name on the screen
SIDES = ("member", "other")


@dataclass(frozen=True, slots=True)
class Asked:
    """A span of days and what narrows it down."""

    start: date
    end: date
    point: Point | None
    way: str
    audience: str
    text: str
    points: list[Point]

    @property
    def wanted(self) -> Wanted:
        """The same for the queries; a coordinator sees the own point only."""
        point_id = self.point.id if self.point else None
        if point_id is None and signed_in().role == KOORDINATOR:
            point_id = self.points[0].id if self.points else 0
        return Wanted(
            start=self.start, end=self.end, point_id=point_id, way=self.way, audience=self.audience
        )

    @property
    def notes(self) -> list[str]:
        """What was chosen, for papers."""
        found = [_("%(start)s to %(end)s", start=day(self.start), end=day(self.end))]
        if self.point:
            found.append(self.point.name)
        if self.way:
            found.append(_(WAYS[Way(self.way)]))
        if self.audience:
            found.append(_("member side") if self.audience == "member" else _("non-member side"))
        return [str(one) for one in found]


def asked() -> Asked:
    """What the address asks for: this month unless said otherwise."""
    today, points = desk().today, own_points()
    way, side = request.args.get("cara", ""), request.args.get("pihak", "")
    chosen = request.args.get("titik", type=int)
    return Asked(
        start=_day("mulai", today.replace(day=1)), end=_day("sampai", today),
        point=next((one for one in points if one.id == chosen), None),
        way=way if way in set(Way) else "", audience=side if side in SIDES else "",
        text=request.args.get("cari", "").strip()[:60], points=points,
    )  # fmt: skip


def _day(name: str, otherwise: date) -> date:
    try:
        return parse_date(request.args.get(name, ""))
    except Refused:
        return otherwise
