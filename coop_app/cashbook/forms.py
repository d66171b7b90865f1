"""Forms of the cash book: typed text becomes amounts, dates and choices."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.web.forms import CoopForm, DayField, RupiahField, TextField

LONGEST = 200


class RecordForm(SecondPersonForm):
    """Money in or money out."""

    direction = HiddenField()
    place_id = RadioField(
        _l("Which cash place?"),
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(_l("Choose one of the cash places."))],
    )
    description = TextField(
        _l("Description"),
        validators=[
            InputRequired(_l("Write in a few words what the money was for.")),
            Length(max=LONGEST),
        ],
    )
    category = RadioField(
        _l("What for?"),
        validate_choice=False,
        validators=[InputRequired(_l("Choose what the money was for."))],
    )
    amount = RupiahField(
        _l("Amount"), validators=[InputRequired(_l("Write an amount above zero."))]
    )
    on = DayField(_l("Date"), validators=[InputRequired(_l("Write the date."))])
    party = TextField(_l("Received from / paid to"), validators=[Optional(), Length(max=LONGEST)])
    member = TextField(_l("Member (number)"), validators=[Optional(), Length(max=40)])
    group_id = SelectField(_l("Village group"), coerce=int, default=0)
    evidence = TextField(_l("Evidence number"), validators=[Optional(), Length(max=60)])
    note = TextField(_l("Note"), validators=[Optional(), Length(max=LONGEST)])


class TransferForm(SecondPersonForm):
    """Money from one place to another."""

    place_id = SelectField(_l("From place"), coerce=int, validators=[InputRequired()])
    to_id = SelectField(_l("To place"), coerce=int, validators=[InputRequired()])
    amount = RupiahField(
        _l("Amount"), validators=[InputRequired(_l("Write an amount above zero."))]
    )
    on = DayField(_l("Date"), validators=[InputRequired(_l("Write the date."))])
    description = TextField(_l("Description"), validators=[Optional(), Length(max=LONGEST)])
    evidence = TextField(_l("Evidence number"), validators=[Optional(), Length(max=60)])


class EvidenceForm(CoopForm):
    """A number, photos or a PDF."""

    number = TextField(_l("Evidence number"), validators=[Optional(), Length(max=60)])
    file = FileField(_l("Photo or PDF"), validators=[Optional()])


class CountForm(SecondPersonForm):
    """The head of a count; the pieces are read by denomination."""

    on = DayField(_l("Date"), validators=[InputRequired(_l("Write the date."))])
    witnesses = TextField(
        _l("Witnesses"),
        validators=[InputRequired(_l("Write the name of at least one witness of the count."))],
    )
    note = TextField(
        _l("Cause of the difference, if known"), validators=[Optional(), Length(max=LONGEST)]
    )
    book_balance = HiddenField()
    pieces = HiddenField()


class PlaceForm(CoopForm):
    """A new cash place."""

    kind = RadioField(
        _l("Kind"), default="group",
        choices=[
            SelectChoice("group", _l("Cash of a village group")),
            SelectChoice("cash", _l("Another cash box")),
            SelectChoice("bank", _l("Bank account")),
        ],
    )  # fmt: skip
    name = TextField(
        _l("Name of the book"),
        validators=[
            InputRequired(_l("Write a name, for example “Kas Kelompok Desa Sukamaju”.")),
            Length(max=80),
        ],
    )
    group_id = SelectField(_l("Village group"), coerce=int, default=0)
    keeper = TextField(_l("Kept by"), validators=[Optional(), Length(max=80)])


class UploadForm(CoopForm):
    """A workbook and the place whose book it is."""

    place_id = SelectField(_l("Whose book is it?"), coerce=int, validators=[InputRequired()])
    file = FileField(_l("Excel or CSV file"), validators=[Optional()])


class UndoForm(SecondPersonForm):
    """Why an import is taken out again."""

    why = TextField(
        _l("Reason"),
        validators=[InputRequired(_l("Write the reason in a few words.")), Length(max=LONGEST)],
    )


class CorrectionForm(CoopForm):
    """What to set in the ticked rows."""

    category = SelectField(_l("Category"), validate_choice=False)
    member = TextField(_l("Member"), validators=[Optional(), Length(max=80)])
    months = TextField(_l("Dues months"), validators=[Optional(), Length(max=400)])
    included = SelectField(
        _l("Take in?"),
        validate_choice=False,
        choices=[
            SelectChoice("", _l("leave as it is")),
            SelectChoice("in", _l("take in")),
            SelectChoice("out", _l("leave out")),
        ],
    )
    excluded_why = TextField(_l("Why left out"), validators=[Optional(), Length(max=LONGEST)])
    alike = BooleanField(_l("Also all rows with the same description"))
