"""Remittance services side by side: rupiah at home first, the cost in percent second."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from flask import request, url_for
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.forms.calculators.services import MOST_ROWS, RemittanceForm, Row, rows_asked
from coop_app.literacy.queries.calculators import quotes
from coop_app.literacy.queries.calculators.quotes import QuoteRow
from coop_app.literacy.rules.calculators.comparing import Comparison, Mark, Offer, compare
from coop_app.literacy.rules.calculators.quotes import OLD_DAYS, check_currency
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.calculators.asking import answered, tool_page
from coop_app.literacy.views.calculators.house import READING, house
from coop_app.refusal import N_
from coop_app.web.access import pace, public

MARKS = {
    Mark.CHEAP: ("", N_("Cheap: 3% or less")),
    Mark.MIDDLE: ("middle", N_("Middling: more than 3%, at most 5%")),
    Mark.DEAR: ("dear", N_("Dear: more than 5%")),
    Mark.BETTER: ("middle", N_("Better than the rate between banks")),
    Mark.UNKNOWN: ("middle", N_("Percent not known")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One service among the answers: its row, and how many days old its figures are."""

    row: Row
    offer: Offer | None
    age: int | None

    @property
    def is_old(self) -> bool:
        """Whether the age must be said aloud."""
        return self.age is not None and self.age >= OLD_DAYS


@dataclass(frozen=True, slots=True)
class Answer:
    """The services as they are ranked, those left out, and the comparison behind."""

    ranked: list[Shown]
    unclear: list[Shown]
    comparison: Comparison
    #: whose table of fewer transfers is shown; the others with the address of theirs
    chosen: Shown | None
    others: list[tuple[str, str]]


@bp.get("/belajar/kiriman")
@public
@pace.limit(READING)
def remittance() -> Response:
    """Several services for one transfer: typed in, or picked from the trainer's quotes."""
    today, cooperative_id = clock.today(), house()
    picked = quotes.pick(cooperative_id, request.args.getlist("quote", type=int)[:MOST_ROWS])
    form = RemittanceForm.asked(times=12, **_usual(picked))
    rows = rows_asked(picked)
    found = answered(form, lambda: _answer(form, rows, picked))
    offered = quotes.offered(cooperative_id, on=today)
    return tool_page(
        "literacy/remittance.html", tool="remittance", found=found, form=form, rows=rows,
        quotes=offered, marks=MARKS, today=today, may_add=len(rows) < MOST_ROWS,
    )  # fmt: skip


def _with(one: Shown) -> str:
    asked = {name: texts for name, texts in request.args.lists() if name not in {"with", "rows"}}
    query = urlencode(asked | {"with": [str(one.row.number)]}, doseq=True)
    return f"{url_for('literacy.remittance')}?{query}#lebih-jarang"


def _usual(picked: list[QuoteRow]) -> dict[str, object]:
    return {"currency": picked[0].currency} if picked else {}


def _answer(form: RemittanceForm, rows: list[Row], picked: list[QuoteRow]) -> Answer | None:
    """Raises the refusals of the comparison; None when a row cannot be read (the row says why)."""
    check_currency(picked, form.currency.data)
    written, today = [row for row in rows if not row.is_empty], clock.today()
    amount: Decimal = form.facts["amount"]
    mid = form.facts["rate_mid"] or None
    shown = [Shown(row, None, _age(row, today)) if row.is_silent else _shown(row, amount, mid, today)
             for row in written]  # fmt: skip
    form.blamed = any(row.errors for row in written)
    if not shown or form.blamed:
        return None
    offers = {id(one.offer): one for one in shown if one.offer}
    comparison = compare([one.offer for one in shown if one.offer], times=form.times.data or 0)
    ranked = [offers[id(offer)] for offer in comparison.ranked]
    chosen = _chosen(ranked)
    others = [(one.row.name, _with(one)) for one in ranked if one is not chosen]
    unclear = [one for one in shown if not one.row.is_open]
    return Answer(ranked, unclear, comparison, chosen, others)


def _chosen(ranked: list[Shown]) -> Shown | None:
    """The service that the address names, or the best."""
    asked = request.args.get("with", type=int)
    named = [one for one in ranked if one.row.number == asked]
    return next(iter([*named, *ranked]), None)


def _shown(row: Row, amount: Decimal, mid: Decimal | None, today: date) -> Shown:
    return Shown(row, row.offer(amount, mid), _age(row, today))


def _age(row: Row, today: date) -> int | None:
    read_on = row.asked_on
    return (today - read_on).days if read_on and read_on <= today else None
