"""Signs of an illegal lender and where to report one; read on the day below, to be looked up again each year."""

from dataclasses import dataclass
from datetime import date

from coop_app.refusal import N_

#: when the addresses below were last compared with what OJK publishes
CHECKED_ON = date(2026, 11, 22)

SIGNS = (
    N_("It is not on the list of OJK. Ask 157 before you borrow."),
    N_("The offer came by SMS or WhatsApp, though you did not ask."),
    N_("The money comes at once. Nobody asks whether you can pay."),
    N_("A large part is cut before the money arrives."),
    N_("Interest and fines are by the day, and nobody says how much."),
    N_("It wants to see your contacts and photos."),
    N_("It threatens you, or shames you before family and friends."),
    N_("It has no clear office address."),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is reported, how, and what for."""

    name: str
    how: str
    why: str


REPORT_TO = (
    Place(
        "OJK",
        "157 · WhatsApp 081-157-157-157",
        N_("Ask whether a lender is allowed; report one that is not."),
    ),
    Place(
        "IASC",
        "iasc.ojk.go.id",
        N_("If money was taken from you by a trick. Report it the same day."),
    ),
    Place("Polisi", "patrolisiber.id", N_("If you are threatened. Keep all messages as proof.")),
)
