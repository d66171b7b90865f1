"""The ledger's acts for two people: a voucher of an old date, opening balances, taking an entry back."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger import manual
from coop_app.ledger.entry import Line
from coop_app.refusal import N_
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day

VOUCHER = "ledger.voucher"
OPENING = "ledger.opening"
REVERSE = "ledger.reverse"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def written(kind: str, facts: dict[str, Any], lines: list[Line]) -> auth.Asked:
    """A voucher or opening balances, to be put before a second person."""
    book_id = signed_in().book_id
    return auth.Asked(
        kind, subject=f"book:{book_id}",
        content={"book_id": book_id, "facts": auth.packed(facts), "lines": auth.packed(lines)},
    )  # fmt: skip


def taking_back(seq: int, on: date, why: str) -> auth.Asked:
    """The reversal of an entry, to be put before a second person."""
    book_id = signed_in().book_id
    content = {"book_id": book_id, "seq": seq, "on": on.isoformat(), "why": why}
    return auth.Asked(REVERSE, subject=f"entry:{seq}", reason=why, content=content)


def _facts(agreed: auth.Agreed) -> dict[str, Any]:
    content = agreed.content
    lines = [auth.unpacked(Line, line) for line in content["lines"]]
    facts = content["facts"] | {"on": date.fromisoformat(content["facts"]["on"])}
    return {"desk": agreed.desk, "lines": lines, **facts}


def _post_voucher(agreed: auth.Agreed) -> None:
    manual.post_voucher(**_facts(agreed))


def _post_opening(agreed: auth.Agreed) -> None:
    manual.post_opening(**_facts(agreed))


def _reverse(agreed: auth.Agreed) -> None:
    content = agreed.content
    on = date.fromisoformat(content["on"])
    manual.reverse(desk=agreed.desk, seq=content["seq"], on=on, why=content["why"])


def _written_in_words(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    facts = content["facts"]
    words = [(_("Date"), long_day(date.fromisoformat(facts["on"])))]
    return [*words, (_("Description"), facts["memo"])] if facts.get("memo") else words


def _reversal_in_words(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    entry = ledger.entry_page(book_id=content["book_id"], seq=content["seq"])
    return [
        (_("Voucher"), entry.voucher),
        (_("Date"), long_day(entry.on)),
        (_("Description"), entry.memo),
        (_("Date of the correction"), long_day(date.fromisoformat(content["on"]))),
    ]


for _kind in (
    auth.Kind(VOUCHER, N_("General voucher of an old date"), _written_in_words, _post_voucher),
    auth.Kind(OPENING, N_("Opening balances"), _written_in_words, _post_opening),
    auth.Kind(REVERSE, N_("Undo an entry"), _reversal_in_words, _reverse),
):
    auth.register_kind(_kind)
