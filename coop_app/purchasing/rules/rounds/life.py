"""The states of a round, which act leads from which to which, and when the clock acts."""

from coop_app.refusal import N_, Refused

DRAFT = "draft"
OPEN = "open"
FILLING = "filling"
CLOSED = "closed"
ORDERED = "ordered"
RECEIVED = "received"
DISTRIBUTED = "distributed"
SETTLED = "settled"
CANCELLED = "cancelled"

STATES = (
    DRAFT, OPEN, FILLING, CLOSED, ORDERED, RECEIVED, DISTRIBUTED, SETTLED, CANCELLED
)  # fmt: skip
#: members may order
TAKES_ORDERS = (OPEN, FILLING)
#: something is still to be done
RUNNING = (DRAFT, OPEN, FILLING, CLOSED, ORDERED, RECEIVED, DISTRIBUTED)


class NoDraft(Refused):
    """Members rely on what they were shown."""

    message = N_("Only a draft can be changed. This round has been opened already.")


class AlreadyOpened(Refused):
    """A round opens once."""

    message = N_("Only a draft can be opened. This round has been opened already.")


class NotOpen(Refused):
    """The last phase follows the first."""

    message = N_("Filling the sacks begins while a round is open. This one is not.")


class NotTakingOrders(Refused):
    """Only an open round closes."""

    message = N_("Only a round that takes orders can be closed. Open the round anew.")


class NotToExtend(Refused):
    """What is ordered at the supplier is not opened again."""

    message = N_("This round cannot be extended any more: it has been ordered or it has ended.")


class NotClosed(Refused):
    """The supplier gets one order, after members have finished."""

    message = N_("Close the round for members first. A round is ordered once.")


class NotOrdered(Refused):
    """Goods arrive after they were ordered."""

    message = N_("Goods are received for a round that was ordered and not yet received.")


class NotReceived(Refused):
    """Goods are handed out after they arrived."""

    message = N_("Receive the goods of this round first. They are distributed once.")


class NotBack(Refused):
    """A round waits for its goods again only while they are here and not yet distributed."""

    message = N_(
        "This round cannot wait for its goods again: they have not come, or they were distributed."
    )


class NotDistributed(Refused):
    """A round is settled when everybody has their goods."""

    message = N_("Distribute the goods of this round first. A round is settled once.")


class NotToCancel(Refused):
    """Goods that are here must be dealt with."""

    message = N_("This round cannot be cancelled any more: its goods have come or it has ended.")


#: act → the states it is possible in, the state it leads to, what is said otherwise
ACTS: dict[str, tuple[tuple[str, ...], str, type[Refused]]] = {
    "edit": ((DRAFT,), DRAFT, NoDraft),
    "open": ((DRAFT,), OPEN, AlreadyOpened),
    "fill": ((OPEN,), FILLING, NotOpen),
    "close": (TAKES_ORDERS, CLOSED, NotTakingOrders),
    "extend": ((OPEN, FILLING, CLOSED), OPEN, NotToExtend),
    "place": ((CLOSED,), ORDERED, NotClosed),
    "receive": ((ORDERED,), RECEIVED, NotOrdered),
    "unreceive": ((RECEIVED,), ORDERED, NotBack),
    "distribute": ((RECEIVED,), DISTRIBUTED, NotReceived),
    "settle": ((DISTRIBUTED,), SETTLED, NotDistributed),
    "cancel": ((DRAFT, OPEN, FILLING, CLOSED, ORDERED), CANCELLED, NotToCancel),
}


def after(state: str, act: str) -> str:
    """The state that an act leads to. Raises the act's own refusal."""
    possible, leads_to, refusal = ACTS[act]
    if state not in possible:
        raise refusal
    return leads_to


def may(state: str, act: str) -> bool:
    """Whether an act is possible in a state."""
    return state in ACTS[act][0]
