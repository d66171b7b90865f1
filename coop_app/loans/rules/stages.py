"""The stages of a loan and which act leads from which to which."""

from coop_app.refusal import N_, Refused

APPLIED = "applied"
RECOMMENDED = "recommended"
APPROVED = "approved"
REJECTED = "rejected"
WITHDRAWN = "withdrawn"
DISBURSED = "disbursed"
CLOSED = "closed"
WRITTEN_OFF = "written_off"

STAGES = (
    APPLIED, RECOMMENDED, APPROVED, REJECTED, WITHDRAWN, DISBURSED, CLOSED, WRITTEN_OFF
)  # fmt: skip
#: nothing was paid out yet, but it may still be
BEFORE_PAYOUT = (APPLIED, RECOMMENDED, APPROVED)
#: the money is out and not all of it is back
RUNNING = (DISBURSED, WRITTEN_OFF)

#: act → the stages it is possible in, and the stage it leads to
ACTS: dict[str, tuple[tuple[str, ...], str]] = {
    "edit": ((APPLIED,), APPLIED),
    "recommend": ((APPLIED,), RECOMMENDED),
    "return": ((RECOMMENDED,), APPLIED),
    "approve": ((RECOMMENDED,), APPROVED),
    "reject": ((RECOMMENDED,), REJECTED),
    "withdraw": (BEFORE_PAYOUT, WITHDRAWN),
    "disburse": ((APPROVED,), DISBURSED),
    "take_over": ((APPLIED,), DISBURSED),
    "cancel_payout": ((DISBURSED,), WITHDRAWN),
    "repay": ((DISBURSED,), DISBURSED),
    "reschedule": ((DISBURSED,), DISBURSED),
    "close": ((DISBURSED,), CLOSED),
    "reopen": ((CLOSED,), DISBURSED),
    "write_off": ((DISBURSED,), WRITTEN_OFF),
    "recover": ((WRITTEN_OFF,), WRITTEN_OFF),
}


class NotAtThisStage(Refused):
    """Each act belongs to a stage; somebody may have been faster."""

    message = N_("This is not possible at this stage of the loan. Open the loan anew.")


def after(stage: str, act: str) -> str:
    """The stage that an act leads to. Raises `NotAtThisStage`."""
    possible, leads_to = ACTS[act]
    if stage not in possible:
        raise NotAtThisStage
    return leads_to


def may(stage: str, act: str) -> bool:
    """Whether an act is possible at a stage."""
    return stage in ACTS[act][0]
