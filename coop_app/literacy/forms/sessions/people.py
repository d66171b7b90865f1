"""What people say about themselves when they join, and what trainers write down about them."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from coop_app.literacy.rules.sessions.people import BAND_NAMES, SEXES, STATUSES, Facts
from coop_app.web.forms import ChoiceField, CoopForm, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
_CHOOSE = InputRequired(_l("Choose one."))
#: the choice of a village that is not on the list
OTHER = "other"


def _shown(words: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(key, _l(text)) for key, text in words.items()]


class JoinCodeForm(CoopForm):
    """The code on the wall."""

    code = TextField(
        _l("Code"), [_REQUIRED],
        render_kw={
            "maxlength": 9, "autocapitalize": "characters", "autocomplete": "off",
            "spellcheck": "false", "placeholder": "KMT 479",
        },
    )  # fmt: skip


class JoinForm(CoopForm):
    """Who joins: as little as reports need."""

    agree = BooleanField(_l("I agree"))
    name = TextField(
        _l("Your name"), [_REQUIRED], render_kw={"autocomplete": "name", "maxlength": 80}
    )
    sex = RadioField(_l("You are"), [_CHOOSE], choices=_shown(SEXES))
    age_band = RadioField(_l("Your age"), choices=_shown(BAND_NAMES), default="")
    village = ChoiceField(_l("Your village"), [_CHOOSE])
    other_village = TextField(_l("Another village"), render_kw={"maxlength": 60})
    migrant_status = RadioField(_l("Which one are you?"), choices=_shown(STATUSES), default="")
    country = TextField(_l("Which country?"), render_kw={"maxlength": 60})
    disability = TextField(
        _l("Do you need something so that you can take part well?"), render_kw={"maxlength": 200}
    )
    #: a trap: people do not see it, programs fill it in
    website = StringField(
        "Website", render_kw={"tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
    )

    def offer(self, villages: list[str]) -> "JoinForm":
        """Fill in the villages."""
        known = [SelectChoice(name, name) for name in villages]
        none, other = (
            SelectChoice("", _l("Choose one.")),
            SelectChoice(OTHER, _l("Another village")),
        )
        self.village.choices = [none, *known, other]
        return self

    def typed(self, member_id: int | None = None) -> Facts:
        """As typed."""
        chosen = self.village.data or ""
        return Facts(
            name=self.name.data or "", sex=self.sex.data or "", age_band=self.age_band.data or "",
            village=(self.other_village.data or "") if chosen == OTHER else chosen,
            migrant_status=self.migrant_status.data or "", country=self.country.data or "",
            disability=self.disability.data or "", member_id=member_id,
        )  # fmt: skip

    @property
    def is_trap_filled(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.website.data)


class PersonForm(CoopForm):
    """A participant as the trainer knows them."""

    name = TextField(_l("Name"), [_REQUIRED], render_kw={"maxlength": 80})
    sex = ChoiceField(_l("Sex"), choices=[SelectChoice("", "–"), *_shown(SEXES)])
    birth_year = IntegerField(
        _l("Year of birth"), [Optional()], render_kw={"inputmode": "numeric", "maxlength": 4}
    )
    age_band = ChoiceField(_l("Age"), choices=_shown(BAND_NAMES))
    village = TextField(_l("Village"), [_REQUIRED], render_kw={"maxlength": 60})
    migrant_status = ChoiceField(_l("Work abroad"), choices=_shown(STATUSES))
    country = TextField(_l("Country"), render_kw={"maxlength": 60})
    phone = TextField(_l("Telephone"), render_kw={"inputmode": "tel", "maxlength": 30})
    disability = TextField(
        _l("What the person said about a disability, in the own words"),
        render_kw={"maxlength": 200},
    )
    member_number = IntegerField(
        _l("Member number, if a member"), [Optional()], render_kw={"inputmode": "numeric"}
    )
    agreed = BooleanField(_l("Agreed, aloud or on paper, that we keep the name"))

    def typed(self, member_id: int | None) -> Facts:
        """As typed."""
        named = {
            name: getattr(self, name).data or ""
            for name in Facts.__dataclass_fields__
            if name not in ("birth_year", "member_id")
        }
        return Facts(**named, birth_year=self.birth_year.data, member_id=member_id)


class OtherPersonForm(CoopForm):
    """Which other participant is meant."""

    other_id = IntegerField(_l("The other person"), [_REQUIRED])
