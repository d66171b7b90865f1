"""Proposes for every transaction what it is, whose and for which months, and says why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from coop_app.cashbook.excel.proposing.categories import CATEGORIES
from coop_app.cashbook.excel.proposing.doubles import (
    Equals,
    PaidMonths,
    lines_in_time_order,
)
from coop_app.cashbook.excel.proposing.months import MonthsRead, read_safely
from coop_app.cashbook.excel.proposing.patterns import Guess, classify, known_category
from coop_app.cashbook.excel.proposing.people import Register, names_in, the_one, without_names
from coop_app.cashbook.excel.proposing.words import fingerprint, general_key, memory_key, normal
from coop_app.cashbook.excel.values import (
    BookSheet,
    Candidate,
    KnownMember,
    Learned,
    Line,
    Progress,
    Proposal,
    Reason,
    Workbook,
)

_DOUBTS = ("cek ulang", "cek lagi", "dicek", "belum jelas", "belum tau", "belum tahu", "konfirmasi")
# How many percent a doubt takes away.
_COSTS = {
    "recheck": 30, "months_uneven": 20, "member_unclear": 10, "new_member": 8, "several_people": 25,
    "several_kinds": 35, "row_problem": 15, "both_ways": 50, "possible_double": 20, "same_file": 20,
}  # fmt: skip
_MONTHLY = "mandatory_savings"


@dataclass(frozen=True, slots=True)
class _Person:
    """Who a row is about, as far as it says."""

    number: str | None = None
    written: str = ""
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[Reason, ...] = ()


class _Memory:
    """Her earlier corrections: first the same words, then the same words about another person."""

    def __init__(self, learned: Sequence[Learned]) -> None:
        self._exact = {(one.pattern, one.money_in): one for one in learned}
        self._general: dict[tuple[str, bool], Learned] = {}
        for one in learned:
            self._general[one.pattern.partition(" an ")[0].strip(), one.money_in] = one

    def recall(self, line: Line, *, money_in: bool) -> tuple[Guess, str | None] | None:
        for key, known, sure in (
            (memory_key(line.description), self._exact, 98),
            (general_key(line.description), self._general, 94),
        ):
            found = known.get((key, money_in)) if key else None
            if found and known_category(found.category, money_in=money_in):
                reason = Reason.of("learned", words=key, category=found.category)
                member = found.member if known is self._exact else None
                return Guess(found.category, sure, reason), member
        return None


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """All that rows are compared with."""

    register: Register
    memory: _Memory
    posted: Collection[str]
    same_file: bool


def propose(
    workbook: Workbook,
    members: Sequence[KnownMember] = (),
    memory: Sequence[Learned] = (),
    posted: Collection[str] = frozenset(),
    progress: Progress | None = None,
) -> tuple[Proposal, ...]:
    """One proposal for each transaction, in the order of time.

    `posted` holds the fingerprints of rows imported before and the digests of files imported before.
    """
    known = _Knowledge(Register(members), _Memory(memory), posted, workbook.digest in posted)
    equal, paid = Equals(workbook), PaidMonths()
    total = sum(len(sheet.lines) for sheet in workbook.sheets)
    proposals: list[Proposal] = []
    for sheet, line in lines_in_time_order(workbook):
        if progress is not None and len(proposals) % 250 == 0:
            progress("propose", len(proposals), total)
        proposals.append(paid.checked(_proposal(sheet, line, known, equal)))
    return tuple(proposals)


def _proposal(sheet: BookSheet, line: Line, known: _Knowledge, equal: Equals) -> Proposal:
    money_in = line.money_in >= line.money_out
    recalled = known.memory.recall(line, money_in=money_in)
    guess, learned_member = recalled or (
        classify(line.description, line.note, money_in=money_in),
        None,
    )
    person = _person(line, guess, known.register, learned_member)
    months = _months(line, guess, person)
    print_ = fingerprint(
        line.on, line.money_in, line.money_out,
        text=f"{line.description} {line.note}", nth=equal.nth(line),
    )  # fmt: skip
    twins = equal.rows(sheet.name, line)
    marks = list(_marks(line, months, person, known))
    if print_ in known.posted:
        marks.append(Reason.of("possible_double"))
    if equal.troubled(sheet.name, line.row):
        marks.append(Reason.of("row_problem"))
    if twins:
        marks.append(
            Reason.of("equal_row", rows=", ".join(f"{name} {row}" for name, row in twins[:5]))
        )
    flags = tuple(dict.fromkeys(mark.code for mark in (*marks, *person.reasons)))
    sure = min(guess.certainty, months.certainty if months.reasons else 100)
    confidence = max(5, sure - sum(_COSTS.get(flag, 0) for flag in flags))
    return Proposal(
        sheet=sheet.name, line=line, category=guess.category, member=person.number,
        written_name=person.written, months=months.months, confidence=confidence,
        why=(guess.reason, *person.reasons, *months.reasons, *marks), flags=flags,
        candidates=person.candidates, doubles=tuple(row for name, row in twins if name == sheet.name),
        fingerprint=print_,
    )  # fmt: skip


def _person(line: Line, guess: Guess, register: Register, learned: str | None) -> _Person:
    of_member = CATEGORIES[guess.category].of_member
    names = (line.name,) if line.name else names_in(line.description, of_member=of_member)
    if not names or not (of_member or guess.category == "suspense"):
        return _Person(number=learned)
    if len(names) > 1:
        reason = Reason.of("several_people", names=", ".join(names))
        found = tuple(one for name in names for one in register.rank(name)[:2])
        return _Person(None, ", ".join(names), found, (reason,))
    if learned or not register:
        return _Person(learned or names[0], names[0])
    return _looked_up(names[0], register)


def _looked_up(written: str, register: Register) -> _Person:
    candidates = register.rank(written)
    chosen = the_one(candidates)
    if chosen is None:
        code = "member_unclear" if candidates else "new_member"
        names = ", ".join(one.name for one in candidates)
        return _Person(None, written, candidates, (Reason.of(code, name=written, names=names),))
    if chosen.score >= 100:
        return _Person(chosen.number, written, candidates)
    like = Reason.of("member_alike", name=written, member=chosen.name, number=chosen.number)
    return _Person(chosen.number, written, candidates, (like,))


def _months(line: Line, guess: Guess, person: _Person) -> MonthsRead:
    """Only monthly dues are for months; the remark is asked first, then the description."""
    if guess.category != _MONTHLY:
        return MonthsRead()
    months = read_safely(line.note, line.on) if line.note else MonthsRead()
    if not months.reasons:
        names = person.written.split(", ") if person.written else []
        months = read_safely(without_names(line.description, names), line.on)
    return months


def _marks(line: Line, months: MonthsRead, person: _Person, known: _Knowledge) -> Iterator[Reason]:
    words = normal(f"{line.description} {line.note}")
    if any(doubt in words for doubt in _DOUBTS) or "?" in f"{line.description}{line.note}":
        yield Reason.of("recheck")
    count = len(months.months)
    if count and not person.written.count(",") and line.money_in % count:
        yield Reason.of("months_uneven", count=count)
    if line.money_in and line.money_out:
        yield Reason.of("both_ways")
    kinds = [kind for kind in ("pokok", "wajib", "sukarela") if f" {kind} " in f" {words} "]
    if "simpanan" in words and len(kinds) > 1:
        yield Reason.of("several_kinds", kinds=" + ".join(kinds))
    if known.same_file:
        yield Reason.of("same_file")
