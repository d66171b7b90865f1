"""Forms about groups, programmes and whole registers."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from coop_app.members.service import Choices, GroupFacts
from coop_app.web.forms import ChoiceField, CoopForm, DayField, TextField


class GroupForm(CoopForm):
    """A village group."""

    name = TextField(_l("Name of the group"), [DataRequired()])
    code = TextField(_l("Short code"))
    village = TextField(_l("Village"))
    district = TextField(_l("District"))
    coordinator = TextField(_l("Coordinator's member number"), render_kw={"inputmode": "numeric"})

    def group_facts(self, coordinator_id: int | None) -> GroupFacts:
        """The typed facts."""
        return GroupFacts(
            name=self.name.data or "", code=self.code.data or "", village=self.village.data or "",
            district=self.district.data or "", coordinator_member_id=coordinator_id,
        )  # fmt: skip


class ProgrammeForm(CoopForm):
    """A programme of the cooperative's own."""

    name = TextField(_l("Name of the programme"), [DataRequired()])
    valid_from = DayField(_l("Since"), [InputRequired()])


class UploadForm(CoopForm):
    """A register in Excel."""

    file = FileField(
        _l("Excel file (.xlsx) or CSV"),
        [FileRequired(_l("Choose the Excel file with your members."))],
        render_kw={"accept": ".xlsx,.csv"},
    )


class TakeInForm(CoopForm):
    """What to do with rows that raise a question."""

    make_groups = BooleanField(_l("Make the missing groups"))
    take_doubles = ChoiceField(
        _l("Rows that may be members already"),
        choices=[
            SelectChoice("", _l("Leave them out")),
            SelectChoice("1", _l("Take them in: they are other people")),
        ],
    )

    @property
    def choices(self) -> Choices:
        """What was decided."""
        return Choices(bool(self.make_groups.data), self.take_doubles.data == "1")


class ExportForm(CoopForm):
    """Whether identity numbers go out too, and why."""

    with_nik = BooleanField(_l("Include the full NIK"))
    reason = TextField(_l("Reason"))
