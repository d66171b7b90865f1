"""The list of what members had saved before this book."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import InputRequired, Length

from coop_app.auth.forms import SecondPersonForm
from coop_app.members.forms.workbook import Rows, first_table
from coop_app.savings.rules import openings
from coop_app.savings.rules.openings import ListRow
from coop_app.web.forms import DayField, TextField


class OpeningForm(SecondPersonForm):
    """The file and the day its amounts are of."""

    file = FileField(
        _l("Excel file (.xlsx) or CSV"),
        [FileRequired(_l("Choose the Excel file with your members."))],
    )
    on = DayField(_l("Amounts of the end of this day"), validators=[InputRequired()])

    second_reason = TextField(
        _l("Reason for the second person"), [InputRequired(), Length(max=300)]
    )

    @property
    def day(self) -> date:
        """The day the amounts are of."""
        day = self.on.data
        assert isinstance(day, date)  # noqa: S101 - a form that is read has one
        return day

    @property
    def rows(self) -> list[ListRow]:
        """The rows with amounts. Raises `ColumnsMissing`, `NobodyInFile` and what reading a workbook refuses."""
        with self.file.data.stream as stream:
            found = first_table(stream.read(), _below_headings, missing=openings.ColumnsMissing)
        kept = [row for row in found if row is not None]
        if not kept:
            raise openings.NobodyInFile
        return kept


def _below_headings(rows: Rows) -> list[ListRow | None]:
    """None stands for the headings, so that a sheet without amounts is found all the same."""
    places: dict[str, int] | None = None
    found: list[ListRow | None] = []
    for line, cells in rows:
        texts = [text for text, _is_number in cells]
        if places is None:
            places = openings.find_columns(texts)
            found = [None] if places else []
        elif row := openings.row_of(line, texts, places):
            found.append(row)
    return found
