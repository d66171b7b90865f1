"""Whether what was booked is what the exercise asked for, and if not, what exactly is different."""

from collections import defaultdict
from collections.abc import Mapping

from coop_app.literacy.rules.practice.shapes import (
    Evidence,
    Exercise,
    Expected,
    Facts,
    Seen,
    Verdict,
)
from coop_app.money import Money, rupiah
from coop_app.refusal import N_

NOTHING_YET = N_(
    "Nothing has been recorded since you began. Open the screen, record it, come back."
)
ALL_UNDONE = N_("What you recorded was cancelled again. Record it once more, the right way.")
TWICE = N_("It stands in the book twice. Cancel one of the two, with a reason.")
TURNED_ROUND = N_("The amount is right, but the direction is turned round: in became out.")
WRONG_AMOUNT = N_("The accounts are right, but %(noted)s was recorded; the paper says %(meant)s.")
WRONG_PERSON = N_("The money is right, but it stands with %(noted)s; it belongs to %(meant)s.")
WRONG_ACCOUNT = N_("The money is right, but it went to %(noted)s; it belongs to %(meant)s.")
WRONG_PLACE = N_("What it was for is right, but it went through %(noted)s; look: it was %(meant)s.")
WRONG_DAY = N_("Everything is right but the date: it stands on %(noted)s, the paper is of today.")
NOT_YET_RIGHT = N_("Not yet. Recorded: %(noted)s. It should be: %(meant)s.")
NOT_CANCELLED = N_(
    "The sums are right, but the wrong record was not cancelled. Open it and press Cancel, with a"
    " reason: then everybody sees what happened."
)
ONLY_CANCELLED = N_("The wrong record is cancelled, good. Now record it once more, the right way.")
WAITING = N_(
    "Now it waits for the chairperson. Play the chairperson: the button is in the band above."
)
ALONE = N_("This takes two people. It must be agreed to by the chairperson.")
STILL_OPEN = N_("The month is still open. Look at the list of tasks and close it.")
ANSWER_MISSING = N_("Write the figure that you found.")
ANSWER_WRONG = N_(
    "%(noted)s is not the figure that was asked for. Look at the heading of the column."
)

#: role → sum in rupiah, debit positive
_Sums = dict[str, int]
_PLACES = ("cash_on_hand", "bank", "petty_cash", "group_cash")


