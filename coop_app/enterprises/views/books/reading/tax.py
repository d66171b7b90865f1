"""Turnover of the year and what it means for the tax, in plain words."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.turnover_tax import (
    Status,
    YearTax,
    year_tax,
    years_left,
)
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_table, owned
from coop_app.money import Money, rupiah
from coop_app.web.filters import month_name
from coop_app.web.tables import Column, Table, total_row


@bp.get("/<int:enterprise_id>/omzet")
@owned
def turnover(business: Enterprise) -> Response:
    """All businesses of the owner together: the law looks at the person."""
    today = clock.today()
    year = min(max(request.args.get("tahun", today.year, type=int), 2000), today.year)
    found = tax_of(business, year)
    rows = [{"month": month_name(row.month), "turnover": row.turnover, "so_far": row.so_far,
             "tax": row.tax} for row in found.months]  # fmt: skip
    columns = [
        Column("month", _("Month"), width=18), Column("turnover", _("Turnover"), "money", 16),
        Column("so_far", _("Since January"), "money", 16, minor=True), Column("tax", _("Tax"), "money", 14),
    ]  # fmt: skip
    last = total_row("month", _("Total"), rows, ["turnover", "tax"])
    table = Table(_("Turnover and tax %(year)s", year=year), columns, [*rows, last],
                  [sentence(found)], name=f"omzet-{year}")  # fmt: skip
    return business_table(
        business, table, "enterprises/turnover.html", active="books", tax=found,
        sentence=sentence(found), year=year, hints=_hints(business, found),
        years=list(range(today.year, business.opened_on.year - 1, -1)),
    )  # fmt: skip


def tax_of(business: Enterprise, year: int) -> YearTax:
    """The year of the owner, over all her businesses."""
    through = min(Month.of(clock.today()), Month(year, 12))
    summed: dict[Month, Money] = {}
    for one in queries.enterprises_of(business.cooperative_id, business.member_id):
        for month, amount in queries.turnover(one.book_id, year, through).items():
            summed[month] = summed.get(month, Money(0)) + amount
    return year_tax(year, summed, through=through)


def sentence(tax: YearTax) -> str:
    """Where she stands, in one sentence."""
    facts = {
        "year": tax.year, "turnover": rupiah(tax.turnover), "exempt": rupiah(tax.rule.exempt),
        "left": rupiah(tax.left_free), "tax": rupiah(tax.tax), "ceiling": rupiah(tax.rule.ceiling),
        "percent": format(tax.rule.percent, "f").replace(".", ","),
    }  # fmt: skip
    if tax.status is Status.FREE:
        return str(_("In %(year)s you sold %(turnover)s. No tax: it begins above %(exempt)s in a year, so"
                     " %(left)s are still free.", **facts))  # fmt: skip
    if tax.status is Status.TAXED:
        return str(_("In %(year)s you sold %(turnover)s. That is above %(exempt)s, so what is above it is taxed"
                     " with %(percent)s%%: %(tax)s so far.", **facts))  # fmt: skip
    return str(_("In %(year)s you sold %(turnover)s, more than %(ceiling)s. This simple tax still holds until the"
                 " end of the year; ask the tax office what comes then.", **facts))  # fmt: skip


def _hints(business: Enterprise, tax: YearTax) -> list[str]:
    found = [_("Rule: %(law)s.", law=tax.rule.law)]
    left = years_left(tax.rule, tax_since=business.tax_since, year=tax.year)
    if tax.rule.years is None:
        found.append(_("For persons this rule has no last year."))
    elif left is not None:
        found.append(_("You may use it for %(years)s more years.", years=left))
    else:
        found.append(_("Persons may use it for %(years)s years from their registration.",
                       years=tax.rule.years))  # fmt: skip
    if tax.is_micro:
        found.append(_("With this turnover yours counts as a micro business (up to %(most)s a year).",
                       most=rupiah(tax.rule.micro)))  # fmt: skip
    mine = queries.enterprises_of(business.cooperative_id, business.member_id)
    if len(mine) > 1:
        found.append(_("Counted together: %(names)s.", names=", ".join(one.name for one in mine)))
    return found
