"""Whether what was booked is what the exercise asked for, and if not, what exactly is different."""

from collections import defaultdict

from coop_app.literacy.rules.practice import reasons
from coop_app.literacy.rules.practice.differences import Sums, differing, wrong
from coop_app.literacy.rules.practice.shapes import (
    ANSWER,
    Evidence,
    Exercise,
    Expected,
    Facts,
    Seen,
    Verdict,
)
from coop_app.money import Money, rupiah


def judge(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    """The verdict on what was booked since the exercise began."""
    if exercise.kind == ANSWER:
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


def _answer(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    if evidence.answer is None:
        return wrong(reasons.ANSWER_MISSING)
    if evidence.answer == facts[exercise.answer]:
        return _right(exercise)
    for name, said in exercise.slips.items():
        if evidence.answer == facts.get(name):
            return Verdict(False, said=said)
    return wrong(reasons.ANSWER_WRONG, noted=rupiah(Money(evidence.answer)))


def _closed(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    through = evidence.closed_through
    if through is None or through.isoformat() < str(facts["month_end"]):
        return wrong(reasons.STILL_OPEN)
    return _right(exercise)


def _by_page(exercise: Exercise, evidence: Evidence) -> bool:
    return any(one.source.startswith(exercise.source) for one in evidence.entries)


def _reversed(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    return _right(exercise) if _cancelling(facts, evidence) else wrong(reasons.NOT_CANCELLED)


def _cancelling(facts: Facts, evidence: Evidence) -> list[Seen]:
    wrong = {facts["wrong_seq"], facts.get("wrong_too")}
    return [one for one in evidence.entries if one.reverses and one.reverses in wrong]


def _agreed(exercise: Exercise, _facts: Facts, evidence: Evidence) -> Verdict:
    live = [one for one in evidence.entries if not one.reverses]
    return _right(exercise) if live and live[-1].approved else wrong(reasons.ALONE)


def _effect(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    if not evidence.entries:
        return wrong(reasons.WAITING if evidence.waiting else reasons.NOTHING_YET)
    noted = _sums(evidence)
    meant = _meant(exercise, facts)
    noted = _joined(noted, exercise.expected)
    if noted == meant:
        return _details(exercise, facts, evidence)
    if exercise.kind == "reversal" and (half := _half_way(facts, evidence, noted)):
        return half
    return differing(exercise, evidence, noted, meant)


def _sums(evidence: Evidence) -> Sums:
    sums: dict[str, int] = defaultdict(int)
    for entry in evidence.entries:
        for line in entry.lines:
            sums[line.role or line.account] += line.amount
    return {role: amount for role, amount in sums.items() if amount}


def _meant(exercise: Exercise, facts: Facts) -> Sums:
    sums: dict[str, int] = defaultdict(int)
    for line in exercise.expected:
        sums[_key(line)] += _amount(line, facts)
    return {role: amount for role, amount in sums.items() if amount}


def _key(line: Expected) -> str:
    return line.roles[0]


def _amount(line: Expected, facts: Facts) -> int:
    return line.sign * int(facts[line.amount])


def _joined(sums: Sums, expected: tuple[Expected, ...]) -> Sums:
    """Roles that may stand for one another, as one."""
    joined = dict(sums)
    for line in expected:
        together = sum(joined.pop(role, 0) for role in line.roles)
        if together:
            joined[_key(line)] = together
    return joined


def _half_way(facts: Facts, evidence: Evidence, noted: Sums) -> Verdict | None:
    undone = _cancelling(facts, evidence)
    only = undone and len(evidence.entries) == len(undone) and noted
    return wrong(reasons.ONLY_CANCELLED) if only else None


def _details(exercise: Exercise, facts: Facts, evidence: Evidence) -> Verdict:
    """The sums are right: is it the right person's, on the right day?"""
    for line in exercise.expected:
        if line.subject and (stray := _stray(line, facts, evidence)):
            return stray
    late = [one for one in evidence.entries if one.on != evidence.today and not one.reverses]
    undone = {one.reverses for one in evidence.entries}
    if odd := [one for one in late if one.seq not in undone]:
        return wrong(reasons.WRONG_DAY, noted=f"{odd[-1].on:%d/%m/%Y}")
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
    return wrong(reasons.WRONG_PERSON, noted=noted, meant=evidence.names.get(owner, owner))
