"""Permits: until when they hold, and what may be claimed of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coop_app.products.rules.catalogue import pirt
from coop_app.refusal import N_, Refused

#: a renewal is to be asked for half a year before the end (anchors.md part 2, 2.3)
RENEW_BEFORE = timedelta(days=183)
URGENT_BEFORE = timedelta(days=30)
_LONGEST = 60


class Kind(StrEnum):
    """What was permitted."""

    NIB = "nib"
    PIRT = "pirt"
    HALAL = "halal"
    BPOM = "bpom"
    OTHER = "other"


NAMES = {
    Kind.NIB: N_("NIB (business number)"),
    Kind.PIRT: N_("P-IRT (home food)"),
    Kind.HALAL: N_("Halal certificate"),
    Kind.BPOM: N_("BPOM (MD/ML)"),
    Kind.OTHER: N_("Other permit"),
}


class State(StrEnum):
    """How near the end is, worst last."""

    LASTING = "lasting"
    VALID = "valid"
    RENEW = "renew"
    URGENT = "urgent"
    EXPIRED = "expired"


STATES = {
    State.LASTING: N_("no end date"),
    State.VALID: N_("valid"),
    State.RENEW: N_("ends within 6 months"),
    State.URGENT: N_("ends within 30 days"),
    State.EXPIRED: N_("expired"),
}


class NumberMissing(Refused):
    """A permit without a number cannot be checked by anybody."""

    message = N_("Write the number as it stands on the paper.")
    field = "number"


class EndBeforeIssue(Refused):
    """Nothing ends before it begins."""

    message = N_("The permit would end before it was issued. Check both dates.")
    field = "valid_until"


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit as it was written down; `item_id` None means the whole business."""

    kind: Kind
    number: str
    valid_until: date | None = None
    issued_on: date | None = None
    item_id: int | None = None
    note: str = ""


def checked(new: Permit) -> Permit:
    """Tidied for keeping. Raises `NumberMissing`, `EndBeforeIssue`: the only two things refused."""
    number = " ".join(new.number.split())[:_LONGEST]
    if not number:
        raise NumberMissing
    if new.issued_on and new.valid_until and new.valid_until < new.issued_on:
        raise EndBeforeIssue
    return Permit(
        new.kind, number, new.valid_until, new.issued_on, new.item_id, new.note.strip()[:200]
    )


def ends_on(permit: Permit) -> date | None:
    """The last day it holds: as written, else the end of the year in a P-IRT number."""
    if permit.valid_until or permit.kind is not Kind.PIRT:
        return permit.valid_until
    parts = pirt.read(permit.number)
    return date(parts.expiry_year, 12, 31) if parts else None


def state(permit: Permit, on: date) -> State:
    """How near the end is; on its last day a permit still holds."""
    end = ends_on(permit)
    if end is None:
        return State.LASTING
    if end < on:
        return State.EXPIRED
    if end <= on + URGENT_BEFORE:
        return State.URGENT
    return State.RENEW if end <= on + RENEW_BEFORE else State.VALID


def may_claim(permit: Permit, on: date) -> bool:
    """Whether the public may be told of it: it has a number and has not expired."""
    return bool(permit.number.strip()) and state(permit, on) is not State.EXPIRED


def label_text(permit: Permit) -> str:
    """`P-IRT 3063306010072-19`, `NIB 1234567890123`: as it stands on a label."""
    number = permit.number.strip()
    if permit.kind is Kind.PIRT:
        found = pirt.shown(number)
        return found if "irt" in found.lower() else f"P-IRT {found}"
    word = {Kind.NIB: "NIB", Kind.HALAL: "Halal", Kind.BPOM: "BPOM"}.get(permit.kind, "")
    known = word and word.lower() in number.lower()
    return number if known or not word else f"{word} {number}"
