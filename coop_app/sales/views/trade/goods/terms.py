"""The commission: what holds since when, for whom, for which goods."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.goods import CommissionForm
from coop_app.sales.queries.trade import lying
from coop_app.sales.service import trade
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.shared import desk, mille_text
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/titip-jual/komisi")
@requires("sales.consign")
def commission_form() -> Response:
    """What holds, and the form for a new one."""
    return _page(CommissionForm(formdata=None, valid_from=desk().today))


@bp.post("/titip-jual/komisi")
@requires("sales.consign")
def set_commission() -> Response:
    """Write a commission down."""
    form = _offered(CommissionForm.from_request())
    if not form.ok:
        return _page(form)
    try:
        with transaction():
            trade.set_rate(desk=desk(), new=form.rate(), request_id=form.request_id.data)
    except Refused as refusal:
        return _page(form.blame(refusal))
    return see_other("sales.commission_form")


def _offered(form: CommissionForm) -> CommissionForm:
    book_id = signed_in().book_id
    items = lying.consigned_items(book_id)
    owners = sorted({item.owner_member_id or 0 for item in items})
    names = members.names(signed_in().cooperative_id, owners)
    ordered = sorted(names.items(), key=lambda pair: pair[1])
    form.member.choices = [(0, _("Every owner")), *ordered]
    form.item.choices = [(0, _("All goods")), *((item.id, item.name) for item in items)]
    return form


def _page(form: CommissionForm) -> Response:
    _offered(form)
    names, goods = dict(form.member.choices), dict(form.item.choices)
    rows: list[dict[str, Any]] = [
        {
            "from": rate.valid_from, "whose": names.get(rate.member_id or 0, ""),
            "goods": goods.get(rate.item_id or 0, ""), "percent": mille_text(rate.mille),
        }
        for rate in reversed(lying.rates(signed_in().cooperative_id))
    ]  # fmt: skip
    return page("sales/commission_form.html", form=form, rows=rows)
