"""The audit trail's actions in words."""

from flask_babel import gettext

from coop_app.refusal import N_

#: action → sentence; features add theirs with `register`
_WORDS = {
    "auth.sign_in": N_("signed in"),
    "auth.sign_in_refused": N_("wrong password"),
    "auth.factor_refused": N_("wrong code"),
    "auth.session_renewed": N_("session renewed"),
    "auth.session_ended": N_("session ended"),
    "auth.sign_out": N_("signed out"),
    "auth.looked": N_("looked at"),
    "auth.access_refused": N_("was turned away"),
    "auth.user_added": N_("account added"),
    "auth.user_disabled": N_("account put to rest"),
    "auth.user_enabled": N_("account woken"),
    "auth.role_changed": N_("role changed"),
    "auth.password_reset": N_("one-time password made"),
    "auth.password_changed": N_("password changed"),
    "auth.factor_begun": N_("phone code begun"),
    "auth.factor_enrolled": N_("phone code switched on"),
    "auth.factor_reset": N_("phone code reset"),
    "auth.recovery_codes_renewed": N_("envelope codes renewed"),
    "auth.recovery_code_used": N_("envelope code used"),
    "auth.cooperative_founded": N_("cooperative begun"),
    "auth.letterhead_corrected": N_("letterhead corrected"),
    "auth.setting_changed": N_("setting changed"),
    "approvals.asked": N_("asked for a second person"),
    "approvals.voted": N_("voted"),
    "approvals.approved": N_("agreed"),
    "approvals.refused": N_("refused"),
    "approvals.withdrawn": N_("withdrawn"),
}


#: what a line of the trail tells of a change; a key that is not here keeps its own name
_FACTS = {
    "name": N_("called"),
    "title": N_("about"),
    "role": N_("role"),
    "kind": N_("kind"),
    "state": N_("standing"),
    "status": N_("standing"),
    "month": N_("month"),
    "on": N_("day"),
    "held_on": N_("day"),
    "starts_at": N_("begins at"),
    "minutes": N_("minutes"),
    "place": N_("place"),
    "note": N_("remark"),
    "valid_from": N_("holds from"),
    "until": N_("holds until"),
    "entry": N_("journal line"),
    "member": N_("member no."),
    "rows": N_("lines"),
    "present": N_("present"),
    "people": N_("people"),
    "count": N_("how many"),
    "item": N_("things"),
    "into": N_("went over into"),
}


def register(words: dict[str, str]) -> None:
    """Let a feature name its own actions (action → English message id)."""
    _WORDS.update(words)


def action_in_words(action: str) -> str:
    """`looked at`; an unknown action keeps its own name."""
    return gettext(_WORDS[action]) if action in _WORDS else action


def fact_in_words(key: str) -> str:
    """`begins at` for `starts_at`; an unknown key keeps its own name."""
    return gettext(_FACTS[key]) if key in _FACTS else key


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
             ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def device_in_words(agent: str) -> str:
    """`Chrome, Android` from what the browser says about itself."""
    names = [
        next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in names if name) or gettext("Unknown device")
