"""Documents of the cooperative: taken over into her book once, or said not to be for it."""

from collections.abc import Sequence

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.models import EnterpriseAcceptance
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import proposals as queries
from coop_app.enterprises.queries.workshop.proposals import ACCEPTED, DECLINED, Decided
from coop_app.enterprises.rules.workshop import proposals as rules
from coop_app.enterprises.rules.workshop import words
from coop_app.enterprises.rules.workshop.proposals import Acceptance
from coop_app.enterprises.service.neighbours import dealings
from coop_app.enterprises.service.workshop import recording
from coop_app.enterprises.service.workshop.linking import remember
from coop_app.enterprises.service.workshop.recording import Asked, asked, wait_turn
from coop_app.enterprises.service.workshop.taking import Taking, entry_of
from coop_app.products.rules.dealings import Dealing
from coop_app.refusal import NotFound, RequestReused

SOURCE = "enterprises.acceptance"


def accept(
    *,
    desk: Desk,
    business: Enterprise,
    new: Acceptance,
    request_id: str,
    told: Sequence[Dealing] | None = None,
) -> Decided:
    """Take a document of the cooperative over into her book; whoever taps again gets the first result.

    `told` is what `dealings` said of this member, where many documents are taken over one after another.
    Raises `AlreadyDeclined`, `AlreadyAccepted` (in another of her books), `ItemUndecided`, `WayUnknown`,
    `DoesNotAddUp`, `NotThere`, `ItemShort`, `MoneyShort`, `BeforeOpening`, `RequestReused`, `NotFound`, and
    what `ledger.post` raises.
    """
    wait_turn(desk, business)
    if earlier := _earlier(desk, business, new.key, request_id):
        return earlier
    dealing = _find(business, new.key, told)
    choices = rules.check(dealing, new.choices)
    recording.check_day(desk, business, dealing.on)
    mine = recording.items_of(desk, [one.item_id for one in choices.values() if one.item_id])
    remember(business, new.choices)
    row = _row(desk, business, dealing, asked(request_id, business.id, new), ACCEPTED)
    source, memo = f"{SOURCE}:{row.id}", _memo(dealing)
    if entry := entry_of(Taking(desk, business, dealing, new, choices, mine, source, memo)):
        row.entry_seq = recording.post(desk, business, entry)
        session.flush()
    return _of(desk, row)


def _memo(dealing: Dealing) -> str:
    label = "" if dealing.key.startswith("sales.") else dealing.label
    return words.dealt(dealing.kind, label, back=rules.is_return(dealing))


def decline(*, desk: Desk, business: Enterprise, key: str, request_id: str) -> Decided:
    """Say that a document is not for the business. Raises `AlreadyAccepted`, `NotFound`."""
    wait_turn(desk, business)
    if known := queries.find_decided(desk.cooperative_id, key):
        if known.is_accepted:
            raise rules.AlreadyAccepted
        return known
    dealing = _find(business, key)
    request = asked(request_id, business.id, key)
    return _of(desk, _row(desk, business, dealing, request, DECLINED))


def take_back(*, desk: Desk, business: Enterprise, key: str) -> None:
    """She said no and thinks again: the document is offered anew. Raises `AlreadyAccepted`, `NotFound`."""
    wait_turn(desk, business)
    known = queries.find_decided(desk.cooperative_id, key)
    if known is None or known.enterprise_id != business.id:
        raise NotFound
    if known.is_accepted:
        raise rules.AlreadyAccepted
    session.delete(session.get_one(EnterpriseAcceptance, known.id))
    session.flush()


def _earlier(desk: Desk, business: Enterprise, key: str, request_id: str) -> Decided | None:
    known = queries.find_decided(desk.cooperative_id, key)
    if known is None:
        if queries.find_decided_request(desk.cooperative_id, request_id):
            raise RequestReused  # it was taken over with this very form, and taken back since
        return None
    if not known.is_accepted:
        raise rules.AlreadyDeclined
    if known.enterprise_id != business.id:
        raise rules.AlreadyAccepted
    return known


def _find(business: Enterprise, key: str, told: Sequence[Dealing] | None = None) -> Dealing:
    """Only what the cooperative tells of this very member. Raises `NotFound`."""
    if told is None:
        told = dealings(business.cooperative_id, business.member_id)
    for dealing in told:
        if dealing.key == key:
            return dealing
    raise NotFound


def _row(
    desk: Desk, business: Enterprise, dealing: Dealing, request: Asked, decision: str
) -> EnterpriseAcceptance:
    row = EnterpriseAcceptance(
        cooperative_id=desk.cooperative_id, enterprise_id=business.id, book_id=desk.book_id,
        dealing_key=dealing.key, kind=dealing.kind, dealt_on=dealing.on, label=dealing.label,
        total=int(dealing.total), decision=decision, request_id=request.request_id,
        fingerprint=request.fingerprint, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _of(desk: Desk, row: EnterpriseAcceptance) -> Decided:
    found = queries.find_decided(desk.cooperative_id, row.dealing_key)
    if found is None:
        raise NotFound
    return found
