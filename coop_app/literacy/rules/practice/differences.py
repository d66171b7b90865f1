"""What exactly is different when the sums are not right."""

from collections.abc import Mapping

from coop_app.literacy.rules.practice import reasons
from coop_app.literacy.rules.practice.shapes import Evidence, Exercise, Verdict
from coop_app.money import Money, rupiah

#: role → sum in rupiah, debit positive
Sums = dict[str, int]
_PLACES = ("cash_on_hand", "bank", "petty_cash", "group_cash")


def wrong(reason: str, **facts: str) -> Verdict:
    """A verdict with its reason."""
    return Verdict(False, reason, facts)


def differing(exercise: Exercise, evidence: Evidence, noted: Sums, meant: Sums) -> Verdict:
    """The nearest reason why what was noted is not what was meant."""
    if not noted:
        return wrong(reasons.WAITING if evidence.waiting else reasons.ALL_UNDONE)
    if noted == {role: 2 * amount for role, amount in meant.items()}:
        return wrong(reasons.TWICE)
    if noted == {role: -amount for role, amount in meant.items()}:
        return wrong(reasons.TURNED_ROUND)
    if trap := next(
        (exercise.traps[role] for role in noted if _is_trap(role, exercise, meant)), ""
    ):
        return Verdict(False, said=trap)
    if noted.keys() == meant.keys() and _same_ways(noted, meant):
        return _amounts(noted, meant)
    return _accounts(evidence, noted, meant)


def _is_trap(role: str, exercise: Exercise, meant: Sums) -> bool:
    return role in exercise.traps and role not in meant


def _same_ways(noted: Sums, meant: Sums) -> bool:
    return all((noted[role] > 0) == (meant[role] > 0) for role in meant)


def _amounts(noted: Sums, meant: Sums) -> Verdict:
    role = next(role for role in meant if noted[role] != meant[role])
    return wrong(
        reasons.WRONG_AMOUNT,
        noted=rupiah(Money(abs(noted[role]))),
        meant=rupiah(Money(abs(meant[role]))),
    )


def _accounts(evidence: Evidence, noted: Sums, meant: Sums) -> Verdict:
    extra = [role for role in noted if noted[role] != meant.get(role)]
    missing = [role for role in meant if meant[role] != noted.get(role)]
    if len(extra) == len(missing) == 1 and noted[extra[0]] == meant[missing[0]]:
        names = {"noted": _name(evidence, extra[0]), "meant": _name(evidence, missing[0])}
        is_place = extra[0] in _PLACES and missing[0] in _PLACES
        return wrong(reasons.WRONG_PLACE if is_place else reasons.WRONG_ACCOUNT, **names)
    return wrong(
        reasons.NOT_YET_RIGHT, noted=_listed(evidence, noted), meant=_listed(evidence, meant)
    )


def _name(evidence: Evidence, role: str) -> str:
    return evidence.names.get(role, role)


def _listed(evidence: Evidence, sums: Mapping[str, int]) -> str:
    return ", ".join(
        f"{_name(evidence, role)} {'+' if amount > 0 else '−'}{rupiah(Money(abs(amount)))}"
        for role, amount in sums.items()
    )