def judge(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    """The verdict on what was booked since the exercise began."""
    if exercise.kind == "answer":
        return _answer(exercise, facts, evidence)
    if exercise.kind == "closed":
        return _closed(exercise, facts, evidence)
    found = _effect(exercise, facts, evidence)
    if not found.passed:
        return found
    if exercise.source and not _by_page(exercise, evidence):
        return Verdict(False, said=exercise.elsewhere)
    after = {"reversal": _reversed, "agreed": _agreed}.get(exercise.kind)
    return after(exercise, facts, evidence) if after else found


def _right(exercise: Exercise) -> Verdict:
    return Verdict(passed=True, said=exercise.why)


def _wrong(reason: str, **facts: str) -> Verdict:
    return Verdict(False, reason, facts)


def _answer(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    if evidence.answer is None:
        return _wrong(ANSWER_MISSING)
    if evidence.answer == facts[exercise.answer]:
        return _right(exercise)
    for name, said in exercise.slips.items():
        if evidence.answer == facts.get(name):
            return Verdict(False, said=said)
    return _wrong(ANSWER_WRONG, noted=rupiah(Money(evidence.answer)))


def _closed(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    through = evidence.closed_through
    if through is None or through.isoformat() < str(facts["month_end"]):
        return _wrong(STILL_OPEN)
    return _right(exercise)


def _by_page(exercise: Exercise, evidence: Evidence) -> bool:
    return any(one.source.startswith(exercise.source) for one in evidence.entries)


def _reversed(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    return _right(exercise) if _cancelling(facts, evidence) else _wrong(NOT_CANCELLED)


def _cancelling(facts: Facts, evidence: Evidence) -> list[Seen]:
    wrong = {facts["wrong_seq"], facts.get("wrong_too")}
    return [one for one in evidence.entries if one.reverses and one.reverses in wrong]


def _agreed(exercise: Exercise, _facts: Facts, evidence: Evidence) -> Verdict:
    live = [one for one in evidence.entries if not one.reverses]
    return _right(exercise) if live and live[-1].approved else _wrong(ALONE)


def _effect(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    if not evidence.entries:
        return _wrong(WAITING if evidence.waiting else NOTHING_YET)
    noted = _sums(evidence)
    meant = _meant(exercise, facts)
    noted = _joined(noted, exercise.expected)
    if noted == meant:
        return _details(exercise, facts, evidence)
    if exercise.kind == "reversal" and (half := _half_way(facts, evidence, noted)):
        return half
    return _difference(exercise, evidence, noted, meant)


def _sums(evidence: Evidence) -> _Sums:
    sums: dict[str, int] = defaultdict(int)
    for entry in evidence.entries:
        for line in entry.lines:
            sums[line.role or line.account] += line.amount
    return {role: amount for role, amount in sums.items() if amount}


def _meant(exercise: Exercise, facts: Facts) -> _Sums:
    sums: dict[str, int] = defaultdict(int)
    for line in exercise.expected:
        sums[_key(line)] += _amount(line, facts)
    return {role: amount for role, amount in sums.items() if amount}


def _key(line: Expected) -> str:
    return line.roles[0]


def _amount(line: Expected, facts: Facts) -> int:
    return line.sign * int(facts[line.amount])


def _joined(sums: _Sums, expected: tuple[Expected, ...]) -> _Sums:
    """Roles that may stand for one another, as one."""
    joined = dict(sums)
    for line in expected:
        together = sum(joined.pop(role, 0) for role in line.roles)
        if together:
            joined[_key(line)] = together
    return joined


def _half_way(facts: Facts, evidence: Evidence, noted: _Sums) -> Verdict | None:
    undone = _cancelling(facts, evidence)
    only = undone and len(evidence.entries) == len(undone) and noted
    return _wrong(ONLY_CANCELLED) if only else None


def _details(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    """The sums are right: is it the right person's, on the right day?"""
    for line in exercise.expected:
        if line.subject and (stray := _stray(line, facts, evidence)):
            return stray
    late = [one for one in evidence.entries if one.on != evidence.today and not one.reverses]
    undone = {one.reverses for one in evidence.entries}
    if wrong := [one for one in late if one.seq not in undone]:
        return _wrong(WRONG_DAY, noted=f"{wrong[-1].on:%d/%m/%Y}")
    return _right(exercise)


def _stray(line: Expected, facts: Facts, evidence: Evidence) -> Verdict | None:
    sums: dict[str | None, int] = defaultdict(int)
    for entry in evidence.entries:
        for one in entry.lines:
            if one.role in line.roles:
                sums[one.subject] += one.amount
    owner = line.subject.format_map(facts)
    if sums.get(owner, 0) == _amount(line, facts):
        return None
    other = next((key for key, amount in sums.items() if amount and key != owner), None)
    noted = evidence.names.get(other or "", other or "?")
    return _wrong(WRONG_PERSON, noted=noted, meant=evidence.names.get(owner, owner))


def _difference(exercise: Exercise, evidence: Evidence, noted: _Sums, meant: _Sums) -> Verdict:
    if not noted:
        return _wrong(WAITING if evidence.waiting else ALL_UNDONE)
    if noted == {role: 2 * amount for role, amount in meant.items()}:
        return _wrong(TWICE)
    if noted == {role: -amount for role, amount in meant.items()}:
        return _wrong(TURNED_ROUND)
    if trap := next(
        (exercise.traps[role] for role in noted if _is_trap(role, exercise, meant)), ""
    ):
        return Verdict(False, said=trap)
    if noted.keys() == meant.keys() and _same_ways(noted, meant):
        return _amounts(noted, meant)
    return _accounts(evidence, noted, meant)


def _is_trap(role: str, exercise: Exercise, meant: _Sums) -> bool:
    return role in exercise.traps and role not in meant


def _same_ways(noted: _Sums, meant: _Sums) -> bool:
    return all((noted[role] > 0) == (meant[role] > 0) for role in meant)


def _amounts(noted: _Sums, meant: _Sums) -> Verdict:
    role = next(role for role in meant if noted[role] != meant[role])
    return _wrong(
        WRONG_AMOUNT, noted=rupiah(Money(abs(noted[role]))), meant=rupiah(Money(abs(meant[role])))
    )


def _accounts(evidence: Evidence, noted: _Sums, meant: _Sums) -> Verdict:
    extra = [role for role in noted if noted[role] != meant.get(role)]
    missing = [role for role in meant if meant[role] != noted.get(role)]
    if len(extra) == len(missing) == 1 and noted[extra[0]] == meant[missing[0]]:
        names = {"noted": _name(evidence, extra[0]), "meant": _name(evidence, missing[0])}
        is_place = extra[0] in _PLACES and missing[0] in _PLACES
        return _wrong(WRONG_PLACE if is_place else WRONG_ACCOUNT, **names)
    return _wrong(NOT_YET_RIGHT, noted=_listed(evidence, noted), meant=_listed(evidence, meant))


def _name(evidence: Evidence, role: str) -> str:
    return evidence.names.get(role, role)


def _listed(evidence: Evidence, sums: Mapping[str, int]) -> str:
    return ", ".join(
        f"{_name(evidence, role)} {'+' if amount > 0 else '−'}{rupiah(Money(abs(amount)))}"
        for role, amount in sums.items()
    )
