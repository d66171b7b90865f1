"""The public trial: an income in envelopes, with nothing kept until the family wants it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import StartForm
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.months import Period
from coop_app.literacy.queries.family.notes import find_note_request, notes_of
from coop_app.literacy.rules.budget import Budget, Envelope
from coop_app.literacy.rules.family.envelopes import NEED, SUGGESTIONS, Wanted
from coop_app.literacy.rules.family.income import NOTED, OTHER, TYPED
from coop_app.literacy.rules.family.notes import INCOME, SPENDING, Note
from coop_app.literacy.service.family import planning, writing
from coop_app.literacy.service.family.envelopes import add_envelope as add
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.beginning import BEGINNING
from coop_app.literacy.views.family.cards import purpose
from coop_app.literacy.views.family.here import Here, house, household_here, open_here
from coop_app.literacy.views.family.home import READING
from coop_app.literacy.views.family.papers import empty_sheet
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.access import actor, letterhead, pace, public
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other, send_pdf

_ROWS = 12
#: the envelopes of the first rows; the others are for the family's own words
_FIRST = ("food", "school", "energy", "transport", "health", "loan", "emergency", "goal")


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was typed."""

    number: int
    name: str
    planned: str
    spent: str
    envelope: Envelope | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What was typed, what it adds up to, and what could not be read."""

    income: str
    rows: list[Row]
    budget: Budget | None
    errors: list[str]


@bp.get("/belajar/anggaran")
@public
@pace.limit(READING)
def budget() -> Response:
    """Divide an income; the figures live in the address, nothing is kept."""
    trial = _typed(request.args)
    said, mood = purpose(trial.budget.unallocated) if trial.budget else ("", "")
    return page(
        "literacy/budget.html", trial=trial, said=said, mood=mood, here=household_here(),
        can_keep=house() is not None, status=422 if trial.errors else 200,
        keep=StartForm(formdata=None, data={"person": (known.name if (known := actor()) else "")}),
    )  # fmt: skip


@bp.get("/belajar/anggaran/lembar")
@public
@pace.limit(READING)
def budget_sheet() -> Response:
    """An empty A4 to fill in by pen."""
    return send_pdf(empty_sheet(letterhead()), name="lembar-anggaran.pdf")


@bp.post("/belajar/anggaran")
@public
@pace.limit(BEGINNING)
def keep_budget() -> Response:
    """Keep what was tried as the family's own first budget."""
    form, trial = StartForm.from_request(), _typed(request.form)
    if form.is_trap_filled:
        abort(400)
    if not trial.budget or trial.errors or (not household_here() and not form.ok):
        return see_other(
            "literacy.budget",
            **{
                key: value
                for key, value in request.form.items()
                if key[:4] in {"inco", "name", "plan", "spen"}
            },
        )
    here = open_here(
        form.name.data or "", request_id=form.request_id.data or "", person=form.person.data or ""
    )
    return see_other("literacy.plan_form", period_id=_kept(here, trial.budget, form))


def _kept(here: Here, tried: Budget, form: StartForm) -> int:
    """The envelopes that are missing, this month's plan, and what was spent."""
    once = form.request_id.data or ""
    plans: dict[int, Money] = {}
    spent: dict[int, Money] = {}
    with transaction():
        for number, one in enumerate(tried.envelopes):
            key = _envelope_for(here, one.name, f"{once}:{number}")
            plans[key] = plans.get(key, ZERO) + one.planned
            spent[key] = spent.get(key, ZERO) + one.spent
        period = planning.period_for(keeper=here.keeper, on=clock.today())
        planning.save_plan(keeper=here.keeper, period_id=period.id, plans=plans)
        basis = _noted(here, period, (tried.income, spent), once)
        planning.choose_base(
            keeper=here.keeper, period_id=period.id, basis=basis, typed=tried.income
        )
        return period.id


def _envelope_for(here: Here, name: str, request_id: str) -> int:
    """The envelope of this name; two lines of one name are one envelope."""
    known = {one.name.casefold(): one.id for one in envelopes_of(here.household_id)}
    if key := known.get(name.casefold()):
        return key
    like = next((one for one in SUGGESTIONS if _(one.name).casefold() == name.casefold()), None)
    wanted = Wanted(name=name, kind=NEED)
    if like:
        wanted = Wanted(
            name=name, kind=like.kind, key=like.key, carries=like.carries, months=like.months
        )
    return add(keeper=here.keeper, wanted=wanted, request_id=request_id)


def _noted(here: Here, period: Period, tried: tuple[Money, dict[int, Money]], once: str) -> str:
    """What came in and was spent becomes notes of a month that has none; which income is divided then."""
    income, spent = tried
    if not any(spent.values()):
        return TYPED
    again = find_note_request(here.household_id, f"{once}:in")
    if not again and notes_of(here.household_id, period_id=period.id, most=1):
        flash(_("What was spent is not taken over: this month has notes already."), "warning")
        return TYPED
    facts: dict[str, Any] = {"on": clock.today(), "words": _("As we tried it")}
    notes = {"in": Note(kind=INCOME, amount=income, source=OTHER, **facts)}
    notes |= {
        str(key): Note(kind=SPENDING, amount=amount, envelope_id=key, **facts)
        for key, amount in spent.items()
    }
    for name, note in notes.items():
        if note.amount:
            writing.write(keeper=here.keeper, note=note, request_id=f"{once}:{name}")
    return NOTED


def _typed(sent: Mapping[str, str]) -> Trial:
    """The lines of the trial; a name without a figure is left out of the sum."""
    errors: list[str] = []
    usual = {one.key: _(one.name) for one in SUGGESTIONS}
    rows = []
    for number in range(1, _ROWS + 1):
        first = usual[_FIRST[number - 1]] if number <= len(_FIRST) else ""
        name = sent.get(f"name-{number}", first)[:60].strip()
        planned, spent = (
            sent.get(f"{what}-{number}", "").strip()[:30] for what in ("planned", "spent")
        )
        rows.append(
            Row(number, name, planned, spent, _envelope(name or first, planned, spent, errors))
        )
    income = sent.get("income", "").strip()[:30]
    amount = _amount(_("Money that came in"), income, errors)
    budget = None
    if income and not errors:
        budget = Budget(amount, [row.envelope for row in rows if row.envelope])
    return Trial(income, rows, budget, errors)


def _envelope(name: str, planned: str, spent: str, errors: list[str]) -> Envelope | None:
    if not (planned or spent):
        return None
    amounts = [_amount(name, text, errors) for text in (planned, spent)]
    return Envelope(name or _("Without a name"), *amounts)


def _amount(name: str, text: str, errors: list[str]) -> Money:
    try:
        found = parse_rupiah(text) if text else ZERO
    except Refused as refusal:
        errors.append(_("%(name)s: %(why)s", name=name, why=say(refusal)))
        return ZERO
    if found < 0:
        errors.append(_("%(name)s: %(why)s", name=name, why=_("The amount must be above zero.")))
    return max(found, ZERO)
