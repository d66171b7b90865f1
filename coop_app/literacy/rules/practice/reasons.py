"""What the checker says, as English message ids."""

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
OTHER_BEGUN = N_(
    "Another exercise was begun after this one, and both stand in the same books. Begin this exercise once"
    " more, then record and check it before the next."
)
ANSWER_MISSING = N_("Write the figure that you found.")
ANSWER_WRONG = N_(
    "%(noted)s is not the figure that was asked for. Look at the heading of the column."
)
