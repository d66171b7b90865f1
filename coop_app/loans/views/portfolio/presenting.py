"""What all reports on loans share: whose loans are asked for, words, links, rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from coop_app.dates import Month, parse_date
from coop_app.ledger.entry import Entry
from coop_app.loans import queries
from coop_app.loans.queries import Judged, LoanBook
from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio import figures, wording
from coop_app.loans.rules.portfolio.figures import AT_RISK, BUCKETS, Exposure
from coop_app.loans.rules.portfolio.judging import CLASSES, PROBLEM
from coop_app.loans.views.lending.counter import desk, journal_of
from coop_app.refusal import N_, Refused
from coop_app.web.access import signed_in
from coop_app.web.filters import day
from coop_app.web.pages import link
from coop_app.web.tables import Column

#: bucket → its name (English message id)
BUCKET_NAMES = {
    "0": N_("Not late"),
    "1-30": N_("1 to 30 days"),
    "31-60": N_("31 to 60 days"),
    "61-90": N_("61 to 90 days"),
    "91-180": N_("91 to 180 days"),
    "181": N_("More than 180 days"),
}
MONTHS_OF_A_TREND = 12


def class_name(loan_class: LoanClass) -> str:
    """`Kurang lancar`."""
    return str(_(wording.NAMES[loan_class]))


def said(why: wording.Reasons) -> str:
    """The reasons of a judgement as sentences."""
    return " ".join(_(wording.SENTENCES[reason]) % facts for reason, facts in why)


def loan_url(loan_id: int) -> str | None:
    """The loan's own page."""
    return link("loans.loan", loan_id=loan_id)


def book() -> LoanBook:
    """All loans of the book of whoever is signed in."""
    person = signed_in()
    return queries.loan_book(person.cooperative_id, person.book_id)


def asked_day(name: str = "on") -> date:
    """The day in the address; today when there is none or it cannot be read."""
    try:
        return parse_date(request.args[name]) if request.args.get(name) else desk().today
    except Refused:
        return desk().today


def as_of(on: date) -> str:
    """`Per 31 Jul 2026`."""
    return str(_("As of %(day)s", day=day(on)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which loans a list is about, as its address says."""

    on: date
    loan_class: str = ""
    group_id: int | None = None
    officer_id: int | None = None
    bucket: str = ""
    #: only loans more than so many days late
    over: int | None = None
    #: only kurang lancar and worse
    problem: bool = False

    @classmethod
    def asked(cls) -> "Chosen":
        """From the address; what makes no sense is left out."""
        args = request.args
        loan_class = args.get("kelas", "")
        bucket = args.get("umur", "")
        return cls(
            asked_day(),
            loan_class if loan_class in {each.value for each in CLASSES} else "",
            args.get("kelompok", type=int),
            args.get("petugas", type=int),
            bucket if bucket in BUCKET_NAMES else "",
            args.get("lebih", type=int),
            args.get("bermasalah") == "1",
        )

    def keeps(self, one: Judged) -> bool:
        """Whether a loan belongs to the list."""
        late = one.position.days_late
        held = next((each for each in BUCKETS if each.key == self.bucket), None)
        return (
            self.loan_class in {"", one.loan_class.value}
            and self.group_id in {None, one.member.group_id}
            and self.officer_id in {None, one.loan.officer_id}
            and (held is None or held.holds(late))
            and (self.over is None or late > self.over)
            and (not self.problem or one.loan_class in PROBLEM)
        )

    def notes(self) -> list[str]:
        """What the list is narrowed to, for the paper."""
        found = [as_of(self.on)]
        if self.loan_class:
            found.append(_("Class: %(name)s", name=class_name(LoanClass(self.loan_class))))
        if self.bucket:
            found.append(_("Late by: %(name)s", name=_(BUCKET_NAMES[self.bucket])))
        if self.over is not None:
            found.append(_("More than %(days)s days late", days=self.over))
        if self.problem:
            found.append(_("Only substandard, doubtful and loss"))
        return found


def book_url(on: date, **narrowed: Any) -> str:
    """The list of the loans behind a figure."""
    return url_for("loans.loan_book", on=on.isoformat(), **narrowed)


def exposures(loans: Iterable[Judged]) -> list[Exposure]:
    """As the figures over many loans see them."""
    return [one.exposure for one in loans]


def risk_columns() -> list[Column]:
    """Loan book, PAR and NPL."""
    return [
        Column("count", _("Loans"), "count", 7, minor=True),
        Column("principal", _("Loan book"), "money", 14),
        *(
            Column(
                f"par{days}", _("PAR %(days)s", days=days), "percent", 9, minor=days != AT_RISK[0]
            )
            for days in AT_RISK
        ),
        Column("npl", _("NPL"), "percent", 9),
    ]


def risk_row(loans: list[Judged], on: date, **narrowed: Any) -> dict[str, Any]:
    """The figures of some loans, each leading to the loans behind it."""
    known = exposures(loans)
    urls = {f"par{days}": book_url(on, lebih=days, **narrowed) for days in AT_RISK}
    urls |= dict.fromkeys(("count", "principal"), book_url(on, **narrowed))
    return {
        "count": len(known),
        "principal": figures.total(known),
        **{f"par{days}": figures.at_risk(known, days).share for days in AT_RISK},
        "npl": figures.problem(known).share,
        "_urls": urls | {"npl": book_url(on, bermasalah=1, **narrowed)},
    }


def trend_days(on: date) -> list[date]:
    """The ends of the last months, the last one being the day asked for."""
    months = Month.of(on).plus(1 - MONTHS_OF_A_TREND).until(Month.of(on))
    return [min(month.last, on) for month in months]


def choices(loans: Iterable[Judged]) -> dict[str, list[tuple[Any, str]]]:
    """What the filters offer: classes, groups and officers that the loans have."""
    every = list(loans)
    groups = {one.member.group_id: one.member.group_name for one in every}
    officers = {one.loan.officer_id: one.officer for one in every}
    return {
        "classes": [(each.value, class_name(each)) for each in CLASSES],
        "buckets": [(key, _(name)) for key, name in BUCKET_NAMES.items()],
        "groups": sorted(groups.items(), key=lambda pair: pair[1]),
        "officers": sorted(officers.items(), key=lambda pair: pair[1]),
    }


def preview_of(entry: Entry) -> list[dict[str, Any]]:
    """The lines of an entry that is only to be shown."""
    return [{"account": name, "amount": amount} for name, amount in journal_of(entry)]
