"""What a statement is asked for, and what is said about a member's month."""

from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from coop_app.refusal import Refused
from coop_app.reports.rules.member_statement import State
from coop_app.reports.rules.periods import COMPARISONS, SPAN_COMPARISONS, Span, year_to
from coop_app.web.forms import ChoiceField, CoopForm, DayField, MonthField, RupiahField


def _choices(comparisons: dict[str, str]) -> list[SelectChoice]:
    offered = [SelectChoice(key, _l(label)) for key, label in comparisons.items()]
    return [SelectChoice("", _l("Nothing")), *offered]


class _Filter(CoopForm):
    """Lives in the address; it changes nothing and needs no token."""

    class Meta(CoopForm.Meta):
        """A search."""

        csrf = False

    @classmethod
    def asked(cls) -> "Any":
        """The filter as the address has it; what cannot be read is marked at its field."""
        form = cls(request.args)
        form.blamed = not form.validate()
        return form


class DayFilter(_Filter):
    """A statement on a day."""

    on = DayField(_l("On"), [Optional()])
    compare = ChoiceField(
        _l("Compare with"),
        [Optional()],
        choices=_choices(COMPARISONS),
        default="",
    )

    def day(self, today: date) -> date:
        """The day asked for, else today."""
        day: date | None = self.on.data
        return day or today

    @property
    def comparison(self) -> str:
        """What to compare with, empty for nothing."""
        return self.compare.data if self.compare.data in COMPARISONS else ""


class SpanFilter(_Filter):
    """A statement over a period."""

    start = DayField(_l("From"), [Optional()])
    end = DayField(_l("To"), [Optional()])
    compare = ChoiceField(
        _l("Compare with"),
        [Optional()],
        choices=_choices(SPAN_COMPARISONS),
        default="",
    )

    def span(self, today: date, first_month: int) -> Span:
        """The period asked for, else the book year so far; one that ends too early is marked."""
        usual = year_to(self.end.data or today, first_month)
        try:
            return Span(
                self.start.data or usual.start, self.end.data or max(usual.end, usual.start)
            )
        except Refused as refusal:
            self.blame(refusal)
            return year_to(today, first_month)

    @property
    def comparison(self) -> str:
        """What to compare with, empty for nothing."""
        return self.compare.data if self.compare.data in SPAN_COMPARISONS else ""


class _Wanted:
    """The browser asks for words; what is refused without them is said by the service."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, _form: object, _field: object) -> None:
        """Nothing more."""


class AnswerForm(CoopForm):
    """A member says that a statement is right, or what is wrong with it."""

    verdict = HiddenField(validators=[AnyOf([str(State.CONFIRMED), str(State.DISPUTED)])])
    words = TextAreaField(_l("What is wrong?"), [_Wanted(), Length(max=500)], render_kw={"rows": 3})


class ReplyForm(CoopForm):
    """What was found out about a dispute."""

    words = TextAreaField(
        _l("What did you find out, and what was done?"),
        [_Wanted(), Length(max=1000)],
        render_kw={"rows": 4},
    )


class OfferForm(CoopForm):
    """The month whose statements are made."""

    month = MonthField(_l("Month"), [InputRequired()])


class WhatIfForm(_Filter):
    """More each month, or a sum at once."""

    extra = RupiahField(_l("More every month"), [Optional()])
    lump = RupiahField(_l("Once, now"), [Optional()])


class PaperForm(CoopForm):
    """Slips that came back on paper: one word for each statement, the same day for all."""

    given_on = DayField(_l("The day of the meeting"), [InputRequired()])

    def said(self, statement_ids: list[int]) -> dict[int, tuple[State, str]]:
        """What was ticked, statement by statement; nothing ticked is left out."""
        found = {}
        for key in statement_ids:
            verdict = request.form.get(f"verdict-{key}", "")
            if verdict in {State.CONFIRMED, State.DISPUTED}:
                words = request.form.get(f"words-{key}", "").strip()[:500]
                found[key] = (State(verdict), words)
        return found
