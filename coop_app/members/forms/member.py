"""Forms about one member."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.members.rules import names
from coop_app.members.rules.facts import HeirFacts, MemberFacts, StayFacts
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField

ROWS = 4


def _number(value: str) -> int | None:
    return int(value) if value else None


class MemberForm(CoopForm):
    """The facts of a member, at admission and later."""

    #: whether the person at the screen is asked about a likely double
    is_asked = False
    name = TextField(_l("Full name"), [DataRequired()], render_kw={"autocomplete": "off"})
    group_id = ChoiceField(
        _l("Village group"), [DataRequired(_l("Choose the village group."))], coerce=int
    )
    sex = ChoiceField(
        _l("Woman or man"),
        [DataRequired(_l("Choose woman or man."))],
        choices=[
            SelectChoice("", "—"),
            SelectChoice("F", _l("Woman")),
            SelectChoice("M", _l("Man")),
        ],
    )
    birth_year = IntegerField(_l("Year of birth"), [Optional()], render_kw={"inputmode": "numeric"})
    nik = TextField(_l("NIK"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    remove_nik = BooleanField(_l("Remove the stored NIK"))
    phone = TextField(_l("Telephone"), render_kw={"inputmode": "tel", "autocomplete": "off"})
    address = TextAreaField(_l("Address"), render_kw={"rows": 3})
    joined_on = DayField(_l("Joined on"), [InputRequired()])
    old_number = TextField(_l("Number in the old book"))
    despite_double = BooleanField(_l("This is another person"))

    def member_facts(self, *, keep_nik: bool) -> MemberFacts:
        """The typed facts; with `keep_nik` an empty NIK leaves the stored one alone."""
        nik = self.nik.data or ""
        stays = keep_nik and not nik and not self.remove_nik.data
        return MemberFacts(
            name=self.name.data or "", group_id=self.group_id.data, sex=self.sex.data,
            birth_year=self.birth_year.data, nik=None if stays else nik,
            phone=self.phone.data or "", address=self.address.data or "",
            joined_on=self.joined_on.data, old_number=self.old_number.data or "",
        )  # fmt: skip


class StatusForm(CoopForm):
    """The next step of a membership."""

    status = ChoiceField(_l("New status"), [DataRequired()])
    on = DayField(_l("Date"), [InputRequired()])
    reason = TextField(_l("Reason"))


class ReturnForm(CoopForm):
    """Who left is admitted again."""

    on = DayField(_l("Date"), [InputRequired()])
    reason = TextField(_l("Reason"), [DataRequired()])


class ReasonForm(CoopForm):
    """Why somebody looks at an identity number."""

    reason = TextField(_l("Reason"), [DataRequired()])


class Ticks(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class BackgroundForm(CoopForm):
    """Programmes and household; heirs and stays are read from their rows by `heirs` and `stays`."""

    programmes = Ticks(_l("Programmes"), coerce=int)
    household_id = ChoiceField(_l("Household"), coerce=_number)
    new_household = TextField(_l("New household"))


class HeirRow(CoopForm):
    """One heir among several."""

    name = TextField(_l("Name"))
    relation = TextField(_l("Relation"))
    phone = TextField(_l("Telephone"), render_kw={"inputmode": "tel"})

    class Meta(CoopForm.Meta):
        """Part of a form that is protected as a whole."""

        csrf = False

    def read(self) -> HeirFacts | None:
        """The heir, or None for an empty row."""
        typed = {name: getattr(self, name).data or "" for name in ("name", "relation", "phone")}
        return HeirFacts(**typed) if any(typed.values()) else None


class StayRow(CoopForm):
    """One stay abroad among several."""

    country = TextField(_l("Country"))
    work = TextField(_l("Work"))
    from_year = IntegerField(_l("From year"), [Optional()], render_kw={"inputmode": "numeric"})
    to_year = IntegerField(_l("To year"), [Optional()], render_kw={"inputmode": "numeric"})
    returned_on = DayField(_l("Came home on"))

    class Meta(CoopForm.Meta):
        """Part of a form that is protected as a whole."""

        csrf = False

    def read(self) -> StayFacts | None:
        """The stay, or None for an empty row."""
        typed: dict[str, Any] = {
            name: getattr(self, name).data
            for name in ("country", "work", "from_year", "to_year", "returned_on")
        }
        if not any(typed.values()):
            return None
        typed["country"] = names.tidy(typed["country"] or "")
        return StayFacts(**(typed | {"work": typed["work"] or ""}))
