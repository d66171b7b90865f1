"""What stands at the top of papers."""

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app.auth import queries, service
from coop_app.auth.forms import LetterheadForm
from coop_app.auth.views.blueprint import bp
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_NAMES = ("name", "short_name", "legal_number", "address", "phone")


@bp.get("/pengaturan")
@requires("settings.write")
def letterhead_form(form: LetterheadForm | None = None) -> Response:
    """Name, number, address and phone of the cooperative."""
    facts = queries.cooperative(signed_in().cooperative_id)
    form = form or LetterheadForm(data={name: getattr(facts, name) for name in _NAMES})
    return page("auth/letterhead_form.html", form=form)


@bp.post("/pengaturan")
@requires("settings.write")
def correct_letterhead() -> Response:
    """From now on on every paper."""
    form, person = LetterheadForm.from_request(), signed_in()
    if not form.ok:
        return letterhead_form(form)
    new = service.Letterhead(**{name: form.facts[name] or "" for name in _NAMES})
    facts = {"cooperative_id": person.cooperative_id, "by": person.user_id}
    try:
        with transaction():
            service.correct_letterhead(new, **facts)
    except Refused as refusal:
        return letterhead_form(form.blame(refusal))
    flash(gettext("Saved."))
    return see_other("auth.letterhead_form")
