"""Forms of the ledger's pages: filters, the general voucher, the chart, the months."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.ledger.accounts import KINDS, Account
from coop_app.ledger.entry import Line
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.refusal import N_, Refused
from coop_app.web.forms import CoopForm, DayField, RupiahField, TextField, say

BLANK_LINES = 6
MOST_LINES = 200
_KIND_LABELS = {
    "asset": _l("Asset (what we own)"),
    "liability": _l("Liability (what we owe)"),
    "equity": _l("Equity (members' own capital)"),
    "income": _l("Income"),
    "expense": _l("Expense"),
}


class UnknownAccountTyped(Refused):
    """The typed account is not in the chart."""

    message = N_("Choose the account from the list.")


class OneSideOnly(Refused):
    """A line is debit or credit."""

    message = N_("Fill in debit or credit, not both, with an amount above zero.")


class JournalFilter(CoopForm):
    """What the journal is searched for; lives in the address."""

    class Meta(CoopForm.Meta):
        """A search changes nothing and needs no token."""

        csrf = False

    text = TextField(_l("Words"), [Optional(), Length(max=100)])
    voucher = TextField(_l("Voucher"), [Optional(), Length(max=30)])
    member = TextField(_l("Member"), [Optional(), Length(max=80)])
    amount = RupiahField(_l("Amount"), [Optional()])
    start = DayField(_l("From"), [Optional()])
    end = DayField(_l("To"), [Optional()])


class PeriodFilter(CoopForm):
    """From and to of an account page."""

    class Meta(CoopForm.Meta):
        """A search changes nothing and needs no token."""

        csrf = False

    start = DayField(_l("From"), [Optional()])
    end = DayField(_l("To"), [Optional()])


class ReversalForm(SecondPersonForm):
    """Undo an entry, saying why."""

    on = DayField(_l("Date of the correction"), [InputRequired()])
    why = TextField(_l("Reason"), [InputRequired(), Length(max=200)])


class AccountForm(CoopForm):
    """A new account."""

    code = TextField(_l("Code"), [InputRequired(), Length(max=20)])
    name = TextField(_l("Name"), [InputRequired(), Length(max=80)])
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind, _KIND_LABELS[kind]) for kind in KINDS]
    )
    parent = SelectField(_l("Stands below"), [Optional()], validate_choice=True)


class RenameForm(CoopForm):
    """Another name or code for an account."""

    code = TextField(_l("Code"), [InputRequired(), Length(max=20)])
    name = TextField(_l("Name"), [InputRequired(), Length(max=80)])


class DateForm(CoopForm):
    """From which day an account is closed."""

    on = DayField(_l("Closed from"), [InputRequired()])


class CloseForm(CoopForm):
    """Close the month whose turn it is."""

    month = HiddenField(validators=[InputRequired()])
    why = TextField(_l("Note"), [Optional(), Length(max=200)])


class ReopenForm(CoopForm):
    """Ask a second person to open the last closed month again."""

    reason = TextField(_l("Reason"), [InputRequired(), Length(max=200)])


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One row as it was typed, and what is wrong with it."""

    account: str = ""
    debit: str = ""
    credit: str = ""
    memo: str = ""
    error: str = ""

    @property
    def blank(self) -> bool:
        """Nothing typed in it."""
        return not (self.debit or self.credit or self.account)


class VoucherForm(SecondPersonForm):
    """Date, words, and as many lines as were typed."""

    on = DayField(_l("Date"), [InputRequired()])
    memo = TextField(_l("Description"), [InputRequired(), Length(max=200)])


class OpeningForm(SecondPersonForm):
    """The date of the opening balances; the amounts stand beside the accounts."""

    on = DayField(_l("Balances at the end of"), [InputRequired()])


def typed_lines() -> list[TypedLine]:
    """The rows of the sent table, blank ones left out."""
    columns = [request.form.getlist(name) for name in ("account", "debit", "credit", "line_memo")]
    rows = zip(*columns, strict=False)
    typed = [TypedLine(*(cell.strip()[:200] for cell in row)) for row in rows]
    return [row for row in typed[:MOST_LINES] if not row.blank]


def read_lines(
    typed: Sequence[TypedLine], accounts: Sequence[Account]
) -> tuple[list[Line], list[TypedLine]]:
    """Typed rows as journal lines, and the rows again with an error where one cannot be read."""
    by_code = {account.code: account.id for account in accounts if account.takes_lines}
    lines, shown = [], []
    for row in typed:
        try:
            lines.append(_line(row, by_code))
            shown.append(row)
        except Refused as refusal:
            sentence = say(refusal)
            shown.append(TypedLine(row.account, row.debit, row.credit, row.memo, sentence))
    return lines, shown


def _line(row: TypedLine, by_code: dict[str, int]) -> Line:
    account = by_code.get(row.account.split(" ")[0])
    if account is None:
        raise UnknownAccountTyped
    debit, credit = _amount(row.debit), _amount(row.credit)
    if (debit > 0) == (credit > 0) or debit < 0 or credit < 0:
        raise OneSideOnly
    return Line(account, debit - credit, None, None, row.memo)


def _amount(text: str) -> Money:
    return parse_rupiah(text) if text else ZERO


def wrong(shown: Sequence[TypedLine]) -> bool:
    """Whether any row carries an error."""
    return any(row.error for row in shown)


def padded(shown: Sequence[TypedLine], extra: int = 2) -> list[TypedLine]:
    """The rows with room for more below, for a browser without scripts."""
    return [*shown, *[TypedLine()] * max(BLANK_LINES - len(shown), extra)]


def choices_below(accounts: Sequence[Account]) -> list[SelectChoice]:
    """Headings that a new account can stand below."""
    headings = [account for account in accounts if not account.takes_lines]
    named = [SelectChoice(one.code, f"{one.code} {one.name}") for one in headings]
    return [SelectChoice("", "—"), *named]
