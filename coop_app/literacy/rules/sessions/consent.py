"""What participants agree to, word by word; a new text gets a new version and the old ones stay."""

from coop_app.refusal import N_

#: version → its sentences, oldest first
TEXTS = {
    "2026-1": (
        N_("We write down your name, your village, your age and how you stand to work abroad."),
        N_("Only the trainers and the chairperson of the cooperative see your name."),
        N_("In reports there are only numbers, never names."),
        N_("You may say no to any question. You may take part without giving your name."),
        N_("You can take your consent back at any time. Then your name is deleted."),
    ),
    "2026-2": (
        N_("We write down your name, your village, your age and how you stand to work abroad."),
        N_("We also keep what you answer in the class and what you promise."),
        N_(
            "Only the trainers and the chairperson of the cooperative see it together with your name."
        ),
        N_("In reports there are only numbers, never names."),
        N_("You may say no to any question. You may take part without giving your name."),
        N_("You can take your consent back at any time. Then your name is deleted."),
    ),
}
CURRENT = next(reversed(TEXTS))
