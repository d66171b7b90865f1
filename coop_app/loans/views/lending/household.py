"""The family's own budget in an application, as far as the family lets it be read."""

from collections.abc import Mapping

from flask_babel import gettext as _

from coop_app.loans import queries
from coop_app.loans.forms.applications import ApplicationForm
from coop_app.loans.rules.lending.household import LINES, BudgetSource, FamilyBudget
from coop_app.loans.service.neighbours import family_budget
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, member_key
from coop_app.refusal import Refused
from coop_app.web.filters import long_day


def read_for(member_id: int | None) -> FamilyBudget | None:
    """What the member's family lets us read today."""
    return family_budget(desk(), member_id) if member_id else None


def household_facts(family: FamilyBudget | None) -> dict[str, object]:
    """For a new form; nothing without a consent."""
    if family is None:
        return {}
    return {"household": dict(family.lines), "from_family": "1"}


def fill_from_family(form: ApplicationForm) -> ApplicationForm:
    """The figures of the typed member's family, or a sentence that there is no consent.

    Raises what finding a member refuses.
    """
    family = read_for(member_key(form.member.data or ""))
    if family is None:
        form.form_errors.append(
            _("No family budget may be read for this member. The family gives its consent itself.")
        )
        return form
    put(form, family.lines)
    form.from_family.data = "1"
    return form


def put(form: ApplicationForm, lines: Mapping[str, object]) -> None:
    """Write the lines into the form, in place of what was typed."""
    for name in LINES:
        field = getattr(form.household.form, name)
        field.typed, field.data = None, lines.get(name)


def source_of(form: ApplicationForm, loan_id: int | None) -> str:
    """Where the figures of the form come from, while they may still be shown."""
    if not form.from_family.data or not form.member.data:
        return ""
    try:
        family = read_for(member_key(form.member.data))
    except Refused:
        return ""
    kept = queries.details_of(loan_id).source if loan_id else None
    return source_text(family or kept)


@bp.app_template_global("family_source")
def source_text(source: BudgetSource | FamilyBudget | None) -> str:
    """One sentence for the form and the papers."""
    if source is None:
        return ""
    said = _(
        "Source: the family's own budget, consent of %(day)s, average of %(months)s months.",
        day=long_day(source.consented_on), months=source.months,
    )  # fmt: skip
    if isinstance(source, BudgetSource) and source.changed:
        said += " " + _("Figures were changed with the applicant.")
    return str(said)
