"""The hash chain: one byte form of an entry and its lines, the same on every database."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

VERSION = 1
GENESIS = "0" * 64


class Facts(NamedTuple):
    """Everything an entry says about itself."""

    book_id: int
    seq: int
    token: str
    series: str
    year: int
    number: int
    on: date
    memo: str
    source: str
    reverses: int | None
    line_count: int
    total_debit: int
    made_by: int
    approved_by: int | None
    made_at: datetime


class LineFacts(NamedTuple):
    """Everything a line says."""

    line_no: int
    account_id: int
    amount: int
    on: date
    subject: str | None
    group_id: int | None
    memo: str


_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode


def canonical(facts: Facts, lines: Sequence[LineFacts], prev_hash: str) -> bytes:
    """The entry as a JSON list in ASCII: version, header, lines in order, previous hash.

    Dates are ISO, the moment is UTC with microseconds and Z. Never change this: a new form gets a new
    version beside it, or older chains stop verifying.
    """
    head = [*facts]
    head[6] = facts.on.isoformat()
    head[14] = facts.made_at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"
    rows = [[n, a, m, on.isoformat(), s, g, text] for n, a, m, on, s, g, text in lines]
    return _encode(["coop-entry", VERSION, head, rows, prev_hash]).encode("ascii")


def digest(facts: Facts, lines: Sequence[LineFacts], prev_hash: str) -> str:
    """The entry's own hash, SHA-256 in hexadecimal."""
    return hashlib.sha256(canonical(facts, lines, prev_hash)).hexdigest()
